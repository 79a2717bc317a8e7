import type { Content } from 'pdfmake/interfaces';
import { formatCount } from '../../../shared/text/format.ts';
import { TEXT } from '../../../shared/text/index.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { chapter, note, section, table } from '../parts/page.ts';
import { problemWords } from '../parts/tables.ts';
import { inLanguage, type Language, say, sayMoment } from '../parts/words.ts';

const WORST_FIRST = ['critical', 'major', 'minor', 'warning', 'indeterminate'] as const;

/** How many of each severity, and the list: worst first, then oldest. */
export function alarmList(content: SnapshotContent, language: Language): Content[] {
  const { alarms, zone } = content;
  if (alarms === null) return chapter('reports.alarms', language, [note(say('reports.no-alarm-list', language))]);
  if (alarms.length === 0) return chapter('reports.alarms', language, [note(say('reports.no-alarms', language))]);
  const rank = (severity: string): number => (WORST_FIRST as readonly string[]).indexOf(severity);
  const listed = [...alarms].sort((a, b) => rank(a.severity) - rank(b.severity) || a.raisedAt - b.raisedAt);
  const severityWord = (severity: string): string => {
    const known = WORST_FIRST.find((one) => one === severity);
    return known === undefined ? severity : inLanguage(TEXT[`alarms.severity.${known}`], language);
  };
  const counts = WORST_FIRST.map((severity) => [
    severityWord(severity),
    formatCount(alarms.filter((alarm) => alarm.severity === severity).length, language),
  ]);
  const rows = listed.map(({ severity, rule, name, resource, raisedAt, acknowledgement, simulated }) => [
    severityWord(severity),
    problemWords(rule, language),
    `${inLanguage(name, language)}\n${resource}`,
    sayMoment(raisedAt, zone.timeZone),
    acknowledgement?.by.name ?? '–',
    say(simulated ? 'snapshots.yes' : 'snapshots.no', language),
  ]);
  return chapter('reports.alarms', language, [
    ...table(
      [
        { title: say('snapshots.column.severity', language), width: 90 },
        { title: say('reports.count', language), right: true, width: 60 },
      ],
      counts,
      language,
    ),
    section(say('snapshots.table.alarms', language)),
    ...table(
      [
        { title: say('snapshots.column.severity', language) },
        { title: say('snapshots.column.problem', language), width: '*' },
        { title: say('snapshots.column.resource', language), width: '*' },
        { title: say('snapshots.column.raised', language), width: 68 },
        { title: say('snapshots.column.acknowledged', language), width: 56 },
        { title: say('snapshots.column.simulated', language) },
      ],
      rows,
      language,
    ),
  ]);
}
