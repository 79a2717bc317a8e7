import type { Content } from 'pdfmake/interfaces';
import type { Unit } from '../../shared/metrics/metric.ts';
import { formatNumber, formatWithUnit } from '../../shared/text/format.ts';
import type { SnapshotComparison } from '../../shared/wire/snapshots.ts';
import { note, pageFrame, section, table } from './parts/page.ts';
import { printPdf } from './parts/print.ts';
import { kindWord, problemWords } from './parts/tables.ts';
import { inLanguage, type Language, say, sayMoment } from './parts/words.ts';

/** Units that the catalogue formats; others, of worked-out figures, are written as they are. */
const CATALOGUE_UNITS: ReadonlySet<string> = new Set(['W', 'Wh', 'bit/s', 'count', '%', 'ratio', 's', '°C']);

/** What two snapshots differ in, on paper. Moments are in UTC: the two may be of zones with other clocks. */
export async function printComparison(comparison: SnapshotComparison, language: Language): Promise<Uint8Array> {
  const { a, b } = comparison;
  const title = say('reports.comparison', language);
  return printPdf(
    { title, madeAt: Math.max(a.at, b.at), language },
    {
      ...pageFrame(`${a.id} → ${b.id}`, language),
      content: [
        { text: title, fontSize: 20, margin: [0, 0, 0, 8], outline: true, outlineText: title },
        ...sides(comparison, language),
        ...figures(comparison, language),
        ...resources(comparison, language),
        ...alarms(comparison, language),
      ],
    },
  );
}

function sides({ a, b, sameScope }: SnapshotComparison, language: Language): Content[] {
  const rows = [
    [say('reports.earlier', language), a],
    [say('reports.later', language), b],
  ] as const;
  return [
    ...table(
      [
        { title: '' },
        { title: say('snapshots.id', language) },
        { title: say('snapshots.title', language), width: '*' },
        { title: say('snapshots.moment', language) },
        { title: say('snapshots.column.coverage', language), right: true },
        { title: say('snapshots.column.simulated', language), right: true },
      ],
      rows.map(([name, { id, title, at, coveragePct, simulated }]) => [
        name,
        id,
        title === '' ? '–' : title,
        sayMoment(at, 'UTC'),
        coveragePct === null ? '–' : `${formatNumber(coveragePct, 1, language)} %`,
        formatNumber(simulated, 0, language),
      ]),
      language,
    ),
    note(say(sameScope ? 'reports.same-scope' : 'reports.other-scope', language)),
  ];
}

function figures(comparison: SnapshotComparison, language: Language): Content[] {
  const right = (key: Parameters<typeof say>[0]) => ({ title: say(key, language), right: true });
  return [
    heading('snapshots.table.figures', language),
    ...table(
      [
        { title: say('snapshots.column.figure', language), width: '*' },
        right('snapshots.column.before'),
        right('snapshots.column.after'),
        right('snapshots.column.difference'),
      ],
      comparison.figures.map(({ label, unit, a, b, change }) => [
        inLanguage(label, language),
        figure(a, unit, language),
        figure(b, unit, language),
        figure(change, unit, language),
      ]),
      language,
    ),
  ];
}

function figure(value: number | null, unit: string, language: Language): string {
  if (value === null) return '–';
  if (CATALOGUE_UNITS.has(unit)) return formatWithUnit(value, unit as Unit, language);
  const text = formatNumber(value, Number.isInteger(value) ? 0 : 3, language);
  return unit === '' ? text : `${text} ${unit}`;
}

function resources({ resources: { tally, rows }, truncated }: SnapshotComparison, language: Language): Content[] {
  return [
    heading('reports.changed-resources', language),
    note(say('reports.tally', language, tally)),
    ...(truncated ? [note(say('reports.truncated', language))] : []),
    ...(rows.length === 0
      ? []
      : table(
          [
            { title: say('snapshots.column.change', language) },
            { title: say('snapshots.column.kind', language) },
            { title: say('snapshots.column.name', language), width: '*' },
            { title: say('snapshots.column.resource', language) },
            { title: say('snapshots.column.field', language) },
            { title: say('snapshots.column.before', language) },
            { title: say('snapshots.column.after', language) },
          ],
          rows.map(({ change, kind, name, resource, field, a, b }) => [
            say(`reports.change.${change}`, language),
            kindWord(kind, language),
            inLanguage(name, language),
            resource,
            field,
            a ?? '–',
            b ?? '–',
          ]),
          language,
        )),
  ];
}

function alarms({ alarms: changed }: SnapshotComparison, language: Language): Content[] {
  if (changed === null)
    return [heading('reports.changed-alarms', language), note(say('reports.no-alarm-list', language))];
  const { tally, rows } = changed;
  return [
    heading('reports.changed-alarms', language),
    note(say('reports.tally', language, tally)),
    ...(rows.length === 0
      ? []
      : table(
          [
            { title: say('snapshots.column.change', language) },
            { title: say('snapshots.column.problem', language), width: '*' },
            { title: say('snapshots.column.name', language), width: '*' },
            { title: say('snapshots.column.resource', language) },
            { title: say('snapshots.column.before', language) },
            { title: say('snapshots.column.after', language) },
          ],
          rows.map(({ change, rule, name, resource, a, b }) => [
            say(`reports.change.${change}`, language),
            problemWords(rule, language),
            inLanguage(name, language),
            resource,
            a ?? '–',
            b ?? '–',
          ]),
          language,
        )),
  ];
}

/** In the outline. */
function heading(key: Parameters<typeof say>[0], language: Language): Content {
  const text = say(key, language);
  return [section(text), { text: '', outline: true, outlineText: text }];
}
