import type { Resource, ResourceKind } from '../../shared/model/resource.ts';
import type { Availability, AvailabilityFigures } from '../../shared/wire/availability-schemas.ts';
import { AlarmRefused, type AvailabilityQuery, type Inventory } from '../ports.ts';
import { resourceKindsOf } from './judged-kinds.ts';
import { NOTHING_LOST, overlapMs, type Span, type StateSpan, spansOf, type Tally, tally } from './outage-spans.ts';
import { idsBelow } from './queries.ts';
import type { Rule } from './rule.ts';
import type { AlarmStore, OutageRow } from './store.ts';

/** Beside those of effect `outage`: the unit itself is out, whatever hangs on it has another supply. */
const ALSO_OUT: ReadonlySet<string> = new Set(['feed-dead', 'cooling-trip', 'generator-failed']);

/**
 * How long resources were in service, from the steps of their alarms: a resource is down while an alarm that says it is out
 * of service stands (a rack or a hall: that it has no power), `excluded` while a maintenance window covers that, `unknown`
 * while its evidence is silent. Locked and
 * energy-saving cells raise no alarm, and what is not accepted yet is not counted at all.
 */
export function createAvailability(
  inventory: Inventory,
  rules: readonly Rule[],
  store: AlarmStore,
): (query: AvailabilityQuery, now: number) => Availability {
  const out = rules.filter((rule) => rule.effect === 'outage' || ALSO_OUT.has(rule.name));
  const silent = new Set(rules.filter(({ effect }) => effect === 'silence').map(({ name }) => name));
  const kinds = new Set(out.flatMap((rule) => resourceKindsOf(rule, inventory)));
  const names = [...out.map(({ name }) => name), ...silent];

  const chosen = ({ resource, kind }: AvailabilityQuery): readonly Resource[] => {
    const wanted = [...kinds].filter((one) => kind === undefined || one === kind);
    const inService = wanted
      .flatMap((one) => inventory.ofKind(one))
      .filter(({ lifecycle, reporting }) => lifecycle === 'in-service' && reporting);
    if (resource === undefined) return inService;
    if (inventory.find(resource) === undefined) {
      throw new AlarmRefused('no-such-resource', 'there is no such resource', 'resource');
    }
    const below = idsBelow(resource, inventory);
    if (below === undefined) return inService;
    const ids = new Set(below);
    return inService.filter(({ id }) => ids.has(id));
  };

  return (query, now) => {
    const from = query.from;
    const to = Math.max(from, Math.min(query.to, now));
    const watched = store.watchedSpans(now).flatMap((span) => clip(span, from, to));
    const resources = chosen(query);
    const spans = spansByResource(store.outageRows({ rules: names, from, to }), silent, { from, to });
    const watchedMs = overlapMs({ from, to }, watched);
    const byKind = new Map<ResourceKind, { resources: number; sum: Tally }>();
    const rows: (AvailabilityFigures & { resource: string; kind: ResourceKind; name: Resource['name'] })[] = [];
    for (const { id, kind, name } of resources) {
      const one = tally([...(spans.get(id) ?? []), ...silenceAbove(id, spans, inventory)], watched);
      const { resources: count, sum } = byKind.get(kind) ?? { resources: 0, sum: NOTHING_LOST };
      byKind.set(kind, { resources: count + 1, sum: added(sum, one) });
      if (one !== NOTHING_LOST) rows.push({ resource: id, kind, name, ...figures(one, watchedMs) });
    }
    rows.sort((a, b) => b.downMs - a.downMs || b.unknownMs - a.unknownMs || (a.resource < b.resource ? -1 : 1));
    return {
      from,
      to,
      watchedMs,
      kinds: [...byKind].map(([kind, { resources: count, sum }]) => ({
        kind,
        resources: count,
        ...figures(sum, watchedMs * count),
      })),
      resources: rows.slice(0, query.limit),
      total: rows.length,
    };
  };
}

function spansByResource(
  rows: readonly OutageRow[],
  silent: ReadonlySet<string>,
  { from, to }: Span,
): ReadonlyMap<string, readonly StateSpan[]> {
  const stories = new Map<string, OutageRow[]>();
  for (const row of rows) {
    const story = stories.get(row.alarm);
    if (story === undefined) stories.set(row.alarm, [row]);
    else story.push(row);
  }
  const spans = new Map<string, StateSpan[]>();
  for (const story of stories.values()) {
    const { resource, rule } = story[0]!;
    const found = spansOf(story, silent.has(rule), to).flatMap((span) =>
      clip(span, from, to).map((part) => ({ ...part, state: span.state })),
    );
    if (found.length > 0) spans.set(resource, [...(spans.get(resource) ?? []), ...found]);
  }
  return spans;
}

/** A site that is not heard says nothing of its cells, a hall nothing of its racks. */
function silenceAbove(
  id: string,
  spans: ReadonlyMap<string, readonly StateSpan[]>,
  inventory: Inventory,
): readonly StateSpan[] {
  const found: StateSpan[] = [];
  for (let above = inventory.find(id)?.parent ?? null; above !== null; above = inventory.find(above)?.parent ?? null) {
    for (const span of spans.get(above) ?? []) if (span.state === 'unknown') found.push(span);
  }
  return found;
}

function clip(span: Span, from: number, to: number): readonly Span[] {
  const part = { from: Math.max(span.from, from), to: Math.min(span.to, to) };
  return part.to > part.from ? [part] : [];
}

function added(a: Tally, b: Tally): Tally {
  if (b === NOTHING_LOST) return a;
  return {
    outages: a.outages + b.outages,
    downMs: a.downMs + b.downMs,
    excludedMs: a.excludedMs + b.excludedMs,
    unknownMs: a.unknownMs + b.unknownMs,
  };
}

/** Availability is over the time in which it is known and was not excused. */
function figures(sum: Tally, watchedMs: number): AvailabilityFigures {
  const known = watchedMs - sum.excludedMs - sum.unknownMs;
  return { ...sum, availability: known > 0 ? 1 - sum.downMs / known : null };
}
