import { freshnessOf, isHeard, isSimulated, qualityOf, reasonOf } from '../../../shared/model/sample.ts';
import { TEXT } from '../../../shared/text/index.ts';
import type { SnapshotColumns, SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { aboutRows } from './about.ts';
import { inLanguage, type Language, say, type WordKey } from './words.ts';

export type Cell = string | number | null;

/** A column of a table; all columns of one are of the same length. Times are UTC ms. */
export interface Column {
  /** Stable, for programs: `id`, `rack.inlet-top`, `rack.inlet-top age`. */
  readonly id: string;
  readonly title: string;
  readonly type: 'text' | 'number' | 'time';
  /** '' for none. */
  readonly unit: string;
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
}

/** A snapshot as tables, the same for CSV, XLSX and PDF: about, one per kind, alarms, thresholds, figures of a period. */
export function tablesOf(content: SnapshotContent, sha256: string, language: Language): readonly Table[] {
  return [
    aboutTable(content, sha256, language),
    ...content.kinds.map((kind) => kindTable(kind, content, language)),
    ...(content.alarms === null ? [] : [alarmTable(content.alarms, language)]),
    thresholdTable(content, language),
    ...(content.period === null ? [] : [periodTable(content.period, content, language)]),
  ];
}

function text(id: string, title: string, cells: readonly Cell[]): Column {
  return { id, title, type: 'text', unit: '', cells };
}

function number(id: string, title: string, cells: readonly Cell[], unit = ''): Column {
  return { id, title, type: 'number', unit, cells };
}

function aboutTable(content: SnapshotContent, sha256: string, language: Language): Table {
  const rows = aboutRows(content, sha256, language);
  return {
    id: 'about',
    title: say('snapshots.table.about', language),
    columns: [
      text(
        'field',
        say('snapshots.column.field', language),
        rows.map(([name]) => name),
      ),
      text(
        'content',
        say('snapshots.column.content', language),
        rows.map(([, is]) => is),
      ),
    ],
  };
}

function kindTable(kind: SnapshotColumns, content: SnapshotContent, language: Language): Table {
  const word = (key: WordKey): string => say(key, language);
  const yes = (given: readonly boolean[]): string[] => given.map((is) => word(is ? 'snapshots.yes' : 'snapshots.no'));
  return {
    id: kind.kind,
    title: kindWord(kind.kind, language),
    columns: [
      text('id', word('snapshots.column.id'), kind.id),
      text('name_zh', word('snapshots.column.name-zh'), kind.zh),
      text('name_en', word('snapshots.column.name-en'), kind.en),
      text('parent', word('snapshots.column.parent'), kind.parent),
      text('lifecycle', word('snapshots.column.lifecycle'), kind.lifecycle),
      text('state', word('snapshots.column.state'), kind.state),
      text('reporting', word('snapshots.column.reporting'), yes(kind.reporting)),
      text('synthetic', word('snapshots.column.synthetic'), yes(kind.synthetic)),
      ...(kind.lat.some((lat) => lat !== null)
        ? [
            number('lat', word('snapshots.column.lat'), kind.lat, '°'),
            number('lon', word('snapshots.column.lon'), kind.lon, '°'),
          ]
        : []),
      ...kind.attributes.map(({ name, value }) => attributeColumn(name, value)),
      ...kind.metrics.flatMap((metric) => metricColumns(metric, content, language)),
    ],
  };
}

function attributeColumn(name: string, value: readonly Cell[]): Column {
  const numbers = value.every((cell) => cell === null || typeof cell === 'number');
  return numbers
    ? number(name, name, value)
    : text(
        name,
        name,
        value.map((cell) => (cell === null ? null : String(cell))),
      );
}

/** Value, age in seconds, and quality with its reason, staleness and simulation in words. */
function metricColumns(
  metric: SnapshotColumns['metrics'][number],
  content: SnapshotContent,
  language: Language,
): Column[] {
  const { id, label, unit } = content.metrics.find((definition) => definition.id === metric.metric)!;
  const title = inLanguage(label, language);
  const words = new Map<number, string>();
  const quality = metric.flags.map((flags) => {
    const known = words.get(flags & 0xff);
    if (known !== undefined) return known;
    const made = qualityWords(flags);
    words.set(flags & 0xff, made);
    return made;
  });
  const age = say('snapshots.column.age', language);
  return [
    number(id, title, metric.value, unit === 'count' || unit === 'state' || unit === 'ratio' ? '' : unit),
    number(
      `${id} age`,
      `${title} · ${age}`,
      metric.ageMs.map((ms) => (ms === null ? null : ms / 1000)),
      's',
    ),
    text(`${id} quality`, `${title} · ${say('snapshots.column.quality', language)}`, quality),
  ];
}

/** In the words of the API, one form in both languages: `uncertain stale simulated`. */
export function qualityWords(flags: number): string {
  if (!isHeard(flags)) return 'none';
  const words: string[] = [qualityOf(flags)];
  const reason = reasonOf(flags);
  const freshness = freshnessOf(flags);
  if (reason !== 'none') words.push(reason);
  if (freshness !== 'live' && reason !== freshness) words.push(freshness);
  if (isSimulated(flags)) words.push('simulated');
  return words.join(' ');
}

/** A kind's name where the product has one, else as the API writes it. */
export function kindWord(kind: string, language: Language): string {
  const texts: Readonly<Record<string, { zh: string; en: string }>> = TEXT;
  const label = Object.hasOwn(texts, `kind.${kind}`) ? texts[`kind.${kind}`] : undefined;
  return label === undefined ? kind : inLanguage(label, language);
}

/** What an alarm's rule says, in words. */
export function problemWords(rule: string, language: Language): string {
  const texts: Readonly<Record<string, { zh: string; en: string }>> = TEXT;
  const key = `alarms.problem.${rule}`;
  return Object.hasOwn(texts, key) ? inLanguage(texts[key]!, language) : rule;
}

function alarmTable(alarms: NonNullable<SnapshotContent['alarms']>, language: Language): Table {
  const word = (key: WordKey): string => say(key, language);
  const time = (id: string, title: string, cells: readonly Cell[]): Column => ({
    id,
    title,
    type: 'time',
    unit: '',
    cells,
  });
  return {
    id: 'alarms',
    title: word('snapshots.table.alarms'),
    columns: [
      text(
        'id',
        word('snapshots.column.id'),
        alarms.map(({ id }) => id),
      ),
      text(
        'severity',
        word('snapshots.column.severity'),
        alarms.map(({ severity }) => severity),
      ),
      text(
        'problem',
        word('snapshots.column.problem'),
        alarms.map(({ rule }) => problemWords(rule, language)),
      ),
      text(
        'resource',
        word('snapshots.column.resource'),
        alarms.map(({ resource }) => resource),
      ),
      text(
        'name',
        word('snapshots.column.name'),
        alarms.map(({ name }) => inLanguage(name, language)),
      ),
      time(
        'raised',
        word('snapshots.column.raised'),
        alarms.map(({ raisedAt }) => raisedAt),
      ),
      time(
        'cleared',
        word('snapshots.column.cleared'),
        alarms.map(({ clearance }) => clearance?.at ?? null),
      ),
      text(
        'acknowledged',
        word('snapshots.column.acknowledged'),
        alarms.map(({ acknowledgement }) => acknowledgement?.by.name ?? null),
      ),
      text(
        'root',
        word('snapshots.column.root'),
        alarms.map(({ root }) => root),
      ),
      text(
        'source',
        word('snapshots.column.source'),
        alarms.map(({ source }) => source),
      ),
      text(
        'simulated',
        word('snapshots.column.simulated'),
        alarms.map(({ simulated }) => word(simulated ? 'snapshots.yes' : 'snapshots.no')),
      ),
    ],
  };
}

function thresholdTable({ metrics }: SnapshotContent, language: Language): Table {
  const rows = metrics.flatMap(({ id, label, unit, thresholds }) =>
    (thresholds?.steps ?? []).map((step) => ({ id, label, unit, step, source: thresholds!.source })),
  );
  const word = (key: WordKey): string => say(key, language);
  return {
    id: 'thresholds',
    title: word('snapshots.table.thresholds'),
    columns: [
      text(
        'metric',
        word('snapshots.column.metric'),
        rows.map(({ id }) => id),
      ),
      text(
        'name',
        word('snapshots.column.name'),
        rows.map(({ label }) => inLanguage(label, language)),
      ),
      text(
        'unit',
        word('snapshots.column.unit'),
        rows.map(({ unit }) => unit),
      ),
      text(
        'severity',
        word('snapshots.column.severity'),
        rows.map(({ step }) => step.severity),
      ),
      number(
        'raise',
        word('snapshots.column.raise'),
        rows.map(({ step }) => step.raise),
      ),
      number(
        'clear',
        word('snapshots.column.clear'),
        rows.map(({ step }) => step.clear),
      ),
      text(
        'source',
        word('snapshots.column.limits-from'),
        rows.map(({ source }) => inLanguage(source, language)),
      ),
    ],
  };
}

function periodTable(
  period: NonNullable<SnapshotContent['period']>,
  content: SnapshotContent,
  language: Language,
): Table {
  const units = new Map(content.metrics.map(({ id, unit }) => [id, unit]));
  const rows = period.flatMap((series) => series.at.map((at, i) => ({ series, at, i })));
  const word = (key: WordKey): string => say(key, language);
  return {
    id: 'period',
    title: word('snapshots.table.period'),
    columns: [
      text(
        'resource',
        word('snapshots.column.resource'),
        rows.map(({ series }) => series.resource),
      ),
      text(
        'metric',
        word('snapshots.column.metric'),
        rows.map(({ series }) => series.metric),
      ),
      text(
        'unit',
        word('snapshots.column.unit'),
        rows.map(({ series }) => units.get(series.metric) ?? ''),
      ),
      { id: 'time', title: word('snapshots.column.time'), type: 'time', unit: '', cells: rows.map(({ at }) => at) },
      number(
        'min',
        word('snapshots.column.min'),
        rows.map(({ series, i }) => series.min[i]!),
      ),
      number(
        'max',
        word('snapshots.column.max'),
        rows.map(({ series, i }) => series.max[i]!),
      ),
      number(
        'mean',
        word('snapshots.column.mean'),
        rows.map(({ series, i }) => series.mean[i]!),
      ),
      number(
        'coverage',
        word('snapshots.column.coverage'),
        rows.map(({ series, i }) => series.coverage[i]!),
      ),
      text(
        'quality',
        word('snapshots.column.quality'),
        rows.map(({ series, i }) => qualityWords(series.quality[i]!)),
      ),
    ],
  };
}
