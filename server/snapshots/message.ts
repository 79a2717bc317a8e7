import { fill } from '../../shared/text/fill.ts';
import { SNAPSHOTS } from '../../shared/text/snapshots.ts';
import type { SnapshotSchedule, SnapshotSummary } from '../../shared/wire/snapshots.ts';
import type { Inventory, Message } from '../ports.ts';

type Word = keyof typeof SNAPSHOTS;

/** What goes along with a scheduled snapshot, in the language of its delivery. */
export function messageOf(
  { id, title, delivery, timeZone }: SnapshotSchedule,
  snapshot: SnapshotSummary,
  missed: number,
  zone: Inventory['zone'],
): Omit<Message, 'attachments'> {
  const language = delivery?.language ?? 'zh-CN';
  const say = (key: Word, facts: Readonly<Record<string, string | number>> = {}): string =>
    fill(SNAPSHOTS[key][language === 'zh-CN' ? 'zh' : 'en'], facts);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const at = `${moment.format(snapshot.at)} (${timeZone})`;
  const name = language === 'zh-CN' ? zone.name.zh : zone.name.en;
  const { counts, sha256, missing } = snapshot;
  const lacksValues = missing.some(({ part }) => part === 'values');
  const lines = [
    say('snapshots.mail.of', { zone: name, at }),
    ...(missed > 0 ? [say('snapshots.mail.made-up', { missed })] : []),
    say('snapshots.coverage-line', {
      coverage: snapshot.coveragePct === null ? '–' : `${snapshot.coveragePct.toFixed(1)} %`,
      ...counts,
    }),
    ...(lacksValues ? [say('snapshots.no-values')] : []),
    counts.simulated > 0 ? say('snapshots.simulated', { ...counts }) : say('snapshots.not-simulated'),
    `${say('snapshots.id')}: ${snapshot.id}`,
    `SHA-256: ${sha256}`,
  ];
  return {
    subject: say('snapshots.mail.subject', { title, zone: name, at }),
    text: `${lines.join('\n')}\n`,
    body: {
      event: 'snapshot',
      schedule: id,
      title,
      snapshot: snapshot.id,
      at: snapshot.at,
      takenAt: snapshot.takenAt,
      missed,
      sha256,
      simulated: counts.simulated,
      coveragePct: snapshot.coveragePct,
    },
  };
}
