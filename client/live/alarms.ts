import type { AlarmBatch, AlarmEvent, AlarmList, AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { AlarmWatchReply } from './connection.ts';

/** What of the alarm list is on the screen. The same object until something of it changes. */
export interface AlarmsView {
  /**
   * `loading` until the first list; `live`; `reloading` when the channel was lost or has skipped something: what is shown
   * is what was last known; `past` while a moment of the past is shown; `absent` where this server keeps no alarms.
   */
  readonly state: 'loading' | 'live' | 'reloading' | 'past' | 'absent';
  /** Why the list that was asked for is not there, in words; null when nothing is missing. */
  readonly failure: string | null;
  /** No alarms are kept from the moment that was asked for: nothing failed. */
  readonly notKept?: true;
  /** By id. Never changed: another state is another map. */
  readonly alarms: ReadonlyMap<string, AlarmView>;
  /** The moment of the list in the past, UTC ms; null for the present. */
  readonly at: number | null;
}

/** The alarm list, kept by the channel of shared/wire/alarm-schemas.ts; or as it was at a moment of the past. */
export interface Alarms {
  view(): AlarmsView;
  /** The present, whatever is shown. */
  live(): AlarmsView;
  subscribe(listener: () => void): () => void;
  /** Events of the present as they come; never those of a list that was loaded. */
  onEvents(listener: (events: readonly AlarmEvent[]) => void): () => void;
  /** The moment to show, UTC ms; null for the present, which is back at once. */
  show(at: number | null): void;
}

/** The store's own side of it. */
export interface AlarmFeed extends Alarms {
  /** The connection is there, after hello: the channel is asked for. */
  connected(): void;
  disconnected(): void;
  /** Returns the number to acknowledge: the last event that is in the list. */
  batch(batch: AlarmBatch): number;
  close(): void;
}

const NONE: ReadonlyMap<string, AlarmView> = new Map();
/** A thousand raises in a second are drawn ten times, not a thousand. */
const GAP_MS = 100;
const RETRY_MS = 3_000;

export function createAlarmFeed(options: {
  /** Loads the list now, or as it was at a moment. */
  fetchAlarms: (at: number | null, signal?: AbortSignal) => Promise<AlarmList>;
  /** Asks for the events after a number of an epoch. */
  watch: (request: { epoch: number; after: number }) => Promise<AlarmWatchReply>;
}): AlarmFeed {
  const { fetchAlarms, watch } = options;
  const listeners = new Set<() => void>();
  const eventListeners = new Set<(events: readonly AlarmEvent[]) => void>();
  const records = new Map<string, AlarmView>();
  let live: AlarmsView = { state: 'loading', failure: null, alarms: NONE, at: null };
  let past: AlarmsView | null = null;
  let wanted: number | null = null;
  let pastRequest: AbortController | undefined;
  let epoch = 0;
  let seq = 0;
  /** Events are taken only between a good answer and the next loss. */
  let following = false;
  /** Grows with every (re)connection: an answer to an earlier one is of no use. */
  let turn = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let drawn: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const setLive = (next: Partial<AlarmsView>): void => {
    clearTimeout(drawn);
    drawn = undefined;
    live = { ...live, ...next };
    tell();
  };
  const drawSoon = (): void => {
    drawn ??= setTimeout(() => setLive({ alarms: new Map(records) }), GAP_MS);
  };

  const failed = (mine: number, reason: unknown): void => {
    if (mine !== turn) return;
    if (isNotFound(reason)) {
      setLive({ state: 'absent', failure: null });
      return;
    }
    setLive({ state: live.state === 'loading' ? 'loading' : 'reloading', failure: messageOf(reason) });
    clearTimeout(retry);
    retry = setTimeout(() => void follow(), RETRY_MS);
  };

  const load = async (mine: number): Promise<void> => {
    const list = await fetchAlarms(null);
    if (mine !== turn) return;
    epoch = list.epoch;
    seq = list.seq;
    records.clear();
    for (const alarm of list.alarms) records.set(alarm.id, alarm);
  };

  /** Joins the channel where it was left; loads the list first where the channel no longer has what came since. */
  async function follow(): Promise<void> {
    const mine = ++turn;
    following = false;
    clearTimeout(retry);
    try {
      if (epoch === 0) await load(mine);
      for (let tries = 0; mine === turn; tries++) {
        // Events may come before the answer: they continue from here.
        following = true;
        const reply = await watch({ epoch, after: seq });
        if (mine !== turn) return;
        if (!reply.ok) throw new Error(reply.error.message);
        if (!reply.gone && reply.epoch === epoch) break;
        following = false;
        if (tries > 2) throw new Error('the alarm channel does not keep up');
        await load(mine);
      }
      if (mine === turn) setLive({ state: 'live', failure: null, alarms: new Map(records) });
    } catch (reason) {
      if (mine === turn) following = false;
      failed(mine, reason);
    }
  }

  const lose = (): void => {
    epoch = 0;
    if (live.state === 'live') setLive({ state: 'reloading' });
    void follow();
  };

  return {
    view: () => past ?? live,
    live: () => live,
    subscribe: (listener) => listen(listeners, listener),
    onEvents: (listener) => listen(eventListeners, listener),
    connected: () => void follow(),
    disconnected() {
      turn++;
      following = false;
      clearTimeout(retry);
      if (live.state === 'live') setLive({ state: 'reloading' });
    },
    batch(batch) {
      if (!following) return seq;
      if (batch.epoch !== epoch) {
        lose();
        return 0;
      }
      const fresh = batch.events.filter((event) => event.seq > seq);
      if (fresh.length === 0) return seq;
      if (fresh[0]!.seq !== seq + 1) {
        lose();
        return seq;
      }
      for (const { alarm, gone } of fresh) {
        if (gone) records.delete(alarm.id);
        else records.set(alarm.id, alarm);
      }
      seq = fresh.at(-1)!.seq;
      for (const listener of eventListeners) listener(fresh);
      drawSoon();
      return seq;
    },
    show(at) {
      if (at === wanted) return;
      wanted = at;
      pastRequest?.abort();
      if (at === null) {
        past = null;
        tell();
        return;
      }
      const request = new AbortController();
      pastRequest = request;
      fetchAlarms(at, request.signal).then(
        (list) => {
          if (request.signal.aborted) return;
          past = { state: 'past', failure: null, alarms: new Map(list.alarms.map((alarm) => [alarm.id, alarm])), at };
          tell();
        },
        (reason) => {
          if (request.signal.aborted) return;
          const state = isNotFound(reason) && live.state === 'absent' ? 'absent' : 'past';
          const notKept = (reason as { code?: unknown }).code === 'not-kept' ? { notKept: true as const } : {};
          past = { state, failure: messageOf(reason), ...notKept, alarms: NONE, at };
          tell();
        },
      );
    },
    close() {
      turn++;
      clearTimeout(retry);
      clearTimeout(drawn);
      pastRequest?.abort();
    },
  };
}

/** True where nothing answers under the address: this server keeps no alarms. */
function isNotFound(reason: unknown): boolean {
  const { status, code } = reason as { status?: unknown; code?: unknown };
  return status === 404 && code !== 'not-kept';
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
