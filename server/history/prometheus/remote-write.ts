import { compress } from 'snappy';

/** What became of a request. `retry` is the remote's trouble or the settings', `refused` is about these samples. */
export type WriteReply =
  | { readonly outcome: 'taken' }
  | {
      readonly outcome: 'retry';
      readonly why: string;
      readonly afterMs: number | null;
      /** It did not answer, or not in its right mind: it may have started anew. */
      readonly down: boolean;
    }
  | { readonly outcome: 'refused'; readonly why: string };

/**
 * Statuses that blame the samples. 401, 403, 404 and the like blame the settings, and a wrong password must not cost
 * data: those are tried again until somebody mends it. Thanos answers 409 for what is out of order.
 */
const BLAMES_SAMPLES = new Set([400, 409, 413, 422]);
/** VictoriaMetrics answers 400 for a path that it does not have. */
const BLAMES_PATH = /unsupported path|cannot parse (?:path|account|tenant|auth)/i;
const WHY_LENGTH = 300;
const LONGEST_PAUSE_MS = 60_000;

/** Sends one WriteRequest; never throws but for an abort of `signal`. */
export async function postWriteRequest(
  remote: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly timeoutMs: number },
  request: Uint8Array,
  signal: AbortSignal,
): Promise<WriteReply> {
  const body = await compress(request);
  try {
    const response = await fetch(remote.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...remote.headers,
        'Content-Type': 'application/x-protobuf',
        'Content-Encoding': 'snappy',
        'X-Prometheus-Remote-Write-Version': '0.1.0',
        'User-Agent': 'skyrack',
      },
      body: new Uint8Array(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(remote.timeoutMs)]),
    });
    return judge(response, await response.text());
  } catch (error) {
    signal.throwIfAborted();
    return { outcome: 'retry', why: reasonOf(error, remote.timeoutMs), afterMs: null, down: true };
  }
}

function judge(response: Response, text: string): WriteReply {
  if (response.ok) return { outcome: 'taken' };
  const why = `HTTP ${response.status}: ${text.trim().slice(0, WHY_LENGTH) || response.statusText}`;
  if (BLAMES_SAMPLES.has(response.status) && !BLAMES_PATH.test(text)) return { outcome: 'refused', why };
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const afterMs = seconds >= 0 ? Math.min(seconds * 1_000, LONGEST_PAUSE_MS) : null;
  return { outcome: 'retry', why, afterMs, down: response.status >= 500 };
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer in ${timeoutMs} ms`;
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
