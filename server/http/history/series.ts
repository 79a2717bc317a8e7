import type { Response } from 'express';
import type { z } from 'zod';
import { findMetric } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Resource } from '../../../shared/model/resource.ts';
import type { PastSeries } from '../../../shared/wire/history.ts';
import {
  MAX_BUCKETS,
  MAX_RAW_SPAN_MS,
  MAX_SERIES,
  MAX_SPAN_MS,
  type seriesQuerySchema,
} from '../../../shared/wire/history-schemas.ts';
import type { History, Inventory, SeriesAnswer } from '../../ports.ts';
import { HttpError } from '../errors.ts';
import { columnsOf, numbers } from './columns.ts';
import { sendList } from './send-list.ts';
import { type Span, spanOf } from './span.ts';

type Query = z.infer<typeof seriesQuerySchema>;

export interface Pair {
  readonly resource: Resource;
  readonly metric: MetricDefinition;
  readonly series: number;
}

/** The query parser takes a thousand parameters and drops the rest unseen. */
const MAX_PARAMETERS = 1_000;

/** Throws HttpError 400 for an address with more parameters than are read. */
export function refuseManyParameters(url: string): void {
  const count = url.split('&').length;
  if (count >= MAX_PARAMETERS) throw tooMany(count, 'resource');
}

/** What a query asks for, checked. Throws HttpError 400 that names field and limit. */
export function seriesQuestion(
  query: Query,
  inventory: Inventory,
  now: number,
): { pairs: readonly Pair[]; span: Span } {
  const span = spanOf(query, now, query.aggregate === 'raw' ? MAX_RAW_SPAN_MS : MAX_SPAN_MS);
  const pairs = pairsOf(query, inventory);
  const most = Math.floor(MAX_BUCKETS / pairs.length);
  if (query.points > most) {
    const message = `${pairs.length} series of ${query.points} points are more than ${MAX_BUCKETS}`;
    throw new HttpError(400, { code: 'too-many', message, field: 'points', limit: most });
  }
  return { pairs, span };
}

export function askSeries(
  history: History,
  { points, aggregate }: Query,
  { pairs, span }: { readonly pairs: readonly Pair[]; readonly span: Span },
  signal: AbortSignal,
): Promise<SeriesAnswer> {
  const tier = aggregate === 'auto' ? undefined : aggregate;
  return history.series({ series: pairs.map(({ series }) => series), ...span, points, tier }, signal);
}

export function sendSeries(
  response: Response,
  span: Span,
  pairs: readonly Pair[],
  answer: SeriesAnswer,
): Promise<void> {
  const { tier, stepMs, series } = answer;
  return sendList(response, { ...span, tier, stepMs }, 'series', itemsOf(pairs, series));
}

function* itemsOf(pairs: readonly Pair[], series: SeriesAnswer['series']): Generator<PastSeries> {
  for (const [i, { resource, metric }] of pairs.entries()) {
    const buckets = series[i]!;
    const { at, min, max, mean, ...rest } = columnsOf(buckets);
    const { id, unit } = metric;
    yield { resource: resource.id, metric: id, unit, at, min, max, mean, last: numbers(buckets.last), ...rest };
  }
}

/** Every resource with each of the metrics that its kind has; a name that is in no pair is refused. */
function pairsOf({ resource: ids, metric: metricIds }: Query, inventory: Inventory): readonly Pair[] {
  if (ids.length > MAX_SERIES) throw tooMany(ids.length, 'resource');
  if (metricIds.length > MAX_SERIES) throw tooMany(metricIds.length, 'metric');
  const metrics = metricIds.map((id) => {
    const metric = findMetric(id);
    if (metric === undefined) throw unknownName('metric', id);
    return metric;
  });
  const resources = ids.map((id) => {
    const resource = inventory.find(id);
    if (resource === undefined) throw unknownName('resource', id);
    return resource;
  });
  const pairs = resources.flatMap((resource) =>
    metrics
      .filter(({ kind }) => kind === resource.kind)
      .map((metric) => ({ resource, metric, series: inventory.series(resource.id, metric.id) })),
  );
  const idle =
    resources.find(({ id }) => !pairs.some(({ resource }) => resource.id === id)) ??
    metrics.find(({ id }) => !pairs.some(({ metric }) => metric.id === id));
  if (idle !== undefined) {
    const message = `${idle.id} has no part in this question: none of the other side is of kind ${idle.kind}`;
    throw new HttpError(400, { code: 'other-kind', message, field: 'attributes' in idle ? 'resource' : 'metric' });
  }
  if (pairs.length > MAX_SERIES) throw tooMany(pairs.length, 'metric');
  return pairs;
}

function tooMany(count: number, field: string): HttpError {
  const message = `${count} are asked for, at most ${MAX_SERIES} series in one request`;
  return new HttpError(400, { code: 'too-many', message, field, limit: MAX_SERIES });
}

/** A name of a question that nothing here has. The name itself comes from outside: it is cut, and only ever text. */
export function unknownName(field: 'resource' | 'metric', name: string): HttpError {
  const message = `there is no ${field} ${JSON.stringify(name.slice(0, 80))}`;
  return new HttpError(400, { code: `unknown-${field}`, message, field });
}
