import type { IngestSource } from '../../ports.ts';
import { KeyTable } from '../body/key-table.ts';
import { type DecodedLabels, SECTION_LIMIT_BYTES } from '../body/label-limits.ts';
import { NO_ROOM, NumberedKeys } from '../body/numbered-keys.ts';
import { WireCursor } from '../body/wire-cursor.ts';
import { addAttributes } from './attributes.ts';

/** The handle of points that are read and not kept. */
export const REFUSED = -1;

// Tags of attributes: field << 3 | wire type.
const OF_RESOURCE = 0x0a;
const OF_SCOPE = 0x1a;
export const OF_POINT = 0x3a;

/** Bytes [from, to) of the message. */
export interface Range {
  readonly from: number;
  readonly to: number;
}
export const NOWHERE: Range = { from: 0, to: 0 };

/** What the points of a metric have in common, and the number that it is known by. */
export interface PointContext {
  readonly resource: Range;
  readonly scope: Range;
  readonly name: Range;
  /** NO_ROOM where its points are refused. */
  readonly number: number;
  readonly reason: string;
}

/**
 * The series of one source of OTLP. Resource, scope and metric name each have a number under the one before; a series is
 * the bytes of its point's attributes under the number of its metric. Nothing is decoded that was seen before.
 */
export class PointSeries {
  readonly #contexts = new NumberedKeys();
  readonly #series = new KeyTable();
  #reason = '';

  /** Why the last handle was REFUSED. */
  get reason(): string {
    return this.#reason;
  }

  /** Starts a request, received at `now` (UTC ms), with room for `limit` series. */
  begin(now: number, limit: number): void {
    this.#series.begin(now, limit);
    // A metric of one point has a context of its own, and so may have its scope and its resource.
    this.#contexts.begin(now, 3 * limit);
  }

  context(cursor: WireCursor, resource: Range, scope: Range, name: Range): PointContext {
    let number = NO_ROOM;
    for (const { from, to } of [resource, scope, name]) {
      if (to - from > SECTION_LIMIT_BYTES) {
        return { resource, scope, name, number: NO_ROOM, reason: 'label-limit' };
      }
      number = this.#contexts.numberOf(cursor, from, to, number);
      if (number === NO_ROOM) return { resource, scope, name, number, reason: 'series-limit' };
    }
    return { resource, scope, name, number, reason: '' };
  }

  /** The handle of a point with the attributes [from, to) of `key`, or REFUSED. Throws BodyProblem. */
  handleOf(
    message: WireCursor,
    context: PointContext,
    key: WireCursor,
    { from, to }: Range,
    source: Pick<IngestSource, 'handle'>,
  ): number {
    const entry = this.#series.look(key, from, to, context.number);
    if (entry >= 0) return this.#series.handleOf(entry);
    if (!this.#series.hasRoom(to - from)) return this.#refuse('series-limit');
    const decoded = to - from > SECTION_LIMIT_BYTES ? null : labelsOf(message, context, key, { from, to });
    if (!decoded?.ok) return this.#refuse('label-limit');
    const handle = source.handle({ by: 'labels', name: decoded.name, labels: decoded.labels });
    this.#series.follow(this.#series.add(key, from, to, handle, context.number));
    return handle;
  }

  #refuse(reason: string): number {
    this.#reason = reason;
    return REFUSED;
  }
}

/** Attributes of resource, scope and point, in this order: the innermost counts where names are the same. */
export function labelsOf(
  { bytes }: WireCursor,
  { resource, scope, name }: PointContext,
  key: WireCursor,
  point: Range,
): DecodedLabels {
  const cursor = new WireCursor(bytes);
  const labels: (readonly [string, string])[] = [];
  const why =
    addAttributes(labels, cursor, resource.from, resource.to, OF_RESOURCE) ??
    addAttributes(labels, cursor, scope.from, scope.to, OF_SCOPE) ??
    addAttributes(labels, new WireCursor(key.bytes), point.from, point.to, OF_POINT);
  if (why !== null) return { ok: false, why };
  return { ok: true, name: textOf(cursor, name), labels };
}

export function textOf({ bytes }: WireCursor, { from, to }: Range): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'utf8',
    from,
    Math.min(to, from + 1000),
  );
}
