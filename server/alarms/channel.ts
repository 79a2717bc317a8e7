import type { AlarmEvent } from '../../shared/wire/alarm-schemas.ts';

/** Events of the alarm channel, numbered from 1 in this start; the last are kept, so that a client catches up. */
export interface Channel {
  readonly seq: number;
  add(events: readonly Omit<AlarmEvent, 'seq'>[]): void;
  since(seq: number): readonly AlarmEvent[] | null;
  onChange(listener: (events: readonly AlarmEvent[]) => void): void;
}

const KEPT = 10_000;

export function createChannel(): Channel {
  const ring: AlarmEvent[] = [];
  const listeners: ((events: readonly AlarmEvent[]) => void)[] = [];
  let seq = 0;
  return {
    get seq() {
      return seq;
    },
    add(events) {
      if (events.length === 0) return;
      const numbered = events.map((event) => ({ ...event, seq: ++seq }));
      for (const event of numbered) ring[event.seq % KEPT] = event;
      for (const listener of listeners) listener(numbered);
    },
    since(after) {
      if (after > seq || seq - after > KEPT) return null;
      const events: AlarmEvent[] = [];
      for (let n = after + 1; n <= seq; n++) events.push(ring[n % KEPT]!);
      return events;
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
