import type { Resource } from '../../../../shared/model/resource.ts';
import { downlinkMeter, uplinkMeter } from '../backhaul-network.ts';
import { createDrift } from '../drift.ts';
import type { Moment } from '../moment.ts';
import { between, choose, hashText, mix, uniform } from '../random.ts';
import { bump, clamp, type Model, type ModelOf } from './model.ts';

/** Of one 64T64R radio with 200–240 W output: without traffic, added at full load, while disabled, while asleep at night. */
const IDLE_W = 550;
const LOAD_W = 650;
const DISABLED_W = 60;
const SAVING_W = 120;

/** 100 MHz, TDD: what a fully used carrier moves with an ordinary mix of users. */
const FULL_DL_BPS = 900e6;
const FULL_UL_BPS = 110e6;

/** Share of cells that save energy at night, and until when, local. */
const NIGHT_SAVERS = 0.04;
const NIGHT_ENDS_H = 6;

/** TS 28.622 operationalState and administrativeState. */
const DISABLED = 0;
const ENABLED = 1;
const UNLOCKED = 1;

/** `silent`: the management link is lost with the site; its master system knows that it is out, and nothing else. */
type Duty = 'serving' | 'asleep' | 'saving' | 'disabled' | 'silent';

/**
 * NR cells of an office park: users follow the working day (peaks 10–11 h and 15–16 h), PRB use follows users, energy
 * follows PRB use. A few per cent save energy from 0 to 6 h.
 *
 * The demo's standing condition, so that a map shows more than green: all cells of one site and one cell of another
 * site are disabled (of thousands of sites, more), chosen by the seed. A zone of fewer than three sites has no disabled site.
 */
export const cellModel: ModelOf = (seed, cells, { situation, backhaul, meters }): Model => {
  const seeds = Uint32Array.from(cells, (cell) => hashText(seed, cell.id));
  const peakPrb = Float64Array.from(seeds, (hash) => between(mix(hash, 1), 38, 72));
  const peakUsers = Float64Array.from(seeds, (hash) => between(mix(hash, 2), 45, 210));
  const evening = Float64Array.from(seeds, (hash) => between(mix(hash, 3), 0.1, 0.45));
  const efficiency = Float64Array.from(seeds, (hash) => between(mix(hash, 4), 0.75, 1.25));
  const nightSaver = Uint8Array.from(seeds, (hash) => (uniform(mix(hash, 7)) < NIGHT_SAVERS ? 1 : 0));
  const disabled = Uint8Array.from(cells, () => 0);
  for (const index of disabledCells(seed, cells)) disabled[index] = 1;
  const load = createDrift(seeds, 0.93);
  const uplink = createDrift(
    seeds.map((hash) => mix(hash, 5)),
    0.8,
  );
  const metered = meterOf(cells, meters);

  const dutyOf = (index: number, moment: Moment): Duty => {
    const { id, parent } = cells[index]!;
    if (backhaul.isCutOff(parent ?? '', moment)) return 'silent';
    if (disabled[index] === 1 || situation.down.has(id)) return 'disabled';
    if (situation.saving.has(id) || (nightSaver[index] === 1 && moment.hour < NIGHT_ENDS_H)) return 'saving';
    return situation.asleep.has(id) ? 'asleep' : 'serving';
  };

  return {
    kind: 'cell',
    metrics: [
      'cell.operational-state',
      'cell.prb-dl',
      'cell.prb-ul',
      'cell.users',
      'cell.traffic-dl',
      'cell.traffic-ul',
      'cell.power',
      'cell.administrative-state',
      'cell.energy-saving',
    ],
    resources: cells,
    step(index, moment, out, from) {
      const duty = dutyOf(index, moment);
      if (duty === 'serving') {
        const busy = workingDay(moment, evening[index]!) * (1 + 0.12 * load.at(index, moment.step));
        const prbDl = clamp(peakPrb[index]! * busy, 2, 88);
        const prbUl = clamp(prbDl * (0.45 + 0.05 * uplink.at(index, moment.step)), 1, 88);
        // TS 28.552 §5.1.1.2.1 takes the floor.
        out[from + 1] = Math.floor(prbDl);
        out[from + 2] = Math.floor(prbUl);
        out[from + 3] = Math.round(Math.max(0.5, peakUsers[index]! * busy) * 10) / 10;
        out[from + 4] = Math.round((prbDl / 100) * FULL_DL_BPS * efficiency[index]! * 1e-3) * 1e3;
        out[from + 5] = Math.round((prbUl / 100) * FULL_UL_BPS * efficiency[index]! * 1e-3) * 1e3;
        out[from + 6] = Math.round(IDLE_W + (LOAD_W * prbDl) / 100);
      } else {
        out.fill(duty === 'silent' ? Number.NaN : 0, from + 1, from + 6);
        out[from + 6] = IDLE_POWER_W[duty];
      }
      out[from] = duty === 'disabled' || duty === 'silent' ? DISABLED : ENABLED;
      out[from + 7] = duty === 'silent' ? Number.NaN : UNLOCKED;
      out[from + 8] = duty === 'silent' ? Number.NaN : duty === 'saving' ? 1 : 0;
      metered(index, out[from + 4]!, out[from + 5]!);
    },
  };
};

const IDLE_POWER_W: Readonly<Record<Exclude<Duty, 'serving'>, number>> = {
  asleep: IDLE_W,
  saving: SAVING_W,
  disabled: DISABLED_W,
  silent: Number.NaN,
};

/** Keeps the meters of sites up to what their cells carry, bit/s; NaN is nothing. */
function meterOf(cells: readonly Resource[], meters: Parameters<ModelOf>[2]['meters']) {
  const down = cells.map((cell) => meters.place(downlinkMeter(cell.parent ?? '')));
  const up = cells.map((cell) => meters.place(uplinkMeter(cell.parent ?? '')));
  const last = [new Float64Array(cells.length), new Float64Array(cells.length)] as const;
  return (index: number, dl: number, ul: number): void => {
    const now = [Number.isNaN(dl) ? 0 : dl, Number.isNaN(ul) ? 0 : ul] as const;
    meters.add(down[index]!, now[0] - last[0][index]!);
    meters.add(up[index]!, now[1] - last[1][index]!);
    last[0][index] = now[0];
    last[1][index] = now[1];
  };
}

/** Load relative to the peak: about 1 at 10:30 and 15:30, near 0.05 at night; a weekend brings under half. */
function workingDay(moment: Moment, evening: number): number {
  const { hour } = moment;
  const work = Math.max(bump(hour, 10.5, 1.6), 0.97 * bump(hour, 15.5, 1.7), 0.6 * bump(hour, 13, 3));
  const home = evening * bump(hour, 20.5, 2.2);
  return 0.05 + 0.95 * (moment.weekend ? 0.4 : 1) * Math.max(work, home);
}

/** Of thousands of sites so many: at least one is out, and one has a cell out. */
const SITES_PER_OUTAGE = 1_000;
const SITES_PER_CELL_OUT = 250;

function disabledCells(seed: number, cells: readonly Resource[]): number[] {
  const bySite = new Map<string, number[]>();
  cells.forEach(({ parent }, index) => {
    const own = bySite.get(parent ?? '');
    if (own) own.push(index);
    else bySite.set(parent ?? '', [index]);
  });
  const sites = [...bySite.keys()];
  if (sites.length < 3) return [];
  const outages = Math.max(1, Math.round(sites.length / SITES_PER_OUTAGE));
  const cellsOut = Math.max(1, Math.round(sites.length / SITES_PER_CELL_OUT));
  const bySeed = choose(
    sites.map((site) => hashText(mix(seed, 8), site)),
    outages + cellsOut,
  ).map((index) => bySite.get(sites[index]!)!);
  return bySeed.flatMap((own, place) => (place < outages ? own : own.slice(0, 1)));
}
