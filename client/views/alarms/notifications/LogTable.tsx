import type { JSX } from 'react';
import type { NotificationLog } from '../../../../shared/wire/notifications.ts';
import { type Say, useText } from '../../../ui/text.ts';
import { type Around, momentOf } from '../StateChips.tsx';

type Entry = NotificationLog['entries'][number];

/** What was sent, changed and refused, newest first. */
export function LogTable({ entries, ...around }: Around & { entries: readonly Entry[] }): JSX.Element {
  const text = useText();
  return (
    <section aria-labelledby="notify-log">
      <header>
        <h3 id="notify-log">{text('notification-screen.log')}</h3>
      </header>
      {entries.length === 0 ? (
        <p className="notify-none">{text('notification-screen.no-log')}</p>
      ) : (
        <table>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.number}>
                <td className="notify-time">{momentOf(entry.at, around)}</td>
                <td className={isBad(entry) ? 'notify-failed' : ''}>{resultWords(entry, text)}</td>
                <td>{entry.of === 'deliveries' ? entry.channelName : entry.by.name}</td>
                <td>{entry.subject}</td>
                <td className="notify-target">{(entry.of === 'deliveries' ? entry.problem : entry.refused) ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function isBad(entry: Entry): boolean {
  return entry.of === 'deliveries' ? entry.result !== 'sent' : entry.refused !== null;
}

function resultWords(entry: Entry, text: Say): string {
  if (entry.of === 'deliveries') return text(`notification-screen.result.${entry.result}`);
  return text(entry.refused === null ? 'notification-screen.result.changed' : 'notification-screen.result.refused');
}
