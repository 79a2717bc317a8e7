import { createLive } from '../../../server/live/index.ts';
import type { Inventory, LiveState, SampleRecord } from '../../../server/ports.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { smallInventory } from './inventory.ts';

export const START = Date.UTC(2026, 0, 1);

export interface Row {
  readonly resource: string;
  readonly metric: string;
  readonly value: number;
  /** Default: now. */
  readonly at?: number;
  readonly quality?: number;
}

/** A live state with a clock that the test turns. */
export interface Bed {
  readonly inventory: Inventory;
  readonly live: LiveState;
  now: number;
  /** Applies rows as one record, received now. */
  feed(rows: readonly Row[], source?: string): void;
  tick(): void;
  /** Lets time pass in ticks of 200 ms. */
  pass(ms: number): void;
  /** Columns of a series. */
  read(resource: string, metric: string): { value: number; at: number; flags: number; changedTick: number };
}

export const GOOD = packQuality('good');
export const SIMULATED = packQuality('good', 'none', true);

export function createBed(inventory: Inventory = smallInventory()): Bed {
  const bed: Bed = {
    inventory,
    live: createLive({ inventory, clock: () => bed.now }),
    now: START,
    feed(rows, source = 'test') {
      bed.live.apply(recordOf(bed.inventory, bed.now, rows, source));
    },
    tick() {
      bed.live.runTick(bed.now);
    },
    pass(ms) {
      for (const end = bed.now + ms; bed.now < end; ) {
        bed.now = Math.min(end, bed.now + 200);
        bed.tick();
      }
    },
    read(resource, metric) {
      const series = seriesOf(inventory, resource, metric);
      const { value, at, flags, changedTick } = bed.live;
      return {
        value: value[series]!,
        at: at[series]!,
        flags: flags[series]!,
        changedTick: changedTick[series]!,
      };
    },
  };
  return bed;
}

export function recordOf(inventory: Inventory, now: number, rows: readonly Row[], source = 'test'): SampleRecord {
  return {
    type: 'samples',
    source,
    simulated: false,
    receivedAt: now,
    batch: {
      series: Uint32Array.from(rows, (row) => seriesOf(inventory, row.resource, row.metric)),
      at: Float64Array.from(rows, (row) => row.at ?? now),
      value: Float64Array.from(rows, (row) => row.value),
      quality: Uint8Array.from(rows, (row) => row.quality ?? GOOD),
    },
  };
}

export function seriesOf(inventory: Inventory, resource: string, metric: string): number {
  const series = inventory.series(resource, metric);
  if (series < 0) throw new Error(`no series ${resource} ${metric}`);
  return series;
}
