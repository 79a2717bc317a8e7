import type { Ranking, RankingRequest } from '../../../shared/wire/planning.ts';
import { type Clock, PlanningRefused } from '../../ports.ts';
import type { CoverageSetup, Variant } from '../coverage/setup.ts';
import type { RadioTable } from '../radio-table.ts';
import type { Candidate, RankingMessage, RankingSetup } from './setup.ts';

/** What a ranking thread is on this side. */
export interface RankingThread {
  on(event: 'message', listener: (message: RankingMessage) => void): unknown;
  on(event: 'error' | 'exit', listener: (what: unknown) => void): unknown;
  terminate(): Promise<unknown>;
}

export interface RankingStages {
  readonly clock: Clock;
  readonly setup: CoverageSetup;
  readonly table: RadioTable;
  readonly synthetic: boolean;
  /** When the roll-out expects each site on air, UTC ms. */
  readonly expectedAt: () => ReadonlyMap<string, number | null>;
  readonly start: (setup: RankingSetup) => RankingThread;
}

/** A plan whose network stands already: its sites are no candidates. */
export interface RankedPlan {
  readonly network: Pick<Variant, 'cells' | 'ids' | 'siteOf'>;
  readonly sites: ReadonlySet<string>;
}

/** Rankings that may wait, and that are kept when they are over. */
const WAITING = 4;
const KEPT = 20;

/** Rankings one after the other, each in a thread of its own: cancelling one is ending its thread. */
export function createRankingJobs({ clock, setup, table, synthetic, expectedAt, start }: RankingStages) {
  const jobs = new Map<string, Ranking>();
  const planOf = new Map<string, RankedPlan>();
  let running: { id: string; thread: RankingThread } | null = null;
  let closed = false;
  let next = 1;

  const change = (id: string, to: Partial<Ranking>): void => {
    const job = jobs.get(id);
    if (job !== undefined) jobs.set(id, { ...job, ...to });
  };
  const forgetOld = (): void => {
    const over = [...jobs.values()].filter(({ state }) => state !== 'queued' && state !== 'running');
    for (const { id } of over.slice(0, Math.max(0, over.length - KEPT))) jobs.delete(id);
  };
  const end = (id: string, to: Partial<Ranking>): void => {
    if (running?.id !== id) return;
    const { thread } = running;
    running = null;
    change(id, { step: null, ...to });
    void thread.terminate();
    forgetOld();
    startNext();
  };
  const candidatesFor = ({ costs, readyBy }: RankingRequest, plan: RankedPlan | undefined): Candidate[] => {
    const costOf = new Map(costs.map(({ site, cost }) => [site, cost]));
    return candidatesOf(table, costOf, expectedAt()).filter(
      (candidate) =>
        !plan?.sites.has(candidate.site!) &&
        (readyBy === null || (candidate.readyAt !== null && candidate.readyAt <= readyBy)),
    );
  };
  const startNext = (): void => {
    const job = [...jobs.values()].find(({ state }) => state === 'queued');
    if (running !== null || job === undefined || closed) return;
    const { id, request } = job;
    const plan = planOf.get(id);
    planOf.delete(id);
    const thread = start({
      coverage: plan === undefined ? setup : { ...setup, ...plan.network, onAir: [...plan.network.cells.keys()] },
      request,
      synthetic,
      candidates: candidatesFor(request, plan),
      template: templateOf(table),
    });
    running = { id, thread };
    change(id, { state: 'running' });
    thread.on('message', (message) => {
      if (running?.id !== id) return;
      if (message.type === 'progress') change(id, { step: message.step, progress: message.progress });
      else if (message.type === 'done') end(id, { state: 'done', progress: 1, result: message.result });
      else end(id, { state: 'failed', failure: message.failure });
    });
    thread.on('error', (error) => end(id, { state: 'failed', failure: String(error) }));
    thread.on('exit', () => end(id, { state: 'failed', failure: 'the thread has ended' }));
  };

  return {
    /** `plan`: what stands instead of what is on air, with ids of its sites. Throws PlanningRefused. */
    rank(request: RankingRequest, plan?: RankedPlan): Ranking {
      refuse(request, table, candidatesFor(request, plan));
      const waiting = [...jobs.values()].filter(({ state }) => state === 'queued').length;
      if (waiting >= WAITING) throw new PlanningRefused('busy', 'too many rankings wait', undefined, WAITING);
      const id = `r${next++}`;
      const job: Ranking = {
        id,
        state: 'queued',
        step: null,
        progress: 0,
        request,
        createdAt: clock(),
        failure: null,
        result: null,
      };
      jobs.set(id, job);
      if (plan) planOf.set(id, plan);
      startNext();
      return jobs.get(id)!;
    },
    /** Newest first. */
    list: (): readonly Ranking[] => [...jobs.values()].reverse(),
    find: (id: string): Ranking | undefined => jobs.get(id),
    cancel(id: string): Ranking | undefined {
      if (running?.id === id) end(id, { state: 'cancelled' });
      else if (jobs.get(id)?.state === 'queued') change(id, { state: 'cancelled' });
      return jobs.get(id);
    },
    close(): void {
      closed = true;
      if (running !== null) end(running.id, { state: 'cancelled' });
    },
  };
}

function refuse(
  { phases, count, candidates, costs }: RankingRequest,
  table: RadioTable,
  ofTable: readonly Candidate[],
): void {
  const unknown = costs.findIndex(({ site }) => !table.siteNumberOf.has(site));
  if (unknown >= 0) {
    throw new PlanningRefused('unknown-site', `there is no site ${costs[unknown]!.site}`, `costs.${unknown}.site`);
  }
  const isAscending = phases.every((end, index) => end > (phases[index - 1] ?? 0) && end <= count);
  if (!isAscending) {
    throw new PlanningRefused('bad-phases', 'phases must ascend, and end at `count` at the latest', 'phases', count);
  }
  const hasAny = candidates === 'table' ? ofTable.length > 0 : templateOf(table) !== null;
  if (!hasAny) throw new PlanningRefused('no-candidates', 'there is no site that could be chosen', 'candidates');
}

/** Sites of the table that are planned or being built, with the cells that they would have. */
function candidatesOf(
  table: RadioTable,
  costOf: ReadonlyMap<string, number>,
  expectedAt: ReadonlyMap<string, number | null>,
): Candidate[] {
  return table.sites.flatMap(({ id, lifecycle }, site) => {
    const cells = table.cellsOf[site]!.map((cell) => table.cells[cell]!);
    const isAhead = lifecycle === 'planned' || lifecycle === 'building';
    if (!isAhead || cells.length === 0) return [];
    return [
      { site: id, position: cells[0]!.position, cells, cost: costOf.get(id) ?? 1, readyAt: expectedAt.get(id) ?? null },
    ];
  });
}

/** New sites of a grid are like those on air: the cell in the middle by height stands for them. */
export function templateOf({ onAir, cells }: RadioTable): RankingSetup['template'] {
  const byHeight = onAir.map((cell) => cells[cell]!).sort((a, b) => a.heightM - b.heightM);
  return byHeight[byHeight.length >> 1] ?? null;
}
