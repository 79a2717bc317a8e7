import type { AlarmBatch } from '../../shared/wire/alarm-schemas.ts';
import type { Alarms } from '../ports.ts';

/** Events in one batch: a storm comes in pieces that a client can show, not as one that stops it. */
const BATCH = 200;

/** Someone who watches alarms. */
export interface AlarmViewer {
  send(batch: AlarmBatch): void;
}

/**
 * Alarm events to those who watch, in order and without gaps: the next batch goes when the one before was seen, so that a
 * slow viewer costs nothing but its place in the numbers. What a viewer missed comes from the list's own ring.
 */
export interface AlarmChannel {
  /** Begins, or begins anew, after an event that the viewer has. `gone`: it must load the list first. */
  watch(viewer: AlarmViewer, from: { epoch: number; after: number }): { epoch: number; seq: number; gone: boolean };
  /** The viewer has everything up to `seq`. */
  seen(viewer: AlarmViewer, seq: number): void;
  leave(viewer: AlarmViewer): void;
  /** Sends what is new to whoever has seen what was sent; called every tick. */
  flush(): void;
  readonly viewers: number;
}

export function createAlarmChannel(alarms: Pick<Alarms, 'seq' | 'since'>, epoch: number): AlarmChannel {
  const places = new Map<AlarmViewer, { sent: number; seen: number }>();

  const push = (viewer: AlarmViewer, place: { sent: number; seen: number }): void => {
    if (place.seen < place.sent || place.sent === alarms.seq) return;
    // Too far behind for the ring: the newest alone has a gap before it, and the viewer loads the list.
    const events = (alarms.since(place.sent) ?? alarms.since(alarms.seq - 1) ?? []).slice(0, BATCH);
    place.sent = events.at(-1)?.seq ?? place.sent;
    viewer.send({ epoch, events });
  };

  return {
    watch(viewer, from) {
      const gone = from.epoch !== epoch || alarms.since(from.after) === null;
      if (gone) places.delete(viewer);
      else places.set(viewer, { sent: from.after, seen: from.after });
      return { epoch, seq: alarms.seq, gone };
    },
    seen(viewer, seq) {
      const place = places.get(viewer);
      if (place === undefined || seq <= place.seen || seq > place.sent) return;
      place.seen = seq;
      push(viewer, place);
    },
    leave: (viewer) => void places.delete(viewer),
    flush() {
      for (const [viewer, place] of [...places]) push(viewer, place);
    },
    get viewers() {
      return places.size;
    },
  };
}
