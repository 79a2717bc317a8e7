import type { ConnectionEvents, LiveConnection, ResumeReply, WatchReply } from '../../../client/live/connection.ts';
import { createLiveStore, type LiveStore } from '../../../client/live/live-store.ts';
import { inventoryView } from '../../../server/inventory/view.ts';
import { createFeeds, type Feeds } from '../../../server/stream/feeds.ts';
import { createMembership } from '../../../server/stream/topics.ts';
import { type Hello, PROTOCOL_VERSION } from '../../../shared/wire/events.ts';
import { type InventoryIndex, openInventory } from '../../../shared/wire/inventory-index.ts';
import { type Bed, createBed } from '../../server/live/bed.ts';

/** What the wire does to one frame: how many copies arrive, and after how many later ones. */
export interface Fate {
  readonly copies: number;
  readonly delay: number;
}

/** The server's side without a socket: real live state and feeds, with a wire between that the test spoils. */
export interface WireBed extends Bed {
  readonly index: InventoryIndex;
  readonly store: LiveStore;
  events: ConnectionEvents;
  feeds: Feeds;
  epoch: number;
  /** Requests that were made, in order. */
  readonly requests: string[];
  fate: () => Fate;
  /** False: requests and snapshots are refused. */
  online: boolean;
  hello(changes?: Partial<Hello>): void;
  /** Runs a tick and sends its frames through the wire. */
  send(): void;
  sendDigests(): void;
  /** Delivers what the wire still holds. */
  drain(): void;
  /** A new process: same inventory, no memory. */
  restart(): void;
}

export function createWireBed(): WireBed {
  const base = createBed();
  const index = openInventory(inventoryView(base.inventory));
  const held: { bytes: Uint8Array; after: number }[] = [];
  const watched = new Set<string>();
  const members = createMembership(base.inventory);
  const start = (live: Bed['live'], epoch: number): Feeds => createFeeds({ live, epoch, members, now: base.now });

  const deliver = (bytes: Uint8Array): void => {
    const { copies, delay } = bed.fate();
    for (const one of held) one.after--;
    for (let i = 0; i < copies; i++) held.push({ bytes, after: delay });
    for (let i = held.findIndex(({ after }) => after <= 0); i >= 0; i = held.findIndex(({ after }) => after <= 0)) {
      bed.events.delta(held.splice(i, 1)[0]!.bytes);
    }
  };
  const connection: LiveConnection = {
    watch({ topics }): Promise<WatchReply> {
      bed.requests.push(`watch ${topics.join(' ')}`);
      if (!bed.online) return Promise.reject(new Error('offline'));
      const unknown = topics.findIndex((topic) => members(topic) === undefined);
      if (unknown >= 0) {
        const error = { code: 'unknown-topic', message: '', field: `topics.${unknown}` };
        return Promise.resolve({ ok: false, error });
      }
      watched.clear();
      for (const topic of topics) watched.add(topic);
      const sequences = Object.fromEntries(topics.map((topic) => [topic, bed.feeds.open(topic)!]));
      return Promise.resolve({ ok: true, epoch: bed.epoch, topics: sequences });
    },
    resume({ topic, after }): Promise<ResumeReply> {
      bed.requests.push(`resume ${topic} ${after}`);
      if (!bed.online) return Promise.reject(new Error('offline'));
      const frames = bed.feeds.after(topic, after);
      for (const frame of frames ?? []) deliver(frame);
      return Promise.resolve({ ok: true, frames: frames?.length ?? 0, gone: frames === null });
    },
    watchAlarms: () => Promise.reject(new Error('no alarms')),
    renew: () => bed.requests.push('renew'),
    close: () => bed.requests.push('close'),
  };

  const bed: WireBed = Object.assign(base, {
    index,
    epoch: 1,
    feeds: start(base.live, 1),
    events: undefined as unknown as ConnectionEvents,
    store: undefined as unknown as LiveStore,
    requests: [],
    fate: () => ({ copies: 1, delay: 0 }),
    online: true,
    hello(changes: Partial<Hello> = {}) {
      const { version: dictionary } = base.inventory;
      bed.events.hello({
        protocol: PROTOCOL_VERSION,
        version: 'test',
        epoch: bed.epoch,
        dictionary,
        now: base.now,
        ...changes,
      });
    },
    send() {
      base.tick();
      for (const { topic, frame } of bed.feeds.frames(base.now, (one) => watched.has(one))) {
        if (watched.has(topic)) deliver(frame);
      }
    },
    sendDigests() {
      base.now += 5_000;
      for (const digest of bed.feeds.digests(base.now)) if (watched.has(digest.topic)) bed.events.digest(digest);
    },
    drain() {
      for (const { bytes } of held.splice(0)) bed.events.delta(bytes);
    },
    restart() {
      const fresh = createBed(base.inventory);
      Object.assign(base, { live: fresh.live });
      bed.epoch++;
      watched.clear();
      bed.feeds = start(fresh.live, bed.epoch);
      held.length = 0;
    },
  });
  Object.assign(bed, {
    store: createLiveStore({
      index,
      fetchSnapshot(topic) {
        bed.requests.push(`snapshot ${topic}`);
        if (!bed.online) return Promise.reject(new Error('offline'));
        return Promise.resolve(Uint8Array.from(bed.feeds.snapshot(topic)!.bytes).buffer);
      },
      connect(events) {
        bed.events = events;
        return connection;
      },
      clock: () => base.now,
    }),
  });
  return bed;
}

/** Series of a topic where what the client draws is not what the server has; compares float32 values and flags. */
export function differences(bed: Bed & { store: LiveStore }, topic: string): number[] {
  const members = createMembership(bed.inventory)(topic)!;
  return [...members].filter((series) => {
    const flags = bed.live.flags[series]!;
    const carries = (flags & 3) === 1 || (flags & 3) === 2;
    const value = carries ? Math.fround(bed.live.value[series]!) : 0;
    return bed.store.value[series] !== value || bed.store.flags[series] !== flags;
  });
}
