import type { ErrorBody, RejectedRows } from '../../../shared/wire/http.ts';
import { native } from '../../ingest/native.ts';
import { remoteWrite } from '../../ingest/remote-write.ts';
import type { DoorHandler, IngestDoor, IngestSource, Inventory, SeriesName } from '../../ports.ts';
import { parseExposition } from './exposition.ts';

/** A reading of a captured payload, by its sender's name. */
export interface CapturedReading {
  readonly name: SeriesName;
  readonly value: number;
  /** UTC ms; undefined for "when it was read". */
  readonly at: number | undefined;
  readonly stale: boolean;
}

export interface Payload {
  readonly format: 'remote write' | 'text exposition' | 'native JSON';
  readonly readings: readonly CapturedReading[];
  /** Rows that the door itself refused. */
  readonly refused: readonly RejectedRows[];
}

/** The file is no payload that any door would take. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
}

/**
 * Reads a captured payload: the body of a remote-write request, a text exposition or a native JSON batch, told apart by
 * their bytes. Bodies go through the very doors that the server opens. `labels` are added to those of an exposition, as
 * a scrape would add them. Throws PayloadError.
 */
export async function readPayload(
  bytes: Uint8Array,
  inventory: Inventory,
  labels: readonly (readonly [string, string])[] = [],
): Promise<Payload> {
  const text = textOf(bytes);
  if (text === undefined) {
    const headers = { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' };
    return { format: 'remote write', ...(await throughDoor(remoteWrite, bytes, headers, 'payload', inventory)) };
  }
  if (/^\s*[{[]/.test(text)) {
    const headers = { 'content-type': 'application/json' };
    return { format: 'native JSON', ...(await throughDoor(native, bytes, headers, sourceOf(text), inventory)) };
  }
  return { format: 'text exposition', ...readExposition(text, labels) };
}

/** Undefined for what is not text: a protobuf under snappy always holds bytes that no text has. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return [...text.slice(0, 4096)].some((each) => each < ' ' && !'\t\r\n'.includes(each)) ? undefined : text;
  } catch {
    return undefined;
  }
}

function readExposition(
  text: string,
  added: readonly (readonly [string, string])[],
): Pick<Payload, 'readings' | 'refused'> {
  const { samples, problems } = parseExposition(text);
  const [first] = problems;
  if (samples.length === 0) throw new PayloadError(first ? `line ${first.line} ${first.message}` : 'holds no samples');
  return {
    readings: samples.map(({ name, labels, value, at }) => ({
      name: { by: 'labels', name, labels: [['__name__', name], ...added, ...labels] },
      value,
      at,
      stale: false,
    })),
    refused: first
      ? [{ reason: 'bad-line', count: problems.length, example: `line ${first.line} ${first.message}` }]
      : [],
  };
}

/** Runs a door on a registry that only writes down what the door makes of the body. */
async function throughDoor(
  door: IngestDoor,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
  sourceId: string,
  inventory: Inventory,
): Promise<Pick<Payload, 'readings' | 'refused'>> {
  const names: SeriesName[] = [];
  const readings: CapturedReading[] = [];
  const refused: RejectedRows[] = [];
  const source: IngestSource = {
    id: sourceId,
    limits: null,
    handle: (name) => names.push(name) - 1,
    refuse: (reason, count, example) => refused.push({ reason, count, example }),
    async accept({ handle, at, value, stale, length }) {
      for (let i = 0; i < length; i++) {
        readings.push({ name: names[handle[i]!]!, value: value[i]!, at: at[i]!, stale: stale[i] === 1 });
      }
      return { stored: length, duplicate: false, unmapped: 0, rejected: [] };
    },
  };
  const handlers: DoorHandler[] = [];
  const registry = { source: () => source, sources: () => [] };
  door.start({ registry, inventory, clock: Date.now, seed: 0, post: (_, handler) => handlers.push(handler) });
  const reply = await handlers[0]!({ headers, source: sourceId, body: async () => bytes });
  if (reply.status >= 400 && readings.length === 0 && refused.length === 0) {
    throw new PayloadError(`${door.protocol} answers ${reply.status}: ${(reply.body as ErrorBody).message}`);
  }
  return { readings, refused };
}

/** The source that a native batch names, so that its own token's rule does not refuse it. */
function sourceOf(text: string): string {
  try {
    const batch: unknown = JSON.parse(text);
    if (typeof batch === 'object' && batch !== null && 'source' in batch) return String(batch.source);
  } catch {
    // The door says what is wrong with it.
  }
  return 'payload';
}
