import { type JSX, useLayoutEffect, useRef } from 'react';
import type { ChannelView, RouteView } from '../../../../shared/wire/notifications.ts';
import { kindWords } from '../../../ui/alarm-words.ts';
import { ChevronUpIcon } from '../../../ui/icons.tsx';
import { type Say, useText } from '../../../ui/text.ts';

interface Props {
  routes: readonly RouteView[];
  channels: readonly ChannelView[];
  onAdd(): void;
  /** Tries the route at another place of the list, counted from 0. */
  onMove(route: RouteView, place: number): void;
  onEdit(route: RouteView): void;
  onRemove(route: RouteView): void;
}

/** The routes in the order in which they are tried. */
export function RouteTable({ routes, channels, onAdd, onMove, onEdit, onRemove }: Props): JSX.Element {
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
            {routes.map((route, place) => (
              <tr key={route.id} className={route.enabled ? '' : 'off'}>
                <th scope="row">
                  <Order route={route} place={place} last={routes.length - 1} onMove={onMove} />
                  {route.name}
                </th>
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

interface OrderProps extends Pick<Props, 'onMove'> {
  route: RouteView;
  place: number;
  last: number;
}

/** Up and down. The focus goes with the route, so that it can be moved on by the same key. */
function Order({ route, place, last, onMove }: OrderProps) {
  const text = useText();
  const buttons = useRef<HTMLSpanElement>(null);
  const pressed = useRef<'up' | 'down' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was moved in the document has lost the focus.
  useLayoutEffect(() => {
    const direction = pressed.current;
    pressed.current = null;
    if (direction === null) return;
    const [up, down] = buttons.current?.querySelectorAll('button') ?? [];
    const wanted = direction === 'up' ? [up, down] : [down, up];
    wanted.find((one) => one?.disabled === false)?.focus();
  }, [place]);
  const button = (direction: 'up' | 'down', to: number) => (
    <button
      type="button"
      className={`plain notify-move ${direction}`}
      aria-label={text(`notification-screen.move-${direction}`, { name: route.name })}
      title={text(`notification-screen.move-${direction}`, { name: route.name })}
      disabled={to < 0 || to > last}
      onClick={() => {
        pressed.current = direction;
        onMove(route, to);
      }}
    >
      <ChevronUpIcon size={16} />
    </button>
  );
  return (
    <span ref={buttons} className="notify-order">
      {button('up', place - 1)}
      {button('down', place + 1)}
    </span>
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
