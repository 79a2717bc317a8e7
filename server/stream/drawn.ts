import { qualityOf } from '../../shared/model/sample.ts';
import { digestOf } from '../../shared/wire/digest.ts';
import { encodeFrame, packAge } from '../../shared/wire/frame.ts';
import type { LiveState } from '../ports.ts';

/** What heads a frame. */
export interface FrameHead {
  readonly topic: string;
  readonly epoch: number;
  readonly seq: number;
}

/**
 * Live state as viewers have it: float32 values as of the last tick. Live state itself moves on between ticks; a
 * snapshot that is asked for then must still be the state that its sequence says.
 */
export interface Drawn {
  /** Takes over what the tick changed. */
  follow(now: number): void;
  /** Members that changed in the last tick, as a delta; null when none did. */
  delta(head: FrameHead, members: Uint32Array): Uint8Array | null;
  snapshot(head: FrameHead, members: Uint32Array): Uint8Array;
  digest(members: Uint32Array): number;
}

export function createDrawn(live: LiveState): Drawn {
  const count = live.value.length;
  const value = new Float32Array(count);
  const bits = new Uint32Array(value.buffer);
  const flags = live.flags.slice();
  const at = new Float64Array(count);
  let now = 0;

  const copy = (s: number): void => {
    flags[s] = live.flags[s]!;
    at[s] = live.at[s]!;
    const quality = qualityOf(flags[s]!);
    value[s] = quality === 'none' || quality === 'bad' ? 0 : live.value[s]!;
  };
  for (let s = 0; s < count; s++) copy(s);

  const encode = (head: FrameHead, series: Uint32Array, snapshot: boolean): Uint8Array => {
    const items = {
      series,
      value: new Float32Array(series.length),
      age: new Uint16Array(series.length),
      flags: new Uint16Array(series.length),
    };
    for (let i = 0; i < series.length; i++) {
      const s = series[i]!;
      items.value[i] = value[s]!;
      items.age[i] = packAge(at[s] === 0 ? Number.POSITIVE_INFINITY : now - at[s]!);
      items.flags[i] = flags[s]!;
    }
    return encodeFrame({ ...head, ...items, snapshot, now });
  };

  return {
    follow(tickNow) {
      now = tickNow;
      const { changedTick, tick } = live;
      for (let s = 0; s < count; s++) if (changedTick[s] === tick) copy(s);
    },
    delta(head, members) {
      const { changedTick, tick } = live;
      const changed = members.filter((s) => changedTick[s] === tick);
      return changed.length === 0 ? null : encode(head, changed, false);
    },
    snapshot: (head, members) => encode(head, members, true),
    digest: (members) => digestOf(members, bits, flags),
  };
}
