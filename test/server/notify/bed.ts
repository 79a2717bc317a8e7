import { type NotifyOptions, openNotifications } from '../../../server/notify/index.ts';
import type { Alarms, Notifications } from '../../../server/ports.ts';
import type { AlarmEvent, AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import type { RouteRequest } from '../../../shared/wire/notifications.ts';
import { alarmZone } from '../alarms/zone.ts';

export const NOW = Date.UTC(2026, 5, 8, 6, 0);
export const LI = { name: 'Li', verified: false, from: '127.0.0.1' };

/** A route that takes everything, unless said otherwise. */
export function route(channel: string, changes: Partial<RouteRequest> = {}): RouteRequest {
  return {
    operator: 'Li',
    name: 'all',
    enabled: true,
    channel,
    minSeverity: 'indeterminate',
    kinds: [],
    resources: [],
    labels: [],
    window: null,
    simulated: true,
    escalation: null,
    last: false,
    ...changes,
  } as RouteRequest;
}

export interface NotifyBed {
  now: number;
  readonly notifications: Notifications;
  /** The list has the alarm so from now on, and says it. */
  say(alarm: AlarmView, gone?: boolean): void;
  /** Ticks once a second for so long. */
  pass(seconds: number): void;
}

/** Notification over an alarm list that the test fills and a clock that the test turns. */
export async function openBed(folder: string, options: Partial<NotifyOptions> = {}): Promise<NotifyBed> {
  const listed = new Map<string, AlarmView>();
  const listeners: ((events: readonly AlarmEvent[]) => void)[] = [];
  const alarms: Pick<Alarms, 'onChange' | 'list' | 'find'> = {
    onChange: (listener) => void listeners.push(listener),
    list: () => {
      const standing = [...listed.values()].filter(({ clearance, root }) => clearance === null && root === null);
      return { alarms: standing, total: standing.length };
    },
    find: (id) => {
      const alarm = listed.get(id);
      return alarm && { alarm, listed: true, children: [], steps: [] };
    },
  };
  const bed: NotifyBed = {
    now: NOW,
    notifications: await openNotifications({
      folder,
      inventory: alarmZone(),
      alarms,
      clock: () => bed.now,
      mail: null,
      webhookAllow: [{ address: '127.0.0.0', prefix: 8, family: 4, port: 0 }],
      deadMan: null,
      random: () => 0,
      ...options,
    }),
    say(alarm, gone = false) {
      if (gone) listed.delete(alarm.id);
      else listed.set(alarm.id, alarm);
      for (const listener of listeners) listener([{ seq: 1, at: bed.now, transition: 'raise', alarm, gone }]);
    },
    pass(seconds) {
      for (let second = 0; second < seconds; second++) {
        bed.now += 1_000;
        bed.notifications.tick();
      }
    },
  };
  return bed;
}
