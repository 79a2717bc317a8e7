import type { DuckdbHistory } from '../../server/history/duckdb.ts';
import type { Inventory } from '../../server/ports.ts';
import { packQuality } from '../../shared/model/sample.ts';
import { smallInventory } from '../server/live/inventory.ts';

/** Twenty thousand racks in sixty halls, eight values each, every ten seconds. */
const HALLS = 60;
const RACKS_PER_HALL = 334;
const METRICS: readonly (readonly [id: string, start: number, step: number])[] = [
  ['rack.inlet-top', 22, 0.1],
  ['rack.inlet-middle', 23, 0.1],
  ['rack.inlet-bottom', 24, 0.1],
  ['rack.outlet', 34, 0.1],
  ['rack.humidity', 45, 0.1],
  ['rack.power-a', 3000, 20],
  ['rack.power-b', 3100, 20],
  ['rack.energy', 1e6, 0],
];
const ENERGY = METRICS.length - 1;

export const LOAD_BASE = Date.UTC(2026, 9, 30);
export const ROUND_MS = 10_000;
export const HOUR_MS = 3_600_000;

export interface Load {
  readonly inventory: Inventory;
  readonly samplesPerRound: number;
  /** Applies a round; the engine's own pace. */
  applyRound(history: DuckdbHistory, round: number): Promise<void>;
}

/**
 * A fleet whose sensors wander by a step now and then, as sensors do: 40 % of the readings differ from the one before,
 * counters always. Times are regular, each series with its own offset.
 */
export function createLoad(): Load {
  const inventory = smallInventory({ halls: HALLS, racksPerHall: RACKS_PER_HALL });
  const racks = inventory.ofKind('rack');
  const count = racks.length * METRICS.length;
  const series = new Uint32Array(count);
  const value = new Float64Array(count);
  const offset = new Float64Array(count);
  racks.forEach((rack, i) => {
    METRICS.forEach(([metric, start], k) => {
      const row = i * METRICS.length + k;
      series[row] = inventory.series(rack.id, metric);
      value[row] = start + (i % 7);
      offset[row] = (i * 37) % 9000;
    });
  });
  const quality = new Uint8Array(count).fill(packQuality('good'));
  const random = xorshift(1);
  return {
    inventory,
    samplesPerRound: count,
    async applyRound(history, round) {
      const at = new Float64Array(count);
      for (let row = 0; row < count; row++) {
        at[row] = LOAD_BASE + round * ROUND_MS + offset[row]!;
        const chance = random();
        const metric = row % METRICS.length;
        if (metric === ENERGY) value[row]! += Math.round(8 + 2 * chance);
        else if (chance < 0.4) value[row]! += METRICS[metric]![2] * (chance < 0.2 ? -1 : 1);
      }
      const batch = { series, at, value, quality };
      const receivedAt = LOAD_BASE + (round + 1) * ROUND_MS;
      await history.apply(round + 1, { type: 'samples', source: 'bench', simulated: false, receivedAt, batch });
    },
  };
}

/** Numbers in [0, 1) that are the same in every run. */
function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
