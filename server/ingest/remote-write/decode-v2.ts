import type { IngestSource } from '../../ports.ts';
import { describeLabels } from '../body/label-limits.ts';
import type { ReadingColumns } from '../body/reading-columns.ts';
import { RefusedRows } from '../body/refused-rows.ts';
import { malformedAt, WireCursor } from '../body/wire-cursor.ts';
import { REFUSED, readSample } from './sample.ts';
import { REFS_LIMIT, type SymbolSeries, Symbols } from './symbols.ts';

// Tags: field << 3 | wire type.
const SYMBOL = 0x22;
const TIMESERIES = 0x2a;
const LABEL_REFS = 0x0a;
const LABEL_REF = 0x08;
const SAMPLE = 0x12;
const HISTOGRAM = 0x1a;
const EXEMPLAR = 0x22;
const CREATED = 0x30;

/**
 * Reads an io.prometheus.write.v2.Request: symbols = 4, timeseries = 5 {labels_refs = 1, samples = 2 {value = 1,
 * timestamp = 2}, histograms = 3, exemplars = 4, metadata = 5, created_timestamp = 6 (ms)}. Label refs are pairs of
 * indexes into the symbols. Histograms and exemplars are counted and not kept. Throws BodyProblem.
 */
export class RequestDecoder {
  /** Rows of series that are refused: over a limit, or samples beside histograms. */
  readonly refused = new RefusedRows();
  /** What is not kept of any series. */
  readonly unsupported = new RefusedRows();
  /** A series says when its total began. */
  hasStarts = false;
  readonly #cursor: WireCursor;
  readonly #end: number;
  readonly #symbols: Symbols;
  readonly #known: SymbolSeries;
  readonly #source: Pick<IngestSource, 'handle'>;
  readonly #columns: ReadingColumns;
  readonly #refs = new Uint32Array(REFS_LIMIT);
  #refCount = 0;
  #symbolsRead = false;
  /** Made once, not for every series. */
  readonly #example = (): string => describeLabels(this.#symbols.labels(this.#refs, this.#refCount));

  constructor(bytes: Uint8Array, known: SymbolSeries, source: Pick<IngestSource, 'handle'>, columns: ReadingColumns) {
    this.#cursor = new WireCursor(bytes);
    this.#end = bytes.length;
    this.#known = known;
    this.#symbols = new Symbols(bytes);
    this.#source = source;
    this.#columns = columns;
  }

  /** Reads on until the columns hold about `rows` more readings; true when the request is at its end. */
  read(rows: number): boolean {
    const cursor = this.#cursor;
    const enough = this.#columns.length + rows;
    const farEnough = cursor.at + rows * 64;
    while (cursor.at < this.#end) {
      const tag = cursor.varint32(this.#end);
      // Symbols may stand behind the series that use them: they are read first.
      if (tag === SYMBOL && !this.#symbolsRead) this.#symbols.add(cursor, this.#end);
      else if (tag === TIMESERIES && this.#symbolsRead) this.#readSeries(cursor.lengthEnd(this.#end));
      else cursor.skip(tag, this.#end);
      if (this.#columns.length >= enough || cursor.at >= farEnough) break;
    }
    if (cursor.at < this.#end) return false;
    if (this.#symbolsRead) return true;
    this.#symbols.close();
    this.#symbolsRead = true;
    cursor.at = 0;
    return this.#end === 0;
  }

  #readSeries(end: number): void {
    const cursor = this.#cursor;
    const from = cursor.at;
    const { start, histograms, exemplars } = this.#readFacts(end);
    cursor.at = from;
    const name = this.#known.handleOf(this.#symbols, this.#refs, this.#refCount, this.#source);
    const handle = histograms > 0 ? REFUSED : name.handle;
    const firstRow = this.#columns.length;
    const rows = this.#readSamples(end, handle);
    this.hasStarts ||= start !== 0;
    for (let row = firstRow; row < this.#columns.length; row++) this.#columns.since[row] = start;
    if (name.handle === REFUSED) this.refused.add(name.reason, rows, this.#example);
    else if (histograms > 0) this.refused.add('mixed-series', rows, this.#example);
    this.unsupported.add('histogram-unsupported', histograms, this.#example);
    this.unsupported.add('exemplar-unsupported', exemplars, this.#example);
  }

  /** Everything of a series but its samples; its label refs into `#refs`. */
  #readFacts(end: number): { start: number; histograms: number; exemplars: number } {
    const cursor = this.#cursor;
    let start = 0;
    let histograms = 0;
    let exemplars = 0;
    this.#refCount = 0;
    while (cursor.at < end) {
      const tag = cursor.varint32(end);
      if (tag === LABEL_REFS) {
        const refsEnd = cursor.lengthEnd(end);
        while (cursor.at < refsEnd) this.#addRef(cursor.varint32(refsEnd));
        continue;
      }
      if (tag === LABEL_REF) {
        this.#addRef(cursor.varint32(end));
        continue;
      }
      if (tag === CREATED) {
        start = cursor.int64(end);
        continue;
      }
      if (tag === HISTOGRAM) histograms++;
      else if (tag === EXEMPLAR) exemplars++;
      cursor.skip(tag, end);
    }
    if (this.#refCount % 2 === 1) throw malformedAt('label name without a value', end);
    return { start, histograms, exemplars };
  }

  #addRef(ref: number): void {
    if (ref >= this.#symbols.count) throw malformedAt(`symbol ${ref} of ${this.#symbols.count}`, this.#cursor.at);
    // One more than any series may have is enough to know that it has too many.
    if (this.#refCount < REFS_LIMIT) this.#refs[this.#refCount++] = ref;
    else this.#refCount = REFS_LIMIT;
  }

  #readSamples(end: number, handle: number): number {
    const cursor = this.#cursor;
    let rows = 0;
    while (cursor.at < end) {
      const tag = cursor.varint32(end);
      if (tag !== SAMPLE) {
        cursor.skip(tag, end);
        continue;
      }
      readSample(cursor, cursor.lengthEnd(end), handle, this.#columns);
      rows++;
    }
    return rows;
  }
}
