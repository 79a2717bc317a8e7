import { metricsOf } from '../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import type { Resource, ResourceKind } from '../../shared/model/resource.ts';
import { freshnessOf, isHeard, isSimulated, qualityOf, SEVERITIES } from '../../shared/model/sample.ts';
import type { SnapshotColumns, SnapshotContent, SnapshotMetric } from '../../shared/wire/snapshots.ts';
import type { Captured, CapturedColumns, CapturedKind, CapturedResources } from './captured.ts';
import { packRaster } from './pack-raster.ts';

/** Puts a snapshot's content together from what was captured. Nothing here looks at a clock or at live state. */
export function assemble(captured: Captured, resources: CapturedResources): SnapshotContent {
  const { head, columns } = captured;
  const kinds = captured.kinds.map((kind) => columnsOf(kind, resources.get(kind.kind) ?? [], columns, head.at));
  const counts = countAll(kinds);
  return {
    ...head,
    missing: lackingValues(counts) ? [NO_VALUES, ...head.missing] : head.missing,
    coverage: captured.coverage === null ? null : { ...captured.coverage, raster: packRaster(captured.raster) },
    counts,
    coveragePct: counts.expected === 0 ? null : (100 * counts.live) / counts.expected,
    basemap: captured.basemap,
    sources: captured.sources,
    metrics: captured.kinds.flatMap(({ kind }) => metricsOf(kind).map(definitionOf)),
    kinds,
    period: captured.period,
  };
}

/** Before a first sample, as right after a start: to be told from a zone that has fallen silent. */
const NO_VALUES = { part: 'values', reason: 'none-yet' } as const;

function lackingValues({ expected, never }: SnapshotContent['counts']): boolean {
  return expected > 0 && never === expected;
}

function columnsOf(
  { kind, base, ordinals, state }: CapturedKind,
  resources: readonly Resource[],
  columns: CapturedColumns,
  at: number,
): SnapshotColumns {
  const metrics = metricsOf(kind);
  return {
    kind,
    id: resources.map(({ id }) => id),
    parent: resources.map(({ parent }) => parent),
    zh: resources.map(({ name }) => name.zh),
    en: resources.map(({ name }) => name.en),
    lifecycle: resources.map(({ lifecycle }) => lifecycle),
    reporting: resources.map(({ reporting }) => reporting),
    synthetic: resources.map(({ synthetic }) => synthetic),
    lat: resources.map(({ position }) => position?.lat ?? null),
    lon: resources.map(({ position }) => position?.lon ?? null),
    altResource: resources.map(({ altResource }) => altResource ?? []),
    attributes: attributesOf(resources),
    state: Array.from(state, (index) => SEVERITIES[index] ?? null),
    metrics: metrics.map((metric, i) => metricOf(metric, ordinals, columns, base + i, metrics.length, at)),
  };
}

function metricOf(
  { id }: MetricDefinition,
  ordinals: Uint32Array,
  columns: CapturedColumns,
  first: number,
  width: number,
  at: number,
): SnapshotMetric {
  const value: (number | null)[] = [];
  const ageMs: (number | null)[] = [];
  const flags: number[] = [];
  const source: number[] = [];
  for (const ordinal of ordinals) {
    const series = first + ordinal * width;
    const word = columns.flags[series]!;
    const sampledAt = columns.at[series]!;
    const quality = qualityOf(word);
    const heard = sampledAt > 0;
    value.push(heard && (quality === 'good' || quality === 'uncertain') ? columns.value[series]! : null);
    // A sender's clock may be ahead of ours: nothing is younger than new.
    ageMs.push(heard ? Math.max(0, at - sampledAt) : null);
    flags.push(word);
    source.push(columns.source[series]!);
  }
  return { metric: id, value, ageMs, flags, source };
}

/** Attributes as columns, in the order in which their names are met: names are values here, never keys. */
function attributesOf(resources: readonly Resource[]): SnapshotColumns['attributes'] {
  const names = new Set<string>();
  for (const { attributes } of resources) for (const name of attributes.keys()) names.add(name);
  return [...names].map((name) => ({ name, value: resources.map(({ attributes }) => attributes.get(name) ?? null) }));
}

function definitionOf(metric: MetricDefinition): SnapshotContent['metrics'][number] {
  const { id, unit, label, range, intervalMs, standard, ladder, states } = metric;
  return {
    id,
    unit,
    label,
    range,
    intervalMs,
    standard: standard ?? null,
    thresholds: ladder === undefined ? null : { ...ladder },
    states: states ?? null,
  };
}

type Counts = { -readonly [name in keyof SnapshotContent['counts']]: number };

function countAll(kinds: readonly SnapshotColumns[]): SnapshotContent['counts'] {
  const counts: Counts = {
    resources: 0,
    series: 0,
    expected: 0,
    live: 0,
    late: 0,
    stale: 0,
    bad: 0,
    never: 0,
    simulated: 0,
    synthetic: 0,
  };
  for (const { id, synthetic, reporting, metrics } of kinds) {
    counts.resources += id.length;
    for (const invented of synthetic) if (invented) counts.synthetic++;
    for (const metric of metrics) countMetric(counts, metric, reporting);
  }
  return counts;
}

function countMetric(counts: Counts, { value, flags }: SnapshotMetric, reporting: readonly boolean[]): void {
  for (const [i, word] of flags.entries()) {
    counts.series++;
    const heard = isHeard(word);
    const freshness = freshnessOf(word);
    if (heard && isSimulated(word)) counts.simulated++;
    if (heard && qualityOf(word) === 'bad') counts.bad++;
    if (heard && freshness === 'stale') counts.stale++;
    if (heard && freshness === 'late') counts.late++;
    if (!reporting[i]) continue;
    counts.expected++;
    if (!heard) counts.never++;
    else if (freshness !== 'stale' && value[i] !== null) counts.live++;
  }
}

/** The zone's own numbers, as the index shows them; none where the zone is outside the scope. */
export function kpisOf(content: SnapshotContent): {
  metric: string;
  value: number | null;
  simulated: boolean;
  stale: boolean;
}[] {
  const zone = content.kinds.find(({ kind }: { kind: ResourceKind }) => kind === 'zone');
  return (zone?.metrics ?? []).map(({ metric, value, flags }) => ({
    metric,
    value: value[0] ?? null,
    simulated: isSimulated(flags[0] ?? 0),
    stale: freshnessOf(flags[0] ?? 0) === 'stale',
  }));
}
