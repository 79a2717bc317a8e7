import { type IngestSource, Refused } from '../../ports.ts';
import { createYoungCollector } from '../../young-garbage.ts';
import type { Moment } from './moment.ts';
import { SLOTS, type Slots } from './slots.ts';

/** Batches under way at most; a slot that finds so many is left out. */
const MOST_UNDER_WAY = 3;
/** A megabyte a second comes in the largest zone: freeing it early costs nothing and keeps the server small. */
const GARBAGE_BYTES = 4 * 1024 * 1024;

export interface Sender {
  /** Sends slots `first` ≤ s < `end` as one batch, or counts them as skipped. */
  send(first: number, end: number, at: number): void;
  /** True when another batch may be under way. */
  ready(): boolean;
  /** What became of batches so far: a taken one outweighs all refused ones. */
  fate(): 'open' | 'refused' | 'taken';
  settled(): Promise<void>;
}

/** `momentOf` is asked once for each batch, before anything of it is worked out. */
export function createSender(source: IngestSource, slots: Slots, momentOf: (at: number) => Moment): Sender {
  const underWay = new Set<Promise<void>>();
  // A batch's columns are read until it has resolved: its slots are not written again before.
  const busy = new Uint8Array(SLOTS);
  const stale = new Uint8Array(slots.start[SLOTS]!);
  const collectYoung = createYoungCollector(GARBAGE_BYTES);
  let fate: 'open' | 'refused' | 'taken' = 'open';

  const push = async (first: number, end: number, length: number): Promise<void> => {
    const from = slots.start[first]!;
    const to = from + length;
    busy.fill(1, first, end);
    try {
      await source.accept({
        handle: slots.handle.subarray(from, to),
        at: slots.at.subarray(from, to),
        value: slots.value.subarray(from, to),
        stale: stale.subarray(from, to),
        length,
      });
      fate = 'taken';
    } catch (error) {
      // Refused: the server cannot take it now, and the next round brings newer values anyway.
      if (!(error instanceof Refused)) source.refuse('not-stored', length, String(error));
      else if (fate === 'open') fate = 'refused';
    } finally {
      busy.fill(0, first, end);
      collectYoung();
    }
  };

  return {
    ready: () => underWay.size < MOST_UNDER_WAY,
    fate: () => fate,
    async settled() {
      await Promise.all(underWay);
    },
    send(first, end, at) {
      const samples = slots.start[end]! - slots.start[first]!;
      if (samples === 0) return;
      if (underWay.size >= MOST_UNDER_WAY || busy.subarray(first, end).includes(1)) {
        source.refuse('slot-skipped', samples, `slot ${first}: earlier batches are still being stored`);
        return;
      }
      const length = slots.fill(first, end, momentOf(at));
      if (length === 0) return;
      const batch = push(first, end, length);
      underWay.add(batch);
      void batch.then(() => underWay.delete(batch));
    },
  };
}
