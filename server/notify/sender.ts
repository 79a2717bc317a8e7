import { createHash } from 'node:crypto';
import type { ChannelView } from '../../shared/wire/notifications.ts';
import { log } from '../log.ts';
import { type Clock, DeliveryFailed } from '../ports.ts';
import type { ZoneName } from './alarm-message.ts';
import { Attempt, pauseAfter } from './attempt.ts';
import { nextSend } from './next-send.ts';
import { digestMessage } from './own-messages.ts';
import type { Channel } from './settings-file.ts';
import type { LogEntry, NotifyStore, OutboxMessage } from './store.ts';

/** More than this does not wait for one channel: the oldest go. */
export const MAX_QUEUED = 500;
/** What could not be sent for so long is of no use any more. */
const GIVE_UP_MS = 60 * 60_000;
const MINUTE_MS = 60_000;

/** Sends once. Throws Attempt or DeliveryFailed. */
export type SendOnce = (channel: Channel, id: string, message: OutboxMessage['message']) => Promise<void>;

type Standing = Pick<ChannelView, 'queued' | 'sent' | 'failed' | 'lastSentAt' | 'failure'>;

/** The queue of one channel: one message at a time, in order, again and again until it is taken or too old. */
export interface Sender {
  readonly standing: Standing;
  /** Failures since it last went well. */
  readonly failures: number;
  /** When a watchdog last came through, UTC ms. */
  readonly watchdogAt: number | null;
  has(type: OutboxMessage['type']): boolean;
  /** They are in the store already. */
  add(messages: readonly OutboxMessage[]): void;
  /** Begins to send what is due; does nothing while it sends or waits after a failure. */
  kick(channel: Channel): void;
  /** Records a delivery that went past the queue. */
  note(sent: boolean, problem: string | null): void;
  /** Nothing is left: its channel was gone before. */
  forget(): void;
  /** Nothing is left: its channel goes. */
  empty(channel: Channel): void;
}

export function createSender(options: {
  store: NotifyStore;
  sendOnce: SendOnce;
  zone: ZoneName;
  clock: Clock;
  random: () => number;
}): Sender {
  const { store, sendOnce, zone, clock, random } = options;
  let queue: OutboxMessage[] = [];
  let sentAt: number[] = [];
  let dropped = 0;
  let busy = false;
  let retryAt = 0;
  let failures = 0;
  /** The message that was tried last, and how often by now. */
  let tried = { id: '', attempts: 0 };
  let watchdogAt: number | null = null;
  let standing: Standing = { queued: 0, sent: 0, failed: 0, lastSentAt: null, failure: null };

  const settle = (channel: Channel, over: readonly OutboxMessage[], entries: readonly LogEntry[]): void => {
    store.settled(
      over.map(({ id }) => id),
      entries,
    );
    const ids = new Set(over.map(({ id }) => id));
    queue = queue.filter(({ id }) => !ids.has(id));
    for (const entry of entries) {
      if (entry.of === 'deliveries' && entry.result !== 'sent')
        log.warn({ channel: channel.id, entry }, 'not delivered');
    }
  };

  const note = (sent: boolean, problem: string | null): void => {
    const at = clock();
    if (sent) standing = { ...standing, sent: standing.sent + 1, lastSentAt: at, failure: null };
    else standing = { ...standing, failure: { at, problem: problem ?? '' } };
  };

  /** Messages become one, and stay it: what is sent again, also after a death, is the same under the same id. */
  const gather = (members: readonly OutboxMessage[], channel: Channel): OutboxMessage => {
    const digest = digestOf(members, dropped, channel, zone);
    store.gathered(
      members.map(({ id }) => id),
      digest,
    );
    queue = [digest, ...queue.filter((one) => !members.includes(one))];
    dropped = 0;
    return digest;
  };

  /** One attempt; true when there may be more to send at once. */
  const attempt = async (channel: Channel): Promise<boolean> => {
    const next = nextSend(queue, sentAt, clock());
    if (next.send === 'nothing') return false;
    const parcel = next.send === 'one' ? next.queued : gather(next.queued, channel);
    const said = (result: 'sent' | 'failed', problem: string | null) =>
      entryOf(channel, parcel, result, tried.attempts, problem, clock());
    tried = { id: parcel.id, attempts: tried.id === parcel.id ? tried.attempts + 1 : 1 };
    try {
      await sendOnce(channel, parcel.id, parcel.message);
    } catch (error) {
      if (!(error instanceof Attempt || error instanceof DeliveryFailed)) throw error;
      const final = !(error instanceof Attempt && error.next === 'again') || clock() - parcel.at > GIVE_UP_MS;
      const entry = said('failed', error.message);
      failures++;
      note(false, error.message);
      retryAt = clock() + pauseAfter(failures, random());
      if (!final) return false;
      standing = { ...standing, failed: standing.failed + (parcel.members ?? 1) };
      settle(channel, [parcel], [entry]);
      return false;
    }
    const entry = said('sent', null);
    failures = 0;
    note(true, null);
    if (parcel.type === 'watchdog') watchdogAt = clock();
    if (!parcel.alone) sentAt = [...sentAt.filter((at) => at > clock() - MINUTE_MS), clock()];
    settle(channel, [parcel], [entry]);
    return true;
  };

  return {
    get standing() {
      return { ...standing, queued: countOf(queue) };
    },
    get failures() {
      return failures;
    },
    get watchdogAt() {
      return watchdogAt;
    },
    has: (type) => queue.some((one) => one.type === type),
    add(messages) {
      queue.push(...messages);
    },
    note,
    kick(channel) {
      if (busy || queue.length === 0 || clock() < retryAt) return;
      busy = true;
      void drain(channel, attempt)
        .catch((error: unknown) => {
          // The store failed: what it does not know as sent is sent again, later.
          log.error({ err: error, channel: channel.id }, 'a message could not be worked on');
          retryAt = clock() + pauseAfter(++failures, random());
        })
        .finally(() => {
          busy = false;
        });
      const tooMany = queue.filter(({ alone }) => !alone).slice(0, Math.max(0, queue.length - MAX_QUEUED));
      if (tooMany.length === 0) return;
      settle(channel, tooMany, [
        entryOf(channel, tooMany[0]!, 'dropped', 0, `${countOf(tooMany)}: the queue was full`, clock()),
      ]);
      dropped += countOf(tooMany);
      standing = { ...standing, failed: standing.failed + countOf(tooMany) };
    },
    forget() {
      store.settled(
        queue.map(({ id }) => id),
        [],
      );
      queue = [];
    },
    empty(channel) {
      if (queue.length === 0) return;
      const [first] = queue;
      settle(channel, queue, [entryOf(channel, first!, 'dropped', 0, `${countOf(queue)}: the channel went`, clock())]);
    },
  };
}

async function drain(channel: Channel, attempt: (channel: Channel) => Promise<boolean>): Promise<void> {
  while (await attempt(channel));
}

/** The same members are the same digest. */
function digestOf(members: readonly OutboxMessage[], dropped: number, channel: Channel, zone: ZoneName): OutboxMessage {
  const [first] = members;
  return {
    id: messageId(members.map(({ id }) => id).join(' ')),
    at: first!.at,
    alone: false,
    members: countOf(members),
    channel: channel.id,
    type: 'digest',
    message: digestMessage(members, dropped, channel.language, zone),
  };
}

/** Messages, those within digests each. */
function countOf(messages: readonly OutboxMessage[]): number {
  return messages.reduce((sum, { members = 1 }) => sum + members, 0);
}

/** 32 hexadecimal digits that follow from what a message is about. */
export function messageId(about: string): string {
  return createHash('sha256').update(about).digest('hex').slice(0, 32);
}

export function entryOf(
  channel: Channel,
  { id, type, message }: Pick<OutboxMessage, 'id' | 'type' | 'message'>,
  result: 'sent' | 'failed' | 'dropped',
  attempts: number,
  problem: string | null,
  at: number,
): LogEntry {
  const { subject } = message;
  return {
    of: 'deliveries',
    at,
    channel: channel.id,
    channelName: channel.name,
    message: id,
    type,
    subject,
    result,
    attempts,
    problem,
  };
}
