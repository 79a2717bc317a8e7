import { HistoryRefused } from '../../ports.ts';

/** One series of a reply: its labels, and columns of one length in ascending time. */
export interface RemoteSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** UTC ms. */
  readonly at: Float64Array;
  /** Finite numbers only. */
  readonly value: Float64Array;
}

export interface RemoteRead {
  /** An instant query. One for a range selector answers with the samples as they were written. */
  instant(query: string, atMs: number, signal: AbortSignal | undefined): Promise<readonly RemoteSeries[]>;
  /** A query at every step. */
  range(query: string, span: Steps, signal: AbortSignal | undefined): Promise<readonly RemoteSeries[]>;
  /** The selector `[d]` that reaches back over exactly the last `ms` whole milliseconds, this one included. */
  window(ms: number, signal: AbortSignal | undefined): Promise<string>;
}

export interface Steps {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

export interface ReadOptions {
  /** What `/api/v1/query` is added to. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/**
 * An answer without some of the stores would look like a gap: a cluster is to fail instead (VictoriaMetrics, Thanos). And
 * VictoriaMetrics is to move no times and to hide no newest samples.
 */
const WHOLE_AND_EXACT = { nocache: '1', deny_partial_response: '1', partial_response: 'false' };
const TOO_MUCH = /too many|too much|exceed|limit|maximum resolution|cannot select more/i;
const TOO_LONG = /timeout|timed out|deadline|cancell?ed/i;
const MESSAGE_LENGTH = 300;

/** Reads over the HTTP API of Prometheus. Every method throws HistoryRefused. */
export function createRemoteRead(options: ReadOptions): RemoteRead {
  const base = options.url.replace(/\/+$/, '');
  let leftIsClosed: boolean | null = null;

  const ask = async (
    path: string,
    fields: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<readonly RemoteSeries[]> => {
    const body = new URLSearchParams({
      ...fields,
      ...WHOLE_AND_EXACT,
      timeout: `${Math.ceil(options.timeoutMs / 1_000)}s`,
    });
    const { status, text } = await post(`${base}/api/v1/${path}`, body, options, signal);
    return readReply(status, text);
  };

  return {
    instant: (query, atMs, signal) => ask('query', { query, time: seconds(atMs), step: '300' }, signal),
    range: (query, { startMs, endMs, stepMs }, signal) =>
      ask('query_range', { query, start: seconds(startMs), end: seconds(endMs), step: seconds(stepMs) }, signal),
    async window(ms, signal) {
      // Prometheus before 3.0 counts both ends of a range, 3.0 and VictoriaMetrics only the right one.
      if (leftIsClosed === null) {
        const [probe] = await ask('query', { query: 'count_over_time(vector(1)[1s:1s])', time: '1000000' }, signal);
        leftIsClosed = probe?.value[0] === 2;
      }
      return `[${leftIsClosed ? Math.max(1, ms - 1) : ms}ms]`;
    },
  };
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

async function post(
  url: string,
  body: URLSearchParams,
  { headers, timeoutMs }: ReadOptions,
  signal: AbortSignal | undefined,
): Promise<{ status: number; text: string }> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      // Unpacked: on a machine's own network, packing a reply takes longer than sending it.
      headers: { ...headers, 'User-Agent': 'skyrack', 'Accept-Encoding': 'identity' },
      body,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw new HistoryRefused('over-budget', 'the query was ended before the remote answered');
    if (limit.aborted) throw new HistoryRefused('over-budget', `the remote did not answer in ${timeoutMs} ms`);
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new HistoryRefused(
      'unavailable',
      `the remote does not answer: ${cause instanceof Error ? cause.message : cause}`,
    );
  }
}

interface Reply {
  readonly status?: unknown;
  readonly error?: unknown;
  readonly isPartial?: unknown;
  readonly data?: { readonly result?: unknown };
}

interface ReplySeries {
  readonly metric?: Record<string, string>;
  readonly values?: readonly (readonly [number, string])[];
  readonly value?: readonly [number, string];
}

function readReply(status: number, text: string): readonly RemoteSeries[] {
  const reply = parse(text);
  if (status !== 200 || reply?.status !== 'success') {
    const said = typeof reply?.error === 'string' ? reply.error : text.trim();
    throw refusal(status, `the remote answered HTTP ${status}: ${said.slice(0, MESSAGE_LENGTH)}`);
  }
  if (reply.isPartial === true)
    throw new HistoryRefused('unavailable', 'the remote could read only a part of its data');
  const result = reply.data?.result;
  return Array.isArray(result) ? result.map((series: ReplySeries) => readSeries(series)) : [];
}

function refusal(status: number, message: string): HistoryRefused {
  if (status === 400 || status === 422) {
    if (TOO_LONG.test(message)) return new HistoryRefused('over-budget', message);
    if (TOO_MUCH.test(message)) return new HistoryRefused('too-much', message);
  }
  const overBudget = (status === 503 || status === 504) && TOO_LONG.test(message);
  return new HistoryRefused(overBudget ? 'over-budget' : 'unavailable', message);
}

function parse(text: string): Reply | null {
  try {
    const reply: unknown = JSON.parse(text);
    return typeof reply === 'object' && reply !== null ? reply : null;
  } catch {
    return null;
  }
}

function readSeries({ metric = {}, values, value }: ReplySeries): RemoteSeries {
  const points = values ?? (value === undefined ? [] : [value]);
  const at = new Float64Array(points.length);
  const numbers = new Float64Array(points.length);
  let length = 0;
  for (const [time, number] of points) {
    const parsed = Number(number);
    if (!Number.isFinite(parsed)) continue;
    at[length] = Math.round(time * 1_000);
    numbers[length++] = parsed;
  }
  return { labels: metric, at: at.subarray(0, length), value: numbers.subarray(0, length) };
}
