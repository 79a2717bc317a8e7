import { isHeard } from '../../shared/model/sample.ts';
import type { CoverageHole } from '../../shared/wire/planning.ts';
import type { Inventory, LiveState } from '../ports.ts';
import type { Hole } from './coverage/loss.ts';
import type { RadioTable } from './radio-table.ts';

const DOWN = 0;
const SHOWN_STEP_PERCENT = 5;
/** Zones of more cells are looked over less often: what counts is a load from before an outage. */
const CELLS_PER_TICK = 2_000;

/** Downlink loads of cells, and those that they had while they last served: a cell that is out reports nothing, or 0. */
export function createLoads(inventory: Inventory, live: LiveState, table: RadioTable) {
  const prb = Int32Array.from(table.ids, (id) => inventory.series(id, 'cell.prb-dl'));
  const state = Int32Array.from(table.ids, (id) => inventory.series(id, 'cell.operational-state'));
  const served = new Float32Array(prb.length).fill(Number.NaN);
  let next = 0;

  const read = (series: number): number =>
    series >= 0 && isHeard(live.flags[series]!) ? live.value[series]! : Number.NaN;

  return {
    /** Called once per tick. */
    note(): void {
      const count = Math.min(prb.length, CELLS_PER_TICK);
      for (let i = 0; i < count; i++, next = (next + 1) % prb.length) {
        const load = read(prb[next]!);
        if (!Number.isNaN(load) && read(state[next]!) !== DOWN) served[next] = load;
      }
    },
    /** Of each cell now, 0…1 in steps of 5 %, so that what is drawn from them is not another picture every second. */
    shares: (): Float32Array =>
      Float32Array.from(prb, (series) => Math.round(read(series) / SHOWN_STEP_PERCENT) * (SHOWN_STEP_PERCENT / 100)),
    /** Who takes over what these cells carried, at equal efficiency of the resource blocks. */
    neighbours(takers: Hole['takers'], lost: readonly number[]): CoverageHole['neighbours'] {
      const carried = lost.map((cell) => served[cell]!);
      const total = carried.some(Number.isNaN) ? Number.NaN : carried.reduce((sum, load) => sum + load, 0);
      return takers.map(({ cell, share }) => {
        const now = read(prb[cell]!);
        const expected = now + share * total;
        return {
          cell: table.ids[cell]!,
          share,
          prbDl: Number.isNaN(now) ? null : now,
          expectedPrbDl: Number.isNaN(expected) ? null : Math.round(expected * 10) / 10,
        };
      });
    },
  };
}
