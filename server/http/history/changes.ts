import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Resource, ResourceKind } from '../../../shared/model/resource.ts';
import type { StateChange, StateChanges } from '../../../shared/wire/history.ts';
import type { changesQuerySchema } from '../../../shared/wire/history-schemas.ts';
import type { History, Inventory } from '../../ports.ts';
import { HttpError } from '../errors.ts';
import { resourceTurns } from './resource-turns.ts';
import { unknownName } from './series.ts';
import { beforeDowntime } from './silence.ts';
import type { Span } from './span.ts';

type Query = z.infer<typeof changesQuerySchema>;

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** Looked through one after another, each beginning where the one before ends: near changes are found finely and fast. */
const WINDOWS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS, 31 * 24 * HOUR_MS, 366 * 24 * HOUR_MS];
/** Before a window, so that what a state was is known where the window begins. */
const LEAD_MS = 10 * 60_000;
/** Where a tier begins, everything has been heard after this. */
const FIRST_HEARD_MS = 120_000;
/** Buckets of one window, over all its series. */
const WINDOW_BUCKETS = 200_000;
const MAX_POINTS = 10_000;
/** Without a resource: roll-ups, plant and what stands by itself on the map, the first kinds first. */
const ZONE_KINDS: readonly ResourceKind[] = [
  'datacentre',
  'phase',
  'hall',
  'carrier',
  'uplink',
  'utility',
  'transformer',
  'generator',
  'ups',
  'backhaul-node',
  'backhaul-link',
  'site',
];
/** Beyond it, further kinds of the zone are left out. */
const ZONE_SERIES = 500;

/** A resource and those of its metrics that are looked at. */
interface Watched {
  readonly resource: Resource;
  readonly metrics: readonly MetricDefinition[];
  readonly series: readonly number[];
}

export interface ChangesQuestion {
  readonly resource: string | null;
  readonly watched: readonly Watched[];
  readonly moment: number;
  readonly forward: boolean;
  readonly limit: number;
}

/** What a query asks for, checked. Throws HttpError 400 that names field and limit. */
export function changesQuestion(query: Query, inventory: Inventory, now: number): ChangesQuestion {
  const { resource: id, before, after, limit } = query;
  const moment = before ?? after;
  if (moment === undefined || (before !== undefined && after !== undefined)) {
    const message = 'name either before or after';
    throw new HttpError(400, { code: 'one-direction', message, field: moment === undefined ? 'before' : 'after' });
  }
  // Nothing has changed yet in the future: what is before it is before the present, which is included.
  const base = { moment: Math.min(moment, now + 1), forward: after !== undefined, limit };
  if (id === undefined) return { ...base, resource: null, watched: zoneOf(inventory) };
  const resource = inventory.find(id);
  if (resource === undefined) throw unknownName('resource', id);
  return { ...base, resource: id, watched: [watch(inventory, resource, metricsOf(resource.kind))] };
}

/** Without what is the largest of other metrics: these are judged themselves, and are known more finely. */
function watch(inventory: Inventory, resource: Resource, all: readonly MetricDefinition[]): Watched {
  const metrics = all.filter(({ derive }) => derive?.over !== 'self' || derive.aggregate !== 'max');
  return { resource, metrics, series: metrics.map(({ id }) => inventory.series(resource.id, id)) };
}

/** Only what is judged: silence of the rest shows there, too. */
function zoneOf(inventory: Inventory): readonly Watched[] {
  const watched: Watched[] = [];
  let series = 0;
  for (const kind of ZONE_KINDS) {
    const judged = metricsOf(kind).filter(({ ladder, states }) => ladder !== undefined || states !== undefined);
    const reporting = inventory
      .ofKind(kind)
      .filter(({ lifecycle, reporting: reports }) => lifecycle === 'in-service' && reports);
    series += judged.length * reporting.length;
    if (series > ZONE_SERIES) break;
    if (judged.length > 0) watched.push(...reporting.map((resource) => watch(inventory, resource, judged)));
  }
  return watched;
}

/**
 * The changes of judged state that are nearest to a moment, read from the buckets of history window by window, further and
 * further away; what a wide window finds is looked at again as finely as history has it. `enough` ends the search between
 * windows (`complete` is false then), `signal` at once. `downtimes`, ascending: when this server itself was away, which
 * changes nothing of what it watches.
 */
export async function findChanges(
  history: History,
  question: ChangesQuestion,
  now: number,
  enough: AbortSignal,
  signal: AbortSignal,
  downtimes: readonly Span[] = [],
): Promise<StateChanges> {
  const { resource, moment, forward, limit } = question;
  // Before the first of them there is nothing to look through.
  const starts = history.stats().tiers.flatMap(({ from }) => (from === null ? [] : [from]));
  const end = forward ? now : Math.min(moment, ...starts);
  const search = createSearch(history, starts, downtimes, signal);
  const changes: StateChange[] = [];
  const isThere = (at: number) => (forward ? at >= end : at <= end);
  let reached = forward ? Math.max(moment, Math.min(now, ...starts)) : moment;
  for (const widthMs of WINDOWS_MS) {
    if (changes.length >= limit || enough.aborted || isThere(reached)) break;
    const next = nextStop(reached, widthMs, end, forward, starts);
    const window = forward ? { from: reached, to: next } : { from: next, to: reached };
    const found = await search(question.watched, window, forward);
    changes.push(...found.filter(({ at }) => (forward ? at > moment : at < moment)));
    reached = next;
  }
  return {
    resource,
    searched: forward
      ? { from: moment, to: Math.max(moment, reached) }
      : { from: Math.min(moment, reached), to: moment },
    complete: changes.length >= limit || isThere(reached),
    changes: changes.slice(0, limit),
  };
}

/** No window reaches over where a tier begins: all of it is answered by the finest that has it. */
function nextStop(reached: number, widthMs: number, end: number, forward: boolean, starts: readonly number[]): number {
  if (forward) return Math.min(end, reached + widthMs, ...starts.filter((start) => start > reached));
  return Math.max(end, reached - widthMs, ...starts.filter((start) => start < reached));
}

/** Changes in a window, the nearest to where the search began first. */
type Search = (watched: readonly Watched[], window: Span, forward: boolean) => Promise<readonly StateChange[]>;

function createSearch(
  history: History,
  starts: readonly number[],
  downtimes: readonly Span[],
  signal: AbortSignal,
): Search {
  /** Changes after `from` up to `to`, ascending, and the width of the buckets that they were found in. */
  const look = async (
    watched: readonly Watched[],
    { from, to }: Span,
    leadMs = LEAD_MS,
  ): Promise<{ stepMs: number; changes: StateChange[] }> => {
    const series = watched.flatMap((one) => one.series);
    if (series.length === 0) return { stepMs: 0, changes: [] };
    const points = Math.max(1, Math.min(MAX_POINTS, Math.floor(WINDOW_BUCKETS / series.length)));
    // What was true before a downtime is true after it: the lead is of what was heard.
    const lead = beforeDowntime(from, leadMs, downtimes) - leadMs;
    const begin = Math.max(0, lead, ...starts.filter((start) => start <= from));
    const answer = await history.series({ series, from: begin, to: to + 1, points }, signal);
    const { stepMs, tier } = answer;
    // Without a bucket before the window, its first one would seem to be a change.
    const isBegun = begin === lead;
    if (isBegun && stepMs * 2 > leadMs && leadMs === LEAD_MS) return look(watched, { from, to }, stepMs * 3);
    // Where the tier itself begins there can be none: what is heard first is then no change.
    const heardFrom = isBegun ? from : begin + Math.max(FIRST_HEARD_MS, 2 * stepMs);
    const isAll = begin <= Math.min(...starts);
    const changes: StateChange[] = [];
    let first = 0;
    for (const { resource, metrics } of watched) {
      const own = metrics.map((metric, i) => ({ metric, buckets: answer.series[first + i]! }));
      first += metrics.length;
      resourceTurns(own, stepMs, to, downtimes).forEach(({ at, ...turn }, i) => {
        const isFirst = i === 0 && (isAll || at <= heardFrom);
        if (at > from && at <= to && !isFirst) changes.push({ at, resource: resource.id, ...turn, tier });
      });
      // A resource has up to 100,000 buckets; ingest must not wait for all of them.
      if (own.length * points > 10_000) await setImmediate();
    }
    return { stepMs, changes: changes.sort((a, b) => a.at - b.at) };
  };

  /** The nearest change once more, in the finest buckets that a narrow span gets. */
  const refine = async (
    watched: readonly Watched[],
    nearest: StateChange,
    stepMs: number,
  ): Promise<readonly StateChange[] | null> => {
    const around = { from: nearest.at - stepMs - SECOND_MS, to: nearest.at + stepMs };
    const only = watched.filter(({ resource }) => resource.id === nearest.resource);
    const finer = await look(only, around);
    return finer.stepMs < stepMs && finer.changes.length > 0 ? finer.changes : null;
  };

  return async (watched, window, forward) => {
    const { stepMs, changes } = await look(watched, window);
    const inOrder = forward ? changes : changes.reverse();
    const [nearest, ...others] = inOrder;
    if (nearest === undefined || stepMs === 0) return inOrder;
    const finer = await refine(watched, nearest, stepMs);
    if (finer === null) return inOrder;
    const near = (change: StateChange) =>
      change.resource === nearest.resource && Math.abs(change.at - nearest.at) <= stepMs;
    const merged = [...finer, ...others.filter((change) => !near(change))].sort((a, b) => a.at - b.at);
    return forward ? merged : merged.reverse();
  };
}
