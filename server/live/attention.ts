import type { ResourceKind } from '../../shared/model/resource.ts';
import { SEVERITIES } from '../../shared/model/sample.ts';
import type { Attention, AttentionRow } from '../../shared/wire/events.ts';
import { BAD, type Columns, NONE, QUALITY_MASK, SIMULATED_BIT, UNKNOWN } from './columns.ts';
import type { LaidOut, Layout } from './layout.ts';
import { ALL_STALE, HAS_REAL, HAS_SIMULATED, NO_STATE, RANK, type ResourceStates } from './resource-states.ts';

const MAX_ROWS = 100;
const NORMAL = SEVERITIES.indexOf('normal');
const CRITICAL = SEVERITIES.indexOf('critical');

/** Their states repeat what is below them: one hot rack is one row, not one for its hall and its zone, too. */
const ROLL_UPS: ReadonlySet<ResourceKind> = new Set(['zone', 'datacentre', 'phase', 'hall', 'row', 'carrier']);
/**
 * These stand for what is below them when all of it is out; else what is below is listed, and they themselves only for
 * what they report of themselves (a site on battery).
 */
const STAND_FOR_PARTS: ReadonlySet<ResourceKind> = new Set(['site', 'charging-station']);

/** Builds Attention from the states of all resources; one pass, so it may be asked for every second. */
export function createAttention(layout: Layout, columns: Columns, states: ResourceStates): () => Attention {
  const counted = layout.resources.filter((place) => place.expected && place.seriesCount > 0);
  const parts = partsOfWholes(layout);
  const hidden = new Uint8Array(layout.resources.length);
  const rollsUp = (series: number): boolean => layout.metrics[layout.metricOf[series]!]!.derive?.over === 'below';

  return () => {
    hideRepeats(parts, states, rollsUp, hidden);
    const counts: Partial<Record<ResourceKind, number[]>> = {};
    const bySeverity: LaidOut[][] = SEVERITIES.map(() => []);
    let [simulated, real, stale, total] = [0, 0, 0, 0];
    for (const place of counted) {
      const { kind } = place.resource;
      const state = states.state[place.index]!;
      if (state === NO_STATE) continue;
      let row = counts[kind];
      if (row === undefined) {
        row = SEVERITIES.map(() => 0);
        counts[kind] = row;
      }
      row[state]!++;
      if (place.sends) {
        const traits = states.traits[place.index]!;
        if (traits & HAS_REAL) real++;
        else if (traits & HAS_SIMULATED) simulated++;
        if (traits & ALL_STALE) stale++;
      }
      if (state === NORMAL || ROLL_UPS.has(kind) || hidden[place.index] === 1) continue;
      total++;
      bySeverity[state]!.push(place);
    }
    return { counts, worst: worstOf(bySeverity, columns, layout, states), total, simulated, real, stale };
  };
}

function worstOf(bySeverity: LaidOut[][], columns: Columns, layout: Layout, states: ResourceStates): AttentionRow[] {
  const { since } = states;
  const order = bySeverity.map((_, severity) => severity).sort((a, b) => RANK[b]! - RANK[a]!);
  const rows: AttentionRow[] = [];
  for (const severity of order) {
    const left = MAX_ROWS - rows.length;
    const places = bySeverity[severity]!;
    if (left === 0 || places.length === 0) continue;
    places.sort((a, b) => since[b.index]! - since[a.index]! || a.index - b.index);
    for (const place of places.slice(0, left)) rows.push(rowOf(place, columns, layout, states));
  }
  return rows;
}

function rowOf(place: LaidOut, columns: Columns, layout: Layout, states: ResourceStates): AttentionRow {
  const series = states.worst[place.index]!;
  const flags = columns.flags[series]!;
  const grade = flags & QUALITY_MASK;
  return {
    resource: place.resource.id,
    kind: place.resource.kind,
    severity: SEVERITIES[states.state[place.index]!]!,
    metric: layout.metrics[layout.metricOf[series]!]!.id,
    value: grade === NONE || grade === BAD ? null : columns.value[series]!,
    since: states.since[place.index]!,
    simulated: (flags & SIMULATED_BIT) !== 0,
  };
}

/** Sites and stations with their expected cells and connectors. */
function partsOfWholes(layout: Layout): ReadonlyMap<LaidOut, LaidOut[]> {
  const parts = new Map<LaidOut, LaidOut[]>();
  for (const place of layout.resources) {
    const whole = layout.resources[place.parent];
    if (whole === undefined || !place.expected || !STAND_FOR_PARTS.has(whole.resource.kind)) continue;
    const siblings = parts.get(whole);
    if (siblings === undefined) parts.set(whole, [place]);
    else siblings.push(place);
  }
  return parts;
}

function hideRepeats(
  parts: ReadonlyMap<LaidOut, LaidOut[]>,
  { state, worst }: ResourceStates,
  rollsUp: (series: number) => boolean,
  hidden: Uint8Array,
): void {
  for (const [whole, its] of parts) {
    const wholeState = state[whole.index]!;
    const out =
      (wholeState === CRITICAL || wholeState === UNKNOWN) && its.every((part) => state[part.index] !== NORMAL);
    hidden[whole.index] = out || !rollsUp(worst[whole.index]!) ? 0 : 1;
    for (const part of its) hidden[part.index] = out && RANK[state[part.index]!]! <= RANK[wholeState]! ? 1 : 0;
  }
}
