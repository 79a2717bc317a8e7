import type { IngestSource } from '../../ports.ts';
import { malformed } from '../body/body-problem.ts';
import { KeyTable } from '../body/key-table.ts';
import { type DecodedLabels, LABEL_LIMIT, labelExcess, VALUE_BYTES } from '../body/label-limits.ts';
import { NO_ROOM, NumberedKeys } from '../body/numbered-keys.ts';
import { WireCursor } from '../body/wire-cursor.ts';
import { REFUSED } from './sample.ts';

/** Refs that are kept of a series: with these it has a label too many. */
export const REFS_LIMIT = 2 * LABEL_LIMIT + 2;
/** Symbols that are remembered for every series: names and values repeat, values of two or three labels do not. */
const SYMBOLS_PER_SERIES = 4;
const SYMBOLS_AT_LEAST = 10_000;

/** The symbols of one request: where each lies in its bytes, and the number that the source's table gave it. */
export class Symbols {
  readonly cursor: WireCursor;
  readonly #text: Buffer;
  #from = new Uint32Array(256);
  #to = new Uint32Array(256);
  /** NO_ROOM = not asked for yet. */
  #number = new Uint32Array(0);
  count = 0;

  constructor(bytes: Uint8Array) {
    this.cursor = new WireCursor(bytes);
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Takes the symbol at the cursor, whose tag has been read. */
  add(cursor: WireCursor, end: number): void {
    if (this.count === this.#from.length) this.#grow();
    const to = cursor.lengthEnd(end);
    this.#from[this.count] = cursor.at;
    this.#to[this.count++] = to;
    cursor.at = to;
  }

  /** All symbols are known. Throws BodyProblem unless the first is empty, as 2.0 says. */
  close(): void {
    if (this.count > 0 && this.#from[0] !== this.#to[0])
      throw malformed('remote write 2.0: the first symbol is not empty');
    this.#number = new Uint32Array(this.count);
  }

  lengthOf(ref: number): number {
    return this.#to[ref]! - this.#from[ref]!;
  }

  /** The number of a symbol in the source's table, asked once a request; NO_ROOM when it has none. */
  numberOf(ref: number, table: NumberedKeys): number {
    const known = this.#number[ref]!;
    if (known !== NO_ROOM) return known;
    const number = table.numberOf(this.cursor, this.#from[ref]!, this.#to[ref]!);
    this.#number[ref] = number;
    return number;
  }

  /** The labels that pairs of refs mean, or which limit they exceed. */
  labels(refs: Uint32Array, count: number): DecodedLabels {
    const labels: (readonly [string, string])[] = [];
    let name = '';
    for (let i = 0; i < count; i += 2) {
      const [nameRef, valueRef] = [refs[i]!, refs[i + 1]!];
      const labelName = () => this.#textOf(nameRef);
      const why = labelExcess(labels.length + 1, labelName, this.lengthOf(nameRef), this.lengthOf(valueRef));
      if (why !== null) return { ok: false, why };
      const label = labelName();
      const value = this.#textOf(valueRef);
      labels.push([label, value]);
      if (label === '__name__') name = value;
    }
    return { ok: true, name, labels };
  }

  #textOf(ref: number): string {
    return this.#text.toString('utf8', this.#from[ref], this.#to[ref]);
  }

  #grow(): void {
    const from = new Uint32Array(this.count * 2);
    from.set(this.#from);
    this.#from = from;
    const to = new Uint32Array(this.count * 2);
    to.set(this.#to);
    this.#to = to;
  }
}

/**
 * The series of one source of remote write 2.0. Refs mean something within their request only, so each symbol has a
 * number that outlives it, and a series is known by the numbers of its labels in a row.
 */
export class SymbolSeries {
  readonly #numbers = new NumberedKeys();
  readonly #series = new KeyTable();
  readonly #row = new Uint32Array(REFS_LIMIT);
  readonly #rowCursor = new WireCursor(new Uint8Array(this.#row.buffer));

  /** Starts a request, received at `now` (UTC ms), with room for `limit` series. */
  begin(now: number, limit: number): void {
    this.#series.begin(now, limit);
    this.#numbers.begin(now, Math.max(SYMBOLS_AT_LEAST, SYMBOLS_PER_SERIES * limit));
  }

  /** The handle of the series with these label refs, or REFUSED and why. */
  handleOf(
    symbols: Symbols,
    refs: Uint32Array,
    count: number,
    source: Pick<IngestSource, 'handle'>,
  ): { readonly handle: number; readonly reason: string } {
    if (count === REFS_LIMIT) return LABEL_EXCESS;
    const row = this.#row;
    for (let i = 0; i < count; i++) {
      // Too long for any label: not worth a number.
      if (symbols.lengthOf(refs[i]!) > VALUE_BYTES) return LABEL_EXCESS;
      const number = symbols.numberOf(refs[i]!, this.#numbers);
      if (number === NO_ROOM) return SERIES_EXCESS;
      row[i] = number;
    }
    const entry = this.#series.look(this.#rowCursor, 0, count * 4, 0);
    if (entry >= 0) return { handle: this.#series.handleOf(entry), reason: '' };
    if (!this.#series.hasRoom(count * 4)) return SERIES_EXCESS;
    const decoded = symbols.labels(refs, count);
    if (!decoded.ok) return LABEL_EXCESS;
    const handle = source.handle({ by: 'labels', name: decoded.name, labels: decoded.labels });
    this.#series.follow(this.#series.add(this.#rowCursor, 0, count * 4, handle));
    return { handle, reason: '' };
  }
}

const LABEL_EXCESS = { handle: REFUSED, reason: 'label-limit' };
const SERIES_EXCESS = { handle: REFUSED, reason: 'series-limit' };
