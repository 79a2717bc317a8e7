import type { JSX } from 'react';
import { formatCount } from '../../../../shared/text/format.ts';
import type { ChannelView } from '../../../../shared/wire/notifications.ts';
import { type Say, useText } from '../../../ui/text.ts';
import { type Around, momentOf } from '../StateChips.tsx';

interface Props extends Around {
  channels: readonly ChannelView[];
  /** Whether this server can send mail. */
  mail: boolean;
  onAdd(): void;
  onEdit(channel: ChannelView): void;
  onTest(channel: ChannelView): void;
  onRemove(channel: ChannelView): void;
}

/** The channels and how they do. */
export function ChannelTable({ channels, mail, onAdd, onEdit, onTest, onRemove, ...around }: Props): JSX.Element {
  const text = useText();
  return (
    <section aria-labelledby="notify-channels">
      <header>
        <h3 id="notify-channels">{text('notification-screen.channels')}</h3>
        {!mail && <p>{text('notification-screen.no-mail')}</p>}
        <button type="button" className="button" onClick={onAdd}>
          {text('notification-screen.add-channel')}
        </button>
      </header>
      {channels.length === 0 ? (
        <p className="notify-none">{text('notification-screen.no-channels')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{text('notification-screen.name')}</th>
              <th scope="col">{text('notification-screen.target')}</th>
              <th scope="col">{text('notification-screen.state')}</th>
              <th scope="col">
                <span className="visually-hidden">{text('notification-screen.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {channels.map((channel) => (
              <tr key={channel.id} className={channel.enabled ? '' : 'off'}>
                <th scope="row">
                  {channel.name} <span className="count">{text(`notification-screen.type.${channel.type}`)}</span>
                </th>
                <td className="notify-target">{channel.target}</td>
                <td className={channel.failure === null ? '' : 'notify-failed'}>{stateWords(channel, around, text)}</td>
                <td className="notify-actions">
                  <button type="button" className="button" onClick={() => onTest(channel)}>
                    {text('notification-screen.test')}
                  </button>
                  <button type="button" className="button" onClick={() => onEdit(channel)}>
                    {text('notification-screen.edit')}
                  </button>
                  <button type="button" className="button" onClick={() => onRemove(channel)}>
                    {text('notification-screen.remove')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function stateWords(channel: ChannelView, around: Around, text: Say): string {
  const { enabled, failure, lastSentAt, queued } = channel;
  if (!enabled) return text('notification-screen.is-off');
  const waiting =
    queued === 0 ? '' : ` · ${text('notification-screen.queued', { count: formatCount(queued, around.language) })}`;
  if (failure !== null) return `${momentOf(failure.at, around)} ${failure.problem}${waiting}`;
  if (lastSentAt === null) return text('notification-screen.never') + waiting;
  return text('notification-screen.last-sent', { time: momentOf(lastSentAt, around) }) + waiting;
}
