import type { Response } from 'express';
import type { z } from 'zod';
import { findMetric } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Label, Resource, ResourceKind } from '../../../shared/model/resource.ts';
import type { PastGroup } from '../../../shared/wire/history.ts';
import {
  type aggregateQuerySchema,
  type GROUPINGS,
  MAX_BUCKETS,
  MAX_POINTS,
  MAX_SPAN_MS,
  MIN_STEP_MS,
} from '../../../shared/wire/history-schemas.ts';
import type { AggregateAnswer, History, Inventory } from '../../ports.ts';
import { HttpError } from '../errors.ts';
import { columnsOf } from './columns.ts';
import { sendList } from './send-list.ts';
import { unknownName } from './series.ts';
import { type Span, spanOf } from './span.ts';

type Query = z.infer<typeof aggregateQuerySchema>;
type Grouping = (typeof GROUPINGS)[number];

/** Buckets per group that a step is chosen for. */
const USUAL_BUCKETS = 300;
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const;
const STEPS_MS = [
  ...[10, 30].map((n) => n * SECOND),
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 7].map((n) => n * DAY),
];

interface Group {
  readonly key: string;
  readonly label: Label | null;
  readonly resources: readonly Resource[];
}

export interface AggregateQuestion {
  readonly span: Span;
  readonly stepMs: number;
  readonly by: Grouping;
  readonly groups: readonly (Group & { readonly series: readonly number[] })[];
}

/** What a query asks for, checked. Throws HttpError 400 that names field and limit. */
export function aggregateQuestion(
  query: Query,
  inventory: Inventory,
  groupsOf: Groups,
  now: number,
): AggregateQuestion {
  const span = spanOf(query, now, MAX_SPAN_MS);
  const metric = metricOf(query);
  const groups = groupsOf(metric.kind, query.by);
  if (groups.length === 0) {
    const message = `no ${metric.kind} belongs to a ${query.by}`;
    throw new HttpError(400, { code: 'no-groups', message, field: 'by' });
  }
  const stepMs = stepOf(query.step, span, groups.length);
  const seriesOf = ({ id }: Resource) => inventory.series(id, metric.id);
  return {
    span,
    stepMs,
    by: query.by,
    groups: groups.map((group) => ({ ...group, series: group.resources.map(seriesOf) })),
  };
}

function metricOf({ metric: id, kind }: Query): MetricDefinition {
  const metric = findMetric(id);
  if (metric === undefined) throw unknownName('metric', id);
  if (kind === undefined || kind === metric.kind) return metric;
  const message = `${id} is a metric of ${metric.kind}, not of ${kind}`;
  throw new HttpError(400, { code: 'other-kind', message, field: 'kind', limit: metric.kind });
}

function stepOf(asked: number | undefined, { from, to }: Span, groups: number): number {
  const perGroup = Math.min(MAX_POINTS, Math.floor(MAX_BUCKETS / groups));
  const leastMs = Math.max(MIN_STEP_MS, Math.ceil((to - from) / perGroup));
  if (asked === undefined) {
    const fitting = Math.max(leastMs, (to - from) / USUAL_BUCKETS);
    return STEPS_MS.find((step) => step >= fitting) ?? Math.ceil(fitting / DAY) * DAY;
  }
  if (asked >= leastMs) return asked;
  const message = `a step of ${asked} ms is too fine for ${groups} groups over this span: at least ${leastMs} ms`;
  throw new HttpError(400, { code: 'step-too-fine', message, field: 'step', limit: leastMs });
}

/** Resources of a kind that report, by what contains them. Worked out once for each question that is asked. */
export type Groups = (kind: ResourceKind, by: Grouping) => readonly Group[];

export function createGroups(inventory: Inventory): Groups {
  const known = new Map<string, readonly Group[]>();
  return (kind, by) => {
    const name = `${kind} ${by}`;
    let groups = known.get(name);
    if (groups === undefined) {
      groups = groupsOf(inventory, kind, by);
      known.set(name, groups);
    }
    return groups;
  };
}

function groupsOf(inventory: Inventory, kind: ResourceKind, by: Grouping): readonly Group[] {
  const groups = new Map<string, { key: string; label: Label | null; resources: Resource[] }>();
  for (const resource of inventory.ofKind(kind)) {
    if (resource.lifecycle !== 'in-service' || !resource.reporting) continue;
    const place = by === 'band' ? bandOf(resource) : containerOf(inventory, resource, by);
    if (place === undefined) continue;
    const group = groups.get(place.key);
    if (group === undefined) groups.set(place.key, { ...place, resources: [resource] });
    else group.resources.push(resource);
  }
  return [...groups.values()];
}

function bandOf({ attributes }: Resource): { key: string; label: null } | undefined {
  const band = attributes.get('band');
  return band === undefined ? undefined : { key: String(band), label: null };
}

/** The nearest of the kind, from the resource itself upwards. */
function containerOf(
  inventory: Inventory,
  resource: Resource,
  kind: ResourceKind,
): { key: string; label: Label } | undefined {
  for (let at: Resource | undefined = resource; at !== undefined; ) {
    if (at.kind === kind) return { key: at.id, label: at.name };
    at = at.parent === null ? undefined : inventory.find(at.parent);
  }
  return undefined;
}

/**
 * Where most hours hold one value only (the simulated past, or what is sent by the hour), finer steps would be single
 * values between gaps: the answer then has steps of an hour, and says so.
 */
export async function askAggregate(
  history: History,
  { groups, span, stepMs }: AggregateQuestion,
  signal: AbortSignal,
): Promise<AggregateAnswer> {
  const answer = await history.aggregate({ groups, ...span, stepMs }, signal);
  const coarse = answer.stepMs < HOUR && isHourly(answer);
  return coarse ? history.aggregate({ groups, ...span, stepMs: HOUR }, signal) : answer;
}

function isHourly({ groups, stepMs }: AggregateAnswer): boolean {
  // A step of more than half an hour has one value in an hour, whatever was sent.
  if (stepMs * 2 > HOUR) return false;
  let single = 0;
  let several = 0;
  for (const { buckets } of groups) {
    const perHour = new Map<number, number>();
    for (const at of buckets.at) {
      const hour = Math.floor(at / HOUR);
      perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
    }
    for (const count of perHour.values()) {
      if (count === 1) single++;
      else several++;
    }
  }
  return single > Math.max(several, groups.length);
}

export function sendAggregate(response: Response, question: AggregateQuestion, answer: AggregateAnswer): Promise<void> {
  const { span, by } = question;
  const { tier, stepMs } = answer;
  return sendList(response, { ...span, tier, stepMs, by }, 'groups', itemsOf(question, answer));
}

function* itemsOf({ groups }: AggregateQuestion, answer: AggregateAnswer): Generator<PastGroup> {
  for (const [i, { key, label, series }] of groups.entries()) {
    yield { key, label, series: series.length, ...columnsOf(answer.groups[i]!.buckets) };
  }
}
