import type { IngestSource } from '../../ports.ts';
import { describeLabels } from '../body/label-limits.ts';
import type { ReadingColumns } from '../body/reading-columns.ts';
import { RefusedRows } from '../body/refused-rows.ts';
import { WireCursor } from '../body/wire-cursor.ts';
import { POINT_LIMIT_BYTES, type Point, PointReader } from './point.ts';
import { labelsOf, NOWHERE, type PointContext, type PointSeries, type Range, REFUSED, textOf } from './point-series.ts';

// Tags: field << 3 | wire type.
const RESOURCE_METRICS = 0x0a;
const RESOURCE = 0x0a;
const SCOPE_METRICS = 0x12;
const SCOPE = 0x0a;
const METRIC = 0x12;
const NAME = 0x0a;
const GAUGE = 0x2a;
const SUM = 0x3a;
const DATA_POINT = 0x0a;
const TEMPORALITY = 0x10;
const MONOTONIC = 0x18;
/** Kinds of metrics whose points are counted and not kept, by tag. */
const UNSUPPORTED: ReadonlyMap<number, string> = new Map([
  [0x4a, 'histogram-unsupported'],
  [0x52, 'exponential-histogram-unsupported'],
  [0x5a, 'summary-unsupported'],
]);
const DELTA = 1;
const CUMULATIVE = 2;

/** Fields and points that are read before other work gets its turn. */
const WORK_PER_TURN = 20_000;

/** How the points of a metric are to be read. */
interface Reading {
  readonly delta: boolean;
  /** Their starts mean something: they are totals or changes. */
  readonly starts: boolean;
  /** Why none of them can be. */
  readonly refused: string;
}

/**
 * Reads an ExportMetricsServiceRequest (opentelemetry-proto 1.x): resource_metrics = 1 {resource = 1, scope_metrics = 2
 * {scope = 1, metrics = 2 {name = 1, gauge = 5, sum = 7 {data_points = 1, aggregation_temporality = 2,
 * is_monotonic = 3}, histogram = 9, exponential_histogram = 10, summary = 11}}}. Fields may come in any order, so each
 * message is gone over twice. Points go into the columns; those that cannot are counted. Throws BodyProblem.
 */
export class MetricsDecoder {
  /** Points that are refused. */
  readonly refused = new RefusedRows();
  /** A total or a change says when it began. */
  hasStarts = false;
  hasDeltas = false;
  readonly #cursor: WireCursor;
  readonly #points: PointReader;
  readonly #known: PointSeries;
  readonly #source: Pick<IngestSource, 'handle'>;
  readonly #columns: ReadingColumns;
  #work = 0;

  constructor(bytes: Uint8Array, known: PointSeries, source: Pick<IngestSource, 'handle'>, columns: ReadingColumns) {
    this.#cursor = new WireCursor(bytes);
    this.#points = new PointReader(this.#cursor);
    this.#known = known;
    this.#source = source;
    this.#columns = columns;
  }

  /** Reads all of it; yields where other work may get its turn. */
  *read(): Generator<void, void> {
    for (const message of this.#fields({ from: 0, to: this.#cursor.bytes.length }, RESOURCE_METRICS)) {
      if (message === null) yield;
      else yield* this.#readResource(message);
    }
  }

  *#readResource(message: Range): Generator<void, void> {
    let resource = NOWHERE;
    for (const field of this.#fields(message, RESOURCE)) {
      if (field === null) yield;
      else resource = field;
    }
    for (const field of this.#fields(message, SCOPE_METRICS)) {
      if (field === null) yield;
      else yield* this.#readScope(field, resource);
    }
  }

  *#readScope(message: Range, resource: Range): Generator<void, void> {
    let scope = NOWHERE;
    for (const field of this.#fields(message, SCOPE)) {
      if (field === null) yield;
      else scope = field;
    }
    for (const field of this.#fields(message, METRIC)) {
      if (field === null) yield;
      else yield* this.#readMetric(field, resource, scope);
    }
  }

  *#readMetric(message: Range, resource: Range, scope: Range): Generator<void, void> {
    const cursor = this.#cursor;
    const data: (Range & { readonly tag: number })[] = [];
    let name = NOWHERE;
    cursor.at = message.from;
    while (cursor.at < message.to) {
      if (this.#isDue()) yield* this.#pause();
      const tag = cursor.varint32(message.to);
      if (tag !== NAME && tag !== GAUGE && tag !== SUM && !UNSUPPORTED.has(tag)) {
        cursor.skip(tag, message.to);
        continue;
      }
      const to = cursor.lengthEnd(message.to);
      if (tag === NAME) name = { from: cursor.at, to };
      else data.push({ tag, from: cursor.at, to });
      cursor.at = to;
    }
    if (data.length === 0) return;
    const context = this.#known.context(cursor, resource, scope, name);
    for (const each of data) yield* this.#readData(each, each.tag, context);
  }

  *#readData(message: Range, tag: number, context: PointContext): Generator<void, void> {
    const reading = tag === SUM ? yield* this.#readSum(message) : readingOf(tag);
    const refused = reading.refused || context.reason;
    const cursor = this.#cursor;
    let skipped = 0;
    cursor.at = message.from;
    while (cursor.at < message.to) {
      if (this.#isDue()) yield* this.#pause();
      const field = cursor.varint32(message.to);
      if (field !== DATA_POINT) {
        cursor.skip(field, message.to);
        continue;
      }
      const to = cursor.lengthEnd(message.to);
      if (refused === '') this.#readPoint(cursor.at, to, context, reading);
      else skipped++;
      cursor.at = to;
    }
    this.refused.add(refused, skipped, () => textOf(cursor, context.name));
  }

  /** The fields of a Sum beside its points. */
  *#readSum({ from, to }: Range): Generator<void, Reading> {
    const cursor = this.#cursor;
    let temporality = 0;
    let monotonic = false;
    cursor.at = from;
    while (cursor.at < to) {
      if (this.#isDue()) yield* this.#pause();
      const tag = cursor.varint32(to);
      if (tag === TEMPORALITY) temporality = cursor.int64(to);
      else if (tag === MONOTONIC) monotonic = cursor.int64(to) !== 0;
      else cursor.skip(tag, to);
    }
    if (temporality !== DELTA && temporality !== CUMULATIVE) return refusing('no-temporality');
    // A level cannot be made from its changes when some of them may be lost.
    if (temporality === DELTA && !monotonic) return refusing('delta-of-gauge');
    return { delta: temporality === DELTA, starts: monotonic, refused: '' };
  }

  #readPoint(from: number, to: number, context: PointContext, { delta, starts }: Reading): void {
    if (to - from > POINT_LIMIT_BYTES) {
      this.refused.add('point-too-large', 1, () => `${textOf(this.#cursor, context.name)}: ${to - from} bytes`);
      return;
    }
    const point = this.#points.read(from, to);
    const handle = this.#known.handleOf(this.#cursor, context, point.key, point.attributes, this.#source);
    if (handle === REFUSED) this.#refuse(this.#known.reason, context, point);
    else if (!point.hasValue && !point.stale) this.#refuse('no-value', context, point);
    else this.#keep(handle, point, delta, starts);
  }

  #keep(handle: number, point: Point, delta: boolean, starts: boolean): void {
    const columns = this.#columns;
    columns.reserve();
    const row = columns.length++;
    columns.handle[row] = handle;
    columns.at[row] = point.at;
    columns.value[row] = point.value;
    columns.stale[row] = point.stale ? 1 : 0;
    columns.since[row] = starts ? point.since : 0;
    columns.delta[row] = delta ? 1 : 0;
    this.hasStarts ||= starts;
    this.hasDeltas ||= delta;
  }

  #refuse(reason: string, context: PointContext, { key, attributes }: Point): void {
    this.refused.add(reason, 1, () => {
      const labels = describeLabels(labelsOf(this.#cursor, context, key, attributes));
      return `${textOf(this.#cursor, context.name)}{${labels}}`;
    });
  }

  /** Ranges of the length-delimited fields with this tag, one after the other; null where other work is due. */
  *#fields({ from, to }: Range, wanted: number): Generator<Range | null, void> {
    const cursor = this.#cursor;
    let at = from;
    while (at < to) {
      if (this.#isDue()) {
        this.#work = 0;
        yield null;
      }
      cursor.at = at;
      const tag = cursor.varint32(to);
      if (tag !== wanted) {
        cursor.skip(tag, to);
        at = cursor.at;
        continue;
      }
      at = cursor.lengthEnd(to);
      yield { from: cursor.at, to: at };
    }
  }

  #isDue(): boolean {
    return ++this.#work >= WORK_PER_TURN;
  }

  *#pause(): Generator<void, void> {
    this.#work = 0;
    yield;
  }
}

function readingOf(tag: number): Reading {
  return { delta: false, starts: false, refused: UNSUPPORTED.get(tag) ?? '' };
}

function refusing(refused: string): Reading {
  return { delta: false, starts: false, refused };
}
