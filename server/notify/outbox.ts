import { setTimeout as wait } from 'node:timers/promises';
import type { Message } from '../ports.ts';
import { type Clock, DeliveryFailed } from '../ports.ts';
import { alarmMessage, type ZoneName } from './alarm-message.ts';
import { Attempt, pauseAfter } from './attempt.ts';
import type { Notice } from './decide.ts';
import { watchdogMessage } from './own-messages.ts';
import { createSender, entryOf, messageId, type Sender, type SendOnce } from './sender.ts';
import type { Channel, Settings } from './settings-file.ts';
import type { NotifyStore, OutboxMessage } from './store.ts';

/** What is sent past the queue is tried so often. */
const ATTEMPTS = 5;
const MINUTE_MS = 60_000;

/** All channels' queues. */
export interface Outbox {
  of(channel: string): Sender;
  /** Notices as messages in their channels' languages; those of channels that are off or gone are none. */
  messagesOf(notices: readonly Notice[], settings: Settings): readonly OutboxMessage[];
  /** Watchdogs that are due. */
  watchdogs(settings: Settings): readonly OutboxMessage[];
  add(messages: readonly OutboxMessage[]): void;
  /** What waits for a channel that is no more: a death between settings and store has left it. */
  forget(settings: Settings): void;
  kick(settings: Settings): void;
  /** Past the queue, a few times. Throws DeliveryFailed. */
  deliver(channel: Channel, id: string, message: Message, signal: AbortSignal): Promise<void>;
  remove(channel: Channel): void;
}

export function createOutbox(options: {
  store: NotifyStore;
  sendOnce: SendOnce;
  zone: ZoneName;
  clock: Clock;
  random: () => number;
}): Outbox {
  const { store, sendOnce, zone, clock, random } = options;
  const senders = new Map<string, Sender>();
  const watchdogAt = new Map<string, number>();
  const of = (channel: string): Sender => {
    let sender = senders.get(channel);
    if (sender === undefined) {
      sender = createSender(options);
      senders.set(channel, sender);
    }
    return sender;
  };
  const add = (messages: readonly OutboxMessage[]): void => {
    for (const message of messages) of(message.channel).add([message]);
  };
  add(store.outbox());

  return {
    of,
    add,
    messagesOf: (notices, { channels }) =>
      notices.flatMap((notice) => {
        const { type, channel: id, alarm, number, at } = notice;
        const channel = channels.find((one) => one.id === id);
        if (channel === undefined || !channel.enabled) return [];
        const message = alarmMessage(notice, channel.language, zone);
        return [{ id: messageId(`${alarm.id} ${number} ${type} ${id}`), at, alone: false, channel: id, type, message }];
      }),
    watchdogs: ({ channels }) =>
      channels.flatMap(({ id, enabled, watchdogMinutes, language }) => {
        const at = clock();
        if (!enabled || watchdogMinutes === null || of(id).has('watchdog')) return [];
        if (at - (watchdogAt.get(id) ?? Number.NEGATIVE_INFINITY) < watchdogMinutes * MINUTE_MS) return [];
        watchdogAt.set(id, at);
        const message = watchdogMessage(at, watchdogMinutes, language, zone);
        return [{ id: messageId(`watchdog ${id} ${at}`), at, alone: true, channel: id, type: 'watchdog', message }];
      }),
    forget({ channels }) {
      for (const [id, sender] of senders) {
        if (channels.some((channel) => channel.id === id)) continue;
        sender.forget();
        senders.delete(id);
      }
    },
    kick({ channels }) {
      for (const channel of channels) if (channel.enabled) of(channel.id).kick(channel);
    },
    async deliver(channel, id, message, signal) {
      const said = { id, type: 'document' as const, message };
      for (let attempt = 1; ; attempt++) {
        try {
          await sendOnce(channel, id, message);
        } catch (error) {
          if (!(error instanceof Attempt || error instanceof DeliveryFailed)) throw error;
          of(channel.id).note(false, error.message);
          if (error instanceof Attempt && error.next === 'again' && attempt < ATTEMPTS && !signal.aborted) {
            await wait(pauseAfter(attempt, random()), undefined, { signal }).catch(() => undefined);
            continue;
          }
          store.settled([], [entryOf(channel, said, 'failed', attempt, error.message, clock())]);
          throw error instanceof DeliveryFailed ? error : new DeliveryFailed('failed', error.message);
        }
        of(channel.id).note(true, null);
        store.settled([], [entryOf(channel, said, 'sent', attempt, null, clock())]);
        return;
      }
    },
    remove(channel) {
      of(channel.id).empty(channel);
      senders.delete(channel.id);
    },
  };
}
