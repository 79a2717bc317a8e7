import type { JSX } from 'react';
import type { ChannelView, RouteView } from '../../../../shared/wire/notifications.ts';
import { kindWords } from '../../../ui/alarm-words.ts';
import { type Say, useText } from '../../../ui/text.ts';

interface Props {
  routes: readonly RouteView[];
  channels: readonly ChannelView[];
  onAdd(): void;
  onEdit(route: RouteView): void;
  onRemove(route: RouteView): void;
}

/** The routes in the order in which they are tried. */
export function RouteTable({ routes, channels, onAdd, onEdit, onRemove }: Props): JSX.Element {
  const text = useText();
  const nameOf = (id: string) => channels.find((one) => one.id === id)?.name ?? id;
  return (
    <section aria-labelledby="notify-routes">
      <header>
        <h3 id="notify-routes">{text('notification-screen.routes')}</h3>
        <button type="button" className="button" disabled={channels.length === 0} onClick={onAdd}>
          {text('notification-screen.add-route')}
        </button>
      </header>
      {routes.length === 0 ? (
        <p className="notify-none">{text('notification-screen.no-routes')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{text('notification-screen.name')}</th>
              <th scope="col">{text('notification-screen.takes')}</th>
              <th scope="col">{text('notification-screen.channel')}</th>
              <th scope="col">
                <span className="visually-hidden">{text('notification-screen.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {routes.map((route) => (
              <tr key={route.id} className={route.enabled ? '' : 'off'}>
                <th scope="row">{route.name}</th>
                <td>{takesWords(route, text)}</td>
                <td>
                  {nameOf(route.channel)}
                  {route.escalation !== null && (
                    <span className="count">
                      {' '}
                      {text('notification-screen.then', {
                        name: nameOf(route.escalation.channel),
                        minutes: route.escalation.afterMinutes,
                      })}
                    </span>
                  )}
                </td>
                <td className="notify-actions">
                  <button type="button" className="button" onClick={() => onEdit(route)}>
                    {text('notification-screen.edit')}
                  </button>
                  <button type="button" className="button" onClick={() => onRemove(route)}>
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

function takesWords(
  { enabled, minSeverity, kinds, resources, labels, window, simulated, last }: RouteView,
  text: Say,
): string {
  return [
    ...(enabled ? [] : [text('notification-screen.is-off')]),
    text('notification-screen.at-least', { severity: text(`alarms.severity.${minSeverity}`) }),
    ...kinds.map((kind) => kindWords(kind, text)),
    ...resources,
    ...labels.map(({ name, value }) => `${name}=${value}`),
    ...(window === null
      ? []
      : [
          `${window.days.map((day) => text(`alarms.day.${day}`)).join(' ')} ${window.from}–${window.to} ${window.timeZone}`,
        ]),
    ...(simulated ? [text('notification-screen.simulated')] : []),
    ...(last ? [text('notification-screen.last')] : []),
  ].join(' · ');
}
