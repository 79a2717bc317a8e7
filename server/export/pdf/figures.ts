import type { Content } from 'pdfmake/interfaces';
import type { Unit } from '../../../shared/metrics/metric.ts';
import { freshnessOf, isHeard, isSimulated, qualityOf } from '../../../shared/model/sample.ts';
import { formatAge, formatCount, formatNumber, formatWithUnit } from '../../../shared/text/format.ts';
import type { SnapshotColumns, SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { chapter, type Head, section, table } from '../parts/page.ts';
import { kindWord, qualityWords } from '../parts/tables.ts';
import { inLanguage, type Language, say } from '../parts/words.ts';

/** The zone's own numbers: as people read them, and exactly as the API gives them. */
export function keyFigures(content: SnapshotContent, language: Language): Content[] {
  const word = (key: Parameters<typeof say>[0]): string => say(key, language);
  const zone = content.kinds.find(({ kind }) => kind === 'zone');
  const heads: Head[] = [
    { title: word('snapshots.column.figure'), width: '*' },
    { title: word('snapshots.column.value'), right: true },
    { title: word('reports.exact'), right: true },
    { title: word('reports.base-unit') },
    { title: word('snapshots.column.age'), right: true },
    { title: word('snapshots.column.quality') },
  ];
  const rows = (zone?.metrics ?? []).map(({ metric, value, ageMs, flags }) => {
    const { label, unit } = definitionOf(content, metric);
    const number = value[0] ?? null;
    return [
      inLanguage(label, language),
      formatWithUnit(number, unit as Unit, language),
      number === null ? '–' : String(number),
      unit,
      formatAge(ageMs[0] ?? Number.NaN, language),
      qualityWords(flags[0] ?? 0),
    ];
  });
  return chapter('reports.key-figures', language, [
    ...(zone === undefined ? [] : table(heads, rows, language)),
    section(word('reports.targets')),
    ...targets(content, language),
    section(word('reports.data-quality')),
    ...dataQuality(content, language),
  ]);
}

function targets({ zone, kinds }: SnapshotContent, language: Language): Content[] {
  const inService = (kind: string): number | null => {
    const columns = kinds.find((candidate) => candidate.kind === kind);
    return columns === undefined ? null : columns.lifecycle.filter((state) => state === 'in-service').length;
  };
  const count = (value: number | null): string => formatCount(value, language);
  const rate = (value: number | null): string => formatWithUnit(value, 'bit/s', language);
  const lines = [
    ['reports.target.sites', zone.targets.sites, inService('site'), count],
    ['reports.target.racks', zone.targets.racks, inService('rack'), count],
    ['reports.target.terminals', zone.targets.terminals, inService('connector'), count],
    ['reports.target.egress', zone.targets.egressBps, egressInService(kinds), rate],
  ] as const;
  return table(
    [
      { title: say('snapshots.column.figure', language), width: '*' },
      { title: say('reports.target', language), right: true },
      { title: say('reports.actual', language), right: true },
      { title: say('reports.share', language), right: true },
    ],
    lines.map(([key, target, actual, format]) => [
      say(key, language),
      format(target),
      format(actual),
      actual === null || target === 0 ? '–' : `${formatNumber((100 * actual) / target, 1, language)} %`,
    ]),
    language,
  );
}

/** bit/s of ports in service; null where none is in the scope. */
function egressInService(kinds: readonly SnapshotColumns[]): number | null {
  const uplinks = kinds.find(({ kind }) => kind === 'uplink');
  const capacities = uplinks?.attributes.find(({ name }) => name === 'capacity_bps')?.value;
  if (uplinks === undefined || capacities === undefined) return null;
  return capacities.reduce<number>(
    (sum, bps, row) => (uplinks.lifecycle[row] === 'in-service' && typeof bps === 'number' ? sum + bps : sum),
    0,
  );
}

interface Tally {
  readonly kind: string;
  readonly resources: number;
  readonly inService: number;
  readonly expected: number;
  readonly live: number;
  readonly stale: number;
  readonly bad: number;
  readonly never: number;
  readonly simulated: number;
}

function dataQuality({ kinds, counts }: SnapshotContent, language: Language): Content[] {
  const all = kinds.map(tallyOf);
  const cells = (
    name: string,
    { resources, inService, expected, live, stale, bad, never, simulated }: Tally,
  ): string[] => [
    name,
    ...[resources, inService, expected, live, stale, bad, never, simulated].map((n) => formatCount(n, language)),
  ];
  const inService = all.reduce((sum, tally) => sum + tally.inService, 0);
  const columns = [
    'reports.resources',
    'reports.in-service',
    'reports.expected',
    'reports.live',
    'reports.stale',
    'reports.bad',
    'reports.never',
    'reports.simulated',
  ] as const;
  return table(
    [
      { title: say('snapshots.column.kind', language), width: '*' },
      ...columns.map((key) => ({ title: say(key, language), right: true })),
    ],
    [
      ...all.map((tally) => cells(kindWord(tally.kind, language), tally)),
      cells(say('reports.all', language), { kind: '', inService, ...counts }),
    ],
    language,
  );
}

/** Counted as the snapshot's own counts are. */
function tallyOf({ kind, id, lifecycle, reporting, metrics }: SnapshotColumns): Tally {
  const tally = { expected: 0, live: 0, stale: 0, bad: 0, never: 0, simulated: 0 };
  for (const { value, flags } of metrics) {
    for (const [row, word] of flags.entries()) {
      const heard = isHeard(word);
      const stale = freshnessOf(word) === 'stale';
      if (heard && isSimulated(word)) tally.simulated++;
      if (heard && qualityOf(word) === 'bad') tally.bad++;
      if (heard && stale) tally.stale++;
      if (!reporting[row]) continue;
      tally.expected++;
      if (!heard) tally.never++;
      else if (!stale && value[row] !== null) tally.live++;
    }
  }
  return { kind, resources: id.length, inService: lifecycle.filter((is) => is === 'in-service').length, ...tally };
}

export function definitionOf(content: SnapshotContent, metric: string): SnapshotContent['metrics'][number] {
  return content.metrics.find(({ id }) => id === metric)!;
}
