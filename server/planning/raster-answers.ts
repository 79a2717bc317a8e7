import type { CoverageQuery } from '../../shared/wire/planning.ts';
import { type Clock, type Inventory, PlanningRefused, type StateAt } from '../ports.ts';
import type { Asking } from './coverage/ask.ts';
import type { RasterForm } from './coverage/raster-file.ts';
import type { Variant } from './coverage/setup.ts';
import { digest, type LiveCoverage, notYet } from './live-coverage.ts';
import { networkThen } from './network-then.ts';
import type { Plans } from './plans/plans.ts';
import type { RadioTable } from './radio-table.ts';
import type { Rollout } from './rollout/rollout.ts';
import type { CoverageSettings } from './settings.ts';

export interface RasterStages {
  readonly inventory: Inventory;
  readonly table: RadioTable;
  readonly settings: CoverageSettings;
  readonly clock: Clock;
  readonly coverage: LiveCoverage;
  readonly rollout: Rollout;
  readonly plans: Plans;
  readonly study: Asking;
  /** What history knows of a moment; null without a history. */
  readonly stateAt: StateAt | null;
  /** These cells with the offsets that measurements give. Throws PlanningRefused `no-fit`. */
  readonly fitted: (cells: readonly number[]) => Promise<Variant>;
  /** Throws PlanningRefused where there is no coverage, and none to come. */
  readonly needed: () => void;
}

export interface RasterAnswer {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** Rasters of every network that can be asked for: now, on air, planned, of plans, of a past moment, fitted. */
export function createRasterAnswers(
  stages: RasterStages,
): (query: CoverageQuery, form: RasterForm) => Promise<RasterAnswer> {
  const { inventory, table, settings, clock, coverage, rollout, plans, study, stateAt, fitted, needed } = stages;

  return rasterOf;

  async function rasterOf(query: CoverageQuery, form: RasterForm): Promise<RasterAnswer> {
    needed();
    if (query.fit === 'true') return fittedRaster(query, form);
    if (query.at !== undefined) return pastRaster(query, query.at, form);
    if (query.plan !== undefined) return planRaster(query, plans.networkOf(query.plan), form);
    if (query.milestone === undefined && (query.state === 'now' || query.state === 'on-air'))
      return coverage.raster(query, form);
    if (coverage.begun === null) throw notYet();
    const cells = cellsOf(query);
    const { answer } = await study.ask({ type: 'layer', query, cells, loads: null, form });
    const etag = `"${digest([inventory.version, JSON.stringify([settings, query]), cells.join()])}"`;
    return { bytes: answer, etag };
  }

  function cellsOf({ milestone, state, sites }: CoverageQuery): readonly number[] {
    const all = [...table.cells.keys()];
    if (milestone !== undefined) return cellsOfMilestone(milestone);
    return state === 'planned' ? all : rollout.cellsOfFirst(sites ?? all.length);
  }

  /** With the offsets that measurements give; what is out is left out. */
  async function fittedRaster(query: CoverageQuery, form: RasterForm) {
    if (query.plan !== undefined || query.at !== undefined) {
      throw new PlanningRefused('no-fit', 'a fit goes with no plan and no past moment', 'fit');
    }
    const { states } = coverage;
    if (states === null) throw notYet();
    const isOfTable = query.milestone !== undefined || query.state === 'planned' || query.state === 'plan';
    const down = new Set(
      query.state === 'now' ? [...states.offDuty, ...states.causes.flatMap(({ cells }) => cells)] : [],
    );
    const cells = isOfTable ? cellsOf(query) : table.onAir.filter((cell) => !down.has(cell));
    return planRaster(query, await fitted(cells), form);
  }

  /** What was out then is left out of the network of today: history keeps states, not tables. */
  async function pastRaster(query: CoverageQuery, at: number, form: RasterForm): Promise<RasterAnswer> {
    if (query.plan !== undefined || query.milestone !== undefined || query.state !== 'now') {
      throw new PlanningRefused('bad-at', 'a moment goes with the state now, and with no plan', 'at');
    }
    if (stateAt === null) throw new PlanningRefused('no-past', 'there is no history to ask', 'at');
    if (at > clock()) throw new PlanningRefused('bad-at', 'that moment is in the future', 'at');
    if (coverage.begun === null) throw notYet();
    const { cells, loads } = networkThen(inventory, (await stateAt(at)).state, table);
    const traffic = query.layer === 'pdsch-sinr' ? loads : null;
    const { answer } = await study.ask({ type: 'layer', query, cells, loads: traffic, form });
    const etag = `"${digest([inventory.version, JSON.stringify([settings, query]), cells.join(), traffic?.join() ?? ''])}"`;
    return { bytes: answer, etag };
  }

  async function planRaster(query: CoverageQuery, network: Variant, form: RasterForm) {
    if (coverage.begun === null) throw notYet();
    const { answer } = await study.ask({ type: 'planLayer', query, network, form });
    return { bytes: answer, etag: `"${digest([JSON.stringify([settings, query]), network.key])}"` };
  }

  function cellsOfMilestone(phase: string): readonly number[] {
    const cells = rollout.cellsOfPhase(phase);
    if (cells === null) throw new PlanningRefused('no-such-milestone', `the plan has no phase ${phase}`, 'milestone');
    return cells;
  }
}
