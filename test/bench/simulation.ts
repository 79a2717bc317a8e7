import { resolve } from 'node:path';
import { createModels } from '../../server/ingest/simulator/index.ts';
import { createMoments } from '../../server/ingest/simulator/moment.ts';
import { createSlots, SLOTS } from '../../server/ingest/simulator/slots.ts';
import { loadZone } from '../../server/inventory/index.ts';
import { createStressZone } from '../../server/inventory/stress.ts';
import type { Inventory } from '../../server/ports.ts';
import type { BenchPart, BenchRow } from './bench-part.ts';

const DEMO = resolve(import.meta.dirname, '../../server/zones/qingdao');
const SEED = 1;
const ROUNDS = 30;
const SLOT_MS = 200;
/** The models are made for one round in 10 s. */
const ROUND_S = 10;

/**
 * What inventing the values costs: the models' share of one core at the 10 s cadence, without the way from `accept` on,
 * which is the same for every source.
 */
export const simulation: BenchPart = {
  name: 'simulation',
  async run() {
    const demo = await loadZone({ folder: DEMO });
    return [row('the demo zone', demo, 3), row('the stress zone', createStressZone(demo, SEED), 10)];
  },
};

function row(name: string, zone: Inventory, limitPercent: number): BenchRow {
  const slots = createSlots(createModels(SEED, zone), () => 0, new Set());
  const momentOf = createMoments(zone.zone.timeZone);
  let at = Date.UTC(2020, 5, 8);
  const round = () => {
    for (let slot = 0; slot < SLOTS; slot++) {
      at += SLOT_MS;
      slots.fill(slot, slot + 1, momentOf(at));
    }
  };
  round();
  const before = process.cpuUsage();
  for (let i = 0; i < ROUNDS; i++) round();
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6 / ROUNDS;
  return {
    figure: `models of ${name}, every 10 s: share of a core`,
    value: (100 * seconds) / ROUND_S,
    unit: '%',
    against: { name: 'limit', value: limitPercent, good: 'below' },
  };
}
