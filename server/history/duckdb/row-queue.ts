import type { Clock, JournalRecord } from '../../ports.ts';
import { BYTES_PER_ROW, bytesOf, type Rows } from './protocol.ts';

/** Samples are sent when so many are together, or when the clock beats. */
const SEND_ROWS = 65_536;
/** Bytes on their way that make the engine behind, and bytes at which it is no longer. */
const MAX_BYTES = 96 * 1024 * 1024;
const RESUME_BYTES = MAX_BYTES / 2;
const BEHIND_MS = 5000;

/** Columns that came back and wait to be filled again. */
const MOST_SPARE = 4;

type Send = (rows: Rows & { readonly transfer: ArrayBuffer[] }) => void;

/** Records on their way to the worker: gathered as columns, counted until they are durable. */
export class RowQueue {
  readonly #send: Send;
  readonly #clock: Clock;
  /** They go to the thread and come back: new ones each time are memory outside of V8's heap, for which it marks the heap. */
  #columns = columnsOf(newBuffer());
  readonly #spare: ArrayBuffer[] = [];
  #rows = 0;
  /** Last record in the columns. */
  #sequence = 0;
  #unsent = false;
  #onTheWay = 0;
  /** Records that are not durable yet, oldest first: sequence and when they came. */
  #pending: { readonly sequence: number; readonly at: number }[] = [];
  #resume: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null;
  #stopped = false;

  constructor(send: Send, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  open(watermark: number): void {
    this.#sequence = watermark;
  }

  /** Takes a record unless it was taken before; a promise when too much is on its way. */
  add(sequence: number, record: JournalRecord): void | Promise<void> {
    if (sequence <= this.#sequence || this.#stopped) return;
    this.#sequence = sequence;
    this.#unsent = true;
    this.#pending.push({ sequence, at: this.#clock() });
    if (record.type !== 'start') this.#gather(record.batch);
    if (this.#onTheWay + bytesOf({ series: this.#columns.series.subarray(0, this.#rows) }) > MAX_BYTES) {
      this.#resume ??= newResume();
      this.send();
      return this.#resume.promise;
    }
  }

  /** Sends what is gathered. */
  send(): void {
    if (!this.#unsent || this.#stopped) return;
    const rows = this.#rows;
    const { series, at, value, quality, buffer } = this.#columns;
    const sent = {
      type: 'rows' as const,
      sequence: this.#sequence,
      series: series.subarray(0, rows),
      at: at.subarray(0, rows),
      value: value.subarray(0, rows),
      quality: quality.subarray(0, rows),
    };
    this.#onTheWay += bytesOf(sent);
    this.#columns = columnsOf(this.#spare.pop() ?? newBuffer());
    this.#rows = 0;
    this.#unsent = false;
    this.#send({ ...sent, transfer: [buffer] });
  }

  /** `buffers` of columns that were sent come back. */
  committed(watermark: number, bytes: number, buffers: readonly ArrayBuffer[]): void {
    this.#onTheWay -= bytes;
    for (const buffer of buffers) if (this.#spare.length < MOST_SPARE) this.#spare.push(buffer);
    let done = 0;
    while (done < this.#pending.length && this.#pending[done]!.sequence <= watermark) done++;
    this.#pending = this.#pending.slice(done);
    if (this.#resume === null || this.#onTheWay > RESUME_BYTES) return;
    this.#resume.resolve();
    this.#resume = null;
  }

  lag(now: number): { readonly lagRecords: number; readonly lagMs: number; readonly isBehind: boolean } {
    const oldest = this.#pending[0];
    const lagMs = oldest === undefined ? 0 : Math.max(0, now - oldest.at);
    return { lagRecords: this.#pending.length, lagMs, isBehind: this.#resume !== null || lagMs > BEHIND_MS };
  }

  /** Nothing more is sent; whoever waits goes on. */
  stop(): void {
    this.#stopped = true;
    this.#resume?.resolve();
    this.#resume = null;
  }

  #gather(batch: Omit<Rows, 'type' | 'sequence'>): void {
    let from = 0;
    while (from < batch.series.length) {
      const end = Math.min(batch.series.length, from + SEND_ROWS - this.#rows);
      this.#columns.series.set(batch.series.subarray(from, end), this.#rows);
      this.#columns.at.set(batch.at.subarray(from, end), this.#rows);
      this.#columns.value.set(batch.value.subarray(from, end), this.#rows);
      this.#columns.quality.set(batch.quality.subarray(from, end), this.#rows);
      this.#rows += end - from;
      from = end;
      if (this.#rows === SEND_ROWS) this.#sendPart(from === batch.series.length);
    }
  }

  /** Full columns: what they hold of a record that is not whole goes under the sequence before it. */
  #sendPart(isWhole: boolean): void {
    const sequence = this.#sequence;
    if (!isWhole) this.#sequence = sequence - 1;
    this.send();
    this.#sequence = sequence;
    this.#unsent = !isWhole;
  }
}

function newBuffer(): ArrayBuffer {
  return new ArrayBuffer(SEND_ROWS * BYTES_PER_ROW);
}

/** Four columns in one buffer, the widest first. */
function columnsOf(buffer: ArrayBuffer) {
  return {
    buffer,
    at: new Float64Array(buffer, 0, SEND_ROWS),
    value: new Float64Array(buffer, SEND_ROWS * 8, SEND_ROWS),
    series: new Uint32Array(buffer, SEND_ROWS * 16, SEND_ROWS),
    quality: new Uint8Array(buffer, SEND_ROWS * 20, SEND_ROWS),
  };
}

function newResume() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
