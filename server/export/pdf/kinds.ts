import type { Content } from 'pdfmake/interfaces';
import type { Unit } from '../../../shared/metrics/metric.ts';
import { freshnessOf, isHeard } from '../../../shared/model/sample.ts';
import { formatWithUnit } from '../../../shared/text/format.ts';
import { TEXT } from '../../../shared/text/index.ts';
import type { SnapshotColumns, SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { stateWord } from '../parts/map-drawing.ts';
import { chapter, type Head, section, table } from '../parts/page.ts';
import { kindWord } from '../parts/tables.ts';
import { inLanguage, type Language, say } from '../parts/words.ts';
import { definitionOf } from './figures.ts';

/** Kinds of each chapter, with the metrics that have a column. */
const DATA_CENTRE = {
  datacentre: ['datacentre.it-power', 'datacentre.total-power', 'datacentre.pue', 'datacentre.racks-live'],
  phase: ['phase.racks-live', 'phase.it-power', 'phase.inlet-mean', 'phase.inlet-max'],
  hall: ['hall.racks-live', 'hall.it-power', 'hall.inlet-mean', 'hall.inlet-max'],
  'cooling-unit': ['cooling-unit.supply', 'cooling-unit.return', 'cooling-unit.power'],
  ups: ['ups.load', 'ups.battery-runtime'],
} as const;
const EGRESS = {
  carrier: ['carrier.in', 'carrier.out'],
  router: [],
  uplink: ['uplink.in', 'uplink.out', 'uplink.utilization'],
} as const;
const RADIO = { site: ['site.cells-enabled', 'site.users', 'site.prb-dl', 'site.traffic-dl', 'site.power'] } as const;
const CHARGING = { 'charging-station': ['charging-station.available', 'charging-station.power'] } as const;
/** Of all chapters: the metrics that the report has a column of. */
export const REPORTED: Readonly<Record<string, readonly string[]>> = {
  ...DATA_CENTRE,
  ...EGRESS,
  ...RADIO,
  ...CHARGING,
};

export function dataCentre(content: SnapshotContent, language: Language): Content[] {
  return chapterOf('reports.data-centre', DATA_CENTRE, content, language);
}
export function egress(content: SnapshotContent, language: Language): Content[] {
  return chapterOf('reports.egress', EGRESS, content, language);
}
export function radio(content: SnapshotContent, language: Language): Content[] {
  return chapterOf('reports.radio', RADIO, content, language);
}
export function charging(content: SnapshotContent, language: Language): Content[] {
  return chapterOf('reports.charging', CHARGING, content, language);
}

/** Nothing where none of its kinds is in the scope. */
function chapterOf(
  key: Parameters<typeof chapter>[0],
  metricsOfKind: Readonly<Record<string, readonly string[]>>,
  content: SnapshotContent,
  language: Language,
): Content[] {
  const parts = Object.entries(metricsOfKind).flatMap(([name, metrics]) => {
    const kind = content.kinds.find((candidate) => candidate.kind === name);
    return kind === undefined || kind.id.length === 0 ? [] : [{ kind, metrics }];
  });
  if (parts.length === 0) return [];
  return chapter(
    key,
    language,
    parts.flatMap(({ kind, metrics }) => kindTable(kind, metrics, content, language)),
  );
}

function kindTable(
  kind: SnapshotColumns,
  metrics: readonly string[],
  content: SnapshotContent,
  language: Language,
): Content[] {
  const names = language === 'zh-CN' ? kind.zh : kind.en;
  const columns = metrics.flatMap((id) => {
    const metric = kind.metrics.find((candidate) => candidate.metric === id);
    return metric === undefined ? [] : [{ ...metric, ...definitionOf(content, id) }];
  });
  const heads: Head[] = [
    { title: say('snapshots.column.name', language), width: '*' },
    { title: say('snapshots.column.id', language) },
    { title: say('snapshots.column.lifecycle', language) },
    { title: say('snapshots.column.state', language) },
    ...columns.map(({ label }) => ({ title: inLanguage(label, language), right: true })),
  ];
  const rows = kind.id.map((id, row) => [
    names[row]!,
    id,
    inLanguage(TEXT[`lifecycle.${kind.lifecycle[row]!}`], language),
    stateWord(kind.state[row] ?? null, language),
    ...columns.map(({ value, flags, unit }) => {
      const text = formatWithUnit(value[row] ?? null, unit as Unit, language);
      const word = flags[row] ?? 0;
      return isHeard(word) && freshnessOf(word) === 'stale' ? `${text} (${say('snapshots.stale', language)})` : text;
    }),
  ]);
  return [section(kindWord(kind.kind, language)), ...table(heads, rows, language)];
}
