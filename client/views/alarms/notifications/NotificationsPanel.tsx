import './notifications.css';
import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { ChannelView, RouteView } from '../../../../shared/wire/notifications.ts';
import {
  addChannel,
  changeChannel,
  NOTIFICATIONS_KEY,
  removeNotification,
  saveRoute,
  testChannel,
  useChannels,
  useNotificationLog,
  useRoutes,
} from '../../../api/notifications.ts';
import type { ApiError } from '../../../api/request.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useText } from '../../../ui/text.ts';
import { NameDialog } from '../ActionDialog.tsx';
import type { Around } from '../StateChips.tsx';
import { useActions } from '../use-actions.ts';
import { ChannelDialog } from './ChannelDialog.tsx';
import { ChannelTable } from './ChannelTable.tsx';
import { LogTable } from './LogTable.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RouteDialog } from './RouteDialog.tsx';
import { RouteTable } from './RouteTable.tsx';
import { wishAt } from './route-draft.ts';

const LOG_ROWS = 50;

type Open =
  | { what: 'channel'; channel: ChannelView | null }
  | { what: 'route'; route: RouteView | null }
  | { what: 'removal'; of: 'channels'; one: ChannelView }
  | { what: 'removal'; of: 'routes'; one: RouteView };

/** Who outside is told of alarms: channels, routes, and what was sent. */
export function NotificationsPanel(around: Around): JSX.Element {
  const text = useText();
  const queries = useQueryClient();
  const channels = useChannels();
  const routes = useRoutes();
  const log = useNotificationLog(LOG_ROWS);
  const actions = useActions();
  const [open, setOpen] = useState<Open | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, say] = useState<string | null>(null);
  const show = (next: Open | null) => {
    setProblem(null);
    setOpen(next);
  };
  /** Does it under the operator's name; what came of it is said, in the form where one is open. */
  const run = <T,>(work: (operator: string) => Promise<T>, done: (result: T) => string | null) =>
    actions.withName((operator) => {
      void work(operator)
        .then(
          (result) => {
            show(null);
            say(done(result));
          },
          (error: ApiError) => {
            const words = error.field === undefined ? error.message : `${error.field}: ${error.message}`;
            setProblem(words);
            say(words);
          },
        )
        .finally(() => queries.invalidateQueries({ queryKey: NOTIFICATIONS_KEY }));
    });
  const saved = ({ secret }: { secret: string | null }) =>
    secret === null ? text('notification-screen.saved') : text('notification-screen.secret', { secret });
  const error = channels.error ?? routes.error;
  if (channels.data === undefined || routes.data === undefined) {
    return <Notice title={error === null ? text('alarms.loading') : error.message} urgent={error !== null} />;
  }
  const all = channels.data.channels;
  return (
    <div className="notify">
      <p role="status" className={said === null ? 'visually-hidden' : 'notify-said'}>
        {said}
      </p>
      <ChannelTable
        channels={all}
        mail={channels.data.mail}
        onAdd={() => show({ what: 'channel', channel: null })}
        onEdit={(channel) => show({ what: 'channel', channel })}
        onTest={(channel) =>
          run(
            (operator) => testChannel(channel.id, operator),
            ({ ok, elapsedMs, problem: why }) =>
              ok
                ? text('notification-screen.test-ok', { name: channel.name, elapsed: elapsedMs })
                : text('notification-screen.test-failed', { name: channel.name, problem: why ?? '' }),
          )
        }
        onRemove={(one) => show({ what: 'removal', of: 'channels', one })}
        {...around}
      />
      <RouteTable
        routes={routes.data.routes}
        channels={all}
        onAdd={() => show({ what: 'route', route: null })}
        onEdit={(route) => show({ what: 'route', route })}
        onMove={(route, place) =>
          run(
            (operator) => saveRoute(route.id, wishAt(route, place), operator),
            ({ name }) =>
              text('notification-screen.moved', { name, place: place + 1, count: routes.data.routes.length }),
          )
        }
        onRemove={(one) => show({ what: 'removal', of: 'routes', one })}
      />
      <LogTable entries={log.data?.entries ?? []} {...around} />
      {open?.what === 'channel' && (
        <ChannelDialog
          channel={open.channel}
          problem={problem}
          onAdd={(wish) => run((operator) => addChannel(wish, operator), saved)}
          onChange={(edit) => run((operator) => changeChannel(open.channel!.id, edit, operator), saved)}
          onClose={() => show(null)}
        />
      )}
      {open?.what === 'route' && (
        <RouteDialog
          route={open.route}
          channels={all}
          timeZone={around.timeZone}
          problem={problem}
          onSave={(wish) =>
            run(
              (operator) => saveRoute(open.route?.id ?? null, wish, operator),
              () => text('notification-screen.saved'),
            )
          }
          onClose={() => show(null)}
        />
      )}
      {open?.what === 'removal' && (
        <RemoveDialog
          of={open.of}
          name={open.one.name}
          waiting={open.of === 'channels' ? open.one.queued : 0}
          problem={problem}
          onRemove={() =>
            run(
              (operator) => removeNotification(open.of, open.one.id, operator),
              () => text('notification-screen.removed'),
            )
          }
          onClose={() => show(null)}
        />
      )}
      {actions.asking?.what === 'name' && <NameDialog onNamed={actions.named} onClose={actions.cancel} />}
    </div>
  );
}
