import type { Label } from '../../shared/model/resource.ts';
import { SNAPSHOTS } from '../../shared/text/snapshots.ts';
import { MAX_COMPARED_ROWS } from '../../shared/wire/snapshot-schemas.ts';
import type { SnapshotColumns, SnapshotComparison, SnapshotContent } from '../../shared/wire/snapshots.ts';
import { canonicalJson } from './canonical.ts';

type Figure = SnapshotComparison['figures'][number];
type ResourceRow = SnapshotComparison['resources']['rows'][number];
type AlarmRows = NonNullable<SnapshotComparison['alarms']>;
type Alarm = NonNullable<SnapshotContent['alarms']>[number];
type Change = ResourceRow['change'];

/** From `a` to `b`: what appeared, vanished and changed. Swapped, what appeared has vanished. */
export function compareSnapshots(a: SnapshotContent, b: SnapshotContent): SnapshotComparison {
  const resources = compareResources(a, b);
  const alarms = a.alarms === null || b.alarms === null ? null : compareAlarms(a.alarms, b.alarms);
  const truncated = [resources.rows, alarms?.rows ?? []].some((rows) => rows.length > MAX_COMPARED_ROWS);
  return {
    a: sideOf(a),
    b: sideOf(b),
    sameScope: canonicalJson(a.scope) === canonicalJson(b.scope) && a.zone.id === b.zone.id,
    figures: compareFigures(a, b),
    resources: { ...resources, rows: resources.rows.slice(0, MAX_COMPARED_ROWS) },
    alarms: alarms && { ...alarms, rows: alarms.rows.slice(0, MAX_COMPARED_ROWS) },
    truncated,
  };
}

function sideOf(content: SnapshotContent): SnapshotComparison['a'] {
  const { id, title, at, from, past, coveragePct, counts } = content;
  return { id, title, at, from, past, coveragePct, simulated: counts.simulated };
}

// ── figures ────────────────────────────────────────────────────────────────────────────────────────────────────────

function compareFigures(a: SnapshotContent, b: SnapshotContent): Figure[] {
  const before = figuresOf(a);
  const after = figuresOf(b);
  return [...new Set([...before.keys(), ...after.keys()])].map((figure) => {
    const { label, unit } = (after.get(figure) ?? before.get(figure))!;
    const was = before.get(figure)?.value ?? null;
    const is = after.get(figure)?.value ?? null;
    return { figure, label, unit, a: was, b: is, change: was === null || is === null ? null : is - was };
  });
}

interface Value {
  readonly label: Label;
  readonly unit: string;
  readonly value: number | null;
}

function figuresOf(content: SnapshotContent): ReadonlyMap<string, Value> {
  const figures = new Map<string, Value>();
  const definitions = new Map(content.metrics.map((metric) => [metric.id, metric]));
  for (const { metric, value } of content.kinds.find(({ kind }) => kind === 'zone')?.metrics ?? []) {
    const { label, unit } = definitions.get(metric)!;
    figures.set(metric, { label, unit, value: value[0] ?? null });
  }
  const add = (name: string, label: Label, unit: string, value: number | null): void => {
    figures.set(name, { label, unit, value });
  };
  const standing = content.alarms?.filter(({ clearance }) => clearance === null) ?? null;
  const critical = standing?.filter(({ severity }) => severity === 'critical') ?? null;
  const { now = null, lost = null } = content.coverage?.summary ?? {};
  add('standing-alarms', SNAPSHOTS['snapshots.figure.alarms'], 'count', standing?.length ?? null);
  add('critical-alarms', SNAPSHOTS['snapshots.figure.critical'], 'count', critical?.length ?? null);
  add('coverage-share', SNAPSHOTS['snapshots.figure.coverage'], '%', now && now.areaShare * 100);
  add('coverage-lost', SNAPSHOTS['snapshots.figure.lost'], 'km²', lost?.areaKm2 ?? null);
  for (const kind of ['site', 'rack', 'uplink', 'connector'] as const) {
    const columns = content.kinds.find((candidate) => candidate.kind === kind);
    const inService = columns?.lifecycle.filter((lifecycle) => lifecycle === 'in-service').length ?? null;
    if (columns !== undefined) add(`${kind}s-in-service`, SNAPSHOTS[`snapshots.figure.${kind}s`], 'count', inService);
  }
  return figures;
}

// ── resources ──────────────────────────────────────────────────────────────────────────────────────────────────────

interface Place {
  readonly columns: SnapshotColumns;
  readonly row: number;
}

function compareResources(a: SnapshotContent, b: SnapshotContent): SnapshotComparison['resources'] {
  const before = placesOf(a);
  const after = placesOf(b);
  const rows: ResourceRow[] = [];
  const tally = { appeared: 0, vanished: 0, changed: 0 };
  const add = (
    change: Change,
    id: string,
    { columns, row }: Place,
    field: string,
    was: string | null,
    is: string | null,
  ) => {
    const name = { zh: columns.zh[row]!, en: columns.en[row]! };
    rows.push({ change, resource: id, kind: columns.kind, name, field, a: was, b: is });
  };
  for (const [id, place] of before) {
    if (after.has(id)) continue;
    tally.vanished++;
    add('vanished', id, place, '', null, null);
  }
  for (const [id, place] of after) {
    const was = before.get(id);
    if (was === undefined) {
      tally.appeared++;
      add('appeared', id, place, '', null, null);
      continue;
    }
    const fields = changedFields(factsOf(was), factsOf(place));
    if (fields.length > 0) tally.changed++;
    for (const [field, from, to] of fields) add('changed', id, place, field, from, to);
  }
  return { tally, rows };
}

function placesOf(content: SnapshotContent): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const columns of content.kinds) for (const [row, id] of columns.id.entries()) places.set(id, { columns, row });
  return places;
}

function factsOf({ columns, row }: Place): ReadonlyMap<string, string | null> {
  const facts = new Map<string, string | null>([
    ['state', columns.state[row] ?? null],
    ['lifecycle', columns.lifecycle[row]!],
    ['name', columns.zh[row]!],
  ]);
  for (const { name, value } of columns.attributes) {
    const given = value[row] ?? null;
    if (given !== null) facts.set(`attribute ${name}`, String(given));
  }
  return facts;
}

type Field = readonly [field: string, was: string | null, is: string | null];

function changedFields(was: ReadonlyMap<string, string | null>, is: ReadonlyMap<string, string | null>): Field[] {
  const fields: Field[] = [];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const from = was.get(name) ?? null;
    const to = is.get(name) ?? null;
    if (from !== to) fields.push([name, from, to]);
  }
  return fields;
}

// ── alarms ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function compareAlarms(a: readonly Alarm[], b: readonly Alarm[]): AlarmRows {
  const before = new Map(a.map((alarm) => [alarm.id, alarm]));
  const after = new Map(b.map((alarm) => [alarm.id, alarm]));
  const rows: AlarmRows['rows'][number][] = [];
  const tally = { appeared: 0, vanished: 0, changed: 0 };
  const add = (change: Change, alarm: Alarm, was: string | null, is: string | null): void => {
    tally[change]++;
    const { resource, kind, name, rule } = alarm;
    rows.push({ change, resource, kind, name, rule, a: was, b: is });
  };
  for (const [id, alarm] of before) if (!after.has(id)) add('vanished', alarm, standingOf(alarm), null);
  for (const [id, alarm] of after) {
    const was = before.get(id);
    if (was === undefined) add('appeared', alarm, null, standingOf(alarm));
    else if (standingOf(was) !== standingOf(alarm)) add('changed', alarm, standingOf(was), standingOf(alarm));
  }
  return { tally, rows };
}

/** Severity, and what people did: `major`, `major acknowledged`, `cleared`. */
function standingOf({ severity, clearance, acknowledgement, shelf }: Alarm): string {
  const words: string[] = [clearance === null ? severity : 'cleared'];
  if (acknowledgement !== null) words.push('acknowledged');
  if (shelf !== null) words.push('shelved');
  return words.join(' ');
}
