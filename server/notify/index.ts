import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Operator } from '../../shared/alarms/alarm.ts';
import { MAX_CHANNELS, MAX_ROUTES } from '../../shared/wire/notification-schemas.ts';
import type { ChannelView } from '../../shared/wire/notifications.ts';
import { log } from '../log.ts';
import {
  type Alarms,
  type Clock,
  DeliveryFailed,
  type Inventory,
  NotificationRefused,
  type Notifications,
} from '../ports.ts';
import { type AllowedAddress, createAddressPolicy, type Resolve } from './address-policy.ts';
import { watchAlarms } from './alarm-watch.ts';
import { Attempt } from './attempt.ts';
import { createDeadMan } from './dead-man.ts';
import { decide } from './decide.ts';
import { createMail, type MailSettings } from './mail.ts';
import { createOutbox } from './outbox.ts';
import { testMessage } from './own-messages.ts';
import type { SendOnce } from './sender.ts';
import {
  changedChannel,
  findChannel,
  findRoute,
  newChannel,
  newRoute,
  type Rules,
  withChannel,
  withoutChannel,
  withRoute,
} from './settings-changes.ts';
import { type Channel, openSettings, type Settings } from './settings-file.ts';
import { openNotifyStore } from './store.ts';
import { postWebhook } from './webhook.ts';

const TIMEOUT_MS = 10_000;
/** A channel that failed so often in a row is worth a word in degraded[]. */
const FAILURES_TOLD = 3;

export interface NotifyOptions {
  /** Holds notify.json and notify.db. */
  readonly folder: string;
  readonly inventory: Inventory;
  readonly alarms: Pick<Alarms, 'onChange' | 'list' | 'find'>;
  readonly clock: Clock;
  /** Null where no mail is sent. */
  readonly mail: MailSettings | null;
  readonly webhookAllow: readonly AllowedAddress[];
  /** An address outside that is asked while `unwell` says null. */
  readonly deadMan: { readonly url: string; readonly unwell: () => string | null } | null;
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
  /** 0–1, for the pauses between attempts. */
  readonly random?: () => number;
}

/** Who is told of alarms. Throws when notify.db cannot be used. */
export async function openNotifications(options: NotifyOptions): Promise<Notifications> {
  const { folder, inventory, alarms, clock, mail, webhookAllow, deadMan, timeoutMs = TIMEOUT_MS } = options;
  const stopping = new AbortController();
  const policy = createAddressPolicy(webhookAllow, options.resolve);
  const file = await openSettings(join(folder, 'notify.json'));
  const store = openNotifyStore(join(folder, 'notify.db'));
  const sendMail = mail === null ? null : createMail(mail, timeoutMs);
  const zone = inventory.zone;
  const sendOnce: SendOnce = async (channel, id, message) => {
    if (channel.type === 'webhook') {
      const { signal } = stopping;
      await postWebhook(channel, { id, message }, { policy, now: clock(), timeoutMs, signal });
    } else if (sendMail === null) throw new Attempt('again', 'this server sends no mail: SKYRACK_SMTP_URL is not set');
    else await sendMail(channel.to, id, message);
  };
  const outbox = createOutbox({ store, sendOnce, zone, clock, random: options.random ?? Math.random });
  const pinging = deadMan && createDeadMan(deadMan.url, deadMan.unwell, clock, stopping.signal);
  const watch = watchAlarms(alarms);
  const rules: Rules = { inventory, policy, mail: sendMail !== null };
  const told = store.told();
  const attributesOf = (id: string) => inventory.find(id)?.attributes;
  let problem: string | null = null;
  let closed = false;

  const view = (channel: Channel): ChannelView => {
    const { id, type, name, language, enabled, watchdogMinutes, createdAt, by } = channel;
    const to = channel.type === 'mail' ? channel.to : [];
    const target = channel.type === 'mail' ? channel.to.join(', ') : new URL(channel.url).origin;
    return { id, type, name, language, enabled, watchdogMinutes, target, to, createdAt, by, ...outbox.of(id).standing };
  };
  const record = (action: string, subject: string, refused: string | null, by: Operator): void =>
    store.settled([], [{ of: 'changes', at: clock(), by, action, subject, refused }]);

  /** Makes a change durable and writes down who made it; a refusal is written down, too. */
  const change = async <T>(action: string, subject: string, by: Operator, make: () => Promise<T>): Promise<T> => {
    try {
      const made = await make();
      record(action, subject, null, by);
      watch.sweepNext();
      return made;
    } catch (error) {
      const refusal = error instanceof NotificationRefused ? error : readOnly(error);
      if (refusal === null) throw error;
      if (refusal.code !== 'read-only') record(action, subject, `${refusal.code}: ${refusal.message}`, by);
      throw refusal;
    }
  };
  const nameOf = (list: keyof Settings, id: string): string => {
    const items: readonly { id: string; name: string }[] = file.current[list];
    return items.find((one) => one.id === id)?.name ?? id;
  };

  const work = (): void => {
    const now = clock();
    const decision = decide(told, watch.take(told, now), { routes: file.current.routes, attributesOf, now });
    const messages = [...outbox.messagesOf(decision.notices, file.current), ...outbox.watchdogs(file.current)];
    if (decision.told.size > 0 || messages.length > 0) store.decided(decision.told, messages);
    // Only what is on disk is so: a write that failed is decided again.
    for (const [id, one] of decision.told) {
      if (one === null) told.delete(id);
      else told.set(id, one);
    }
    outbox.add(messages);
    outbox.forget(file.current);
    outbox.kick(file.current);
  };

  return {
    list: () => ({ channels: file.current.channels.map(view), limit: MAX_CHANNELS, mail: sendMail !== null }),
    addChannel: (request, by) =>
      change('add-channel', request.name, by, async () => {
        const channel = await newChannel(request, by, clock(), rules);
        await file.change((settings) => withChannel(settings, channel));
        return { channel: view(channel), secret: channel.type === 'webhook' ? channel.secret : null };
      }),
    changeChannel: (id, wanted, by) =>
      change('change-channel', nameOf('channels', id), by, async () => {
        const channel = await changedChannel(findChannel(file.current, id), wanted, rules);
        await file.change((settings) => withChannel(findChannel(settings, id) && settings, channel));
        return {
          channel: view(channel),
          secret: wanted.newSecret && channel.type === 'webhook' ? channel.secret : null,
        };
      }),
    removeChannel: (id, by) =>
      change('remove-channel', nameOf('channels', id), by, async () => {
        const channel = findChannel(file.current, id);
        await file.change((settings) => withoutChannel(settings, id));
        outbox.remove(channel);
      }),
    test: (id, by) =>
      change('test-channel', nameOf('channels', id), by, async () => {
        const channel = findChannel(file.current, id);
        const at = clock();
        const message = testMessage(at, { operator: by.name, channel: channel.name }, channel.language, zone);
        const begun = performance.now();
        const problemOf = await sendOnce(channel, randomUUID(), message).then(() => null, wordsOf);
        outbox.of(id).note(problemOf === null, problemOf);
        return { ok: problemOf === null, elapsedMs: Math.round(performance.now() - begun), problem: problemOf };
      }),
    routes: () => ({ routes: file.current.routes, limit: MAX_ROUTES }),
    addRoute: (request, by) =>
      change('add-route', request.name, by, async () => {
        const route = newRoute(request, null, { by, at: clock(), settings: file.current, rules });
        await file.change((settings) => withRoute(settings, route, request.place));
        return route;
      }),
    changeRoute: (id, request, by) =>
      change('change-route', nameOf('routes', id), by, async () => {
        const before = findRoute(file.current, id);
        const route = newRoute(request, before, { by, at: clock(), settings: file.current, rules });
        await file.change((settings) => withRoute(findRoute(settings, id) && settings, route, request.place));
        return route;
      }),
    removeRoute: (id, by) =>
      change('remove-route', nameOf('routes', id), by, async () => {
        findRoute(file.current, id);
        await file.change((settings) => ({ ...settings, routes: settings.routes.filter((one) => one.id !== id) }));
      }),
    recordRefusal: (action, subject, refused, by) => record(action, subject, refused, by),
    log: (query) => store.log(query),
    channels: () => file.current.channels.map(({ id, type, name }) => ({ id, type, name })),
    async deliver(id, message, signal) {
      const channel = file.current.channels.find((one) => one.id === id);
      if (channel === undefined) throw new DeliveryFailed('no-such-channel', 'there is no such channel');
      const ends = signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]);
      await outbox.deliver(channel, randomUUID(), message, ends);
    },
    tick() {
      if (closed) return;
      pinging?.tick();
      try {
        work();
        problem = null;
      } catch (error) {
        if (problem === null) log.error({ err: error }, 'notification could not be worked on');
        problem = wordsOf(error);
      }
    },
    stats() {
      const channels = file.current.channels.map(view);
      const watchdogs = channels.flatMap(({ id }) => outbox.of(id).watchdogAt ?? []);
      const watchdogAt = watchdogs.length === 0 ? null : Math.min(...watchdogs);
      return { channels, watchdogAt, deadManAt: pinging?.answeredAt ?? null };
    },
    degraded: () => [
      ...file.degraded,
      ...(problem === null ? [] : [`nobody is told of alarms: ${problem}`]),
      ...(pinging?.degraded() ?? []),
      ...file.current.channels.flatMap(({ id, name, enabled }) => {
        const { failures, standing } = outbox.of(id);
        if (!enabled || failures < FAILURES_TOLD) return [];
        return [`the notification channel “${name}” fails: ${standing.failure?.problem ?? ''}`];
      }),
    ],
    async close() {
      closed = true;
      stopping.abort();
      // What is cut off writes nothing any more: it is in the outbox, and goes out after the next start.
      await new Promise((done) => setImmediate(done));
      store.close();
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const DISK_CODES = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY'];

function readOnly(error: unknown): NotificationRefused | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!DISK_CODES.some((known) => code.startsWith(known))) return null;
  return new NotificationRefused('read-only', `nothing can be written: ${wordsOf(error)}`);
}
