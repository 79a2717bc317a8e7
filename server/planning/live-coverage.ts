import { createHash } from 'node:crypto';
import type {
  CoverageHole,
  CoverageHoles,
  CoverageQuery,
  CoverageSummary,
  WhatIfReply,
  WhatIfRequest,
} from '../../shared/wire/planning.ts';
import { type Clock, type CoverageLoss, type Inventory, type LiveState, PlanningRefused } from '../ports.ts';
import type { Asking } from './coverage/ask.ts';
import type { Hole } from './coverage/loss.ts';
import type { OutageAnswer, ProspectAnswer, StandingAnswer } from './coverage/outages.ts';
import type { Begun } from './coverage/protocol.ts';
import type { RasterForm } from './coverage/raster-file.ts';
import { createLoads } from './loads.ts';
import { createLossCache } from './loss-cache.ts';
import { namedCells } from './named-cells.ts';
import { createNetworkReader, type NetworkStates } from './network-states.ts';
import type { RadioTable } from './radio-table.ts';
import type { CoverageSettings } from './settings.ts';

export interface LiveCoverageStages {
  readonly inventory: Inventory;
  readonly live: LiveState;
  readonly clock: Clock;
  readonly table: RadioTable;
  readonly settings: CoverageSettings;
  /** Answers what cannot wait: outages. */
  readonly asking: Asking;
  /** Answers what would follow and what to mend first. */
  readonly studying: Asking;
  readonly synthetic: boolean;
  /** Called when what is said has changed. */
  readonly changed: () => void;
  /** Called with words for what failed. */
  readonly failed: (what: string) => void;
}

/** Coverage as it is now: the run of what is on air, and what outages take of it, tick by tick. */
export interface LiveCoverage {
  /** Begins the run, once. */
  begin(): void;
  readonly begun: Begun | null;
  /** Of the first run, 0…1; null before it begins. */
  readonly progress: number | null;
  readonly lost: OutageAnswer | null;
  /** Of the newest state that they were worked out for: a moment behind `lost`. */
  readonly figures: StandingAnswer | null;
  readonly states: NetworkStates | null;
  readonly version: string;
  readonly asOf: number;
  readonly timing: { runMs: number; outageMs: number; holeMs: number };
  holes(): CoverageHoles;
  whatIf(request: WhatIfRequest): Promise<WhatIfReply>;
  raster(query: CoverageQuery, form: RasterForm): Promise<{ bytes: Uint8Array; etag: string }>;
  readonly coverageLoss: CoverageLoss;
}

/** An answer and the states that it is about; figures, and what would follow, come a moment later. */
interface Answered {
  readonly states: NetworkStates;
  readonly answer: OutageAnswer;
  readonly asOf: number;
  readonly prospects: ProspectAnswer | null;
  readonly standing: StandingAnswer | null;
}

/** A thread that failed is tried again only after this. */
const RETRY_MS = 10_000;

export function createLiveCoverage(stages: LiveCoverageStages): LiveCoverage {
  const { inventory, live, clock, table, asking, settings } = stages;
  const readNetwork = createNetworkReader(inventory, live, table);
  const loads = createLoads(inventory, live, table);
  const since = new Map<string, number | null>();
  const timing = { runMs: 0, outageMs: 0, holeMs: 0 };
  const basis = digest([inventory.version, JSON.stringify(settings)]);
  const losses = createLossCache(asking, table, stages.changed);
  let begun: Begun | null = null;
  let began = false;
  let progress: number | null = null;
  let states: NetworkStates | null = null;
  let answered: Answered | null = null;
  let asked: string | null = null;
  let isAsking = false;
  let isStudying = false;
  let retryAt = 0;
  let figures: StandingAnswer | null = null;

  /** One question at a time; what changed meanwhile is asked next. */
  const askOutages = async (): Promise<void> => {
    while (!isAsking && begun !== null && states !== null && states.key !== asked && clock() >= retryAt) {
      isAsking = true;
      const about = states;
      const seenAt = performance.now();
      asked = about.key;
      rememberSince(since, about, answered === null ? null : clock());
      losses.reset(about.offDuty.join());
      try {
        const { answer, workedMs } = await asking.ask({ type: 'outages', ...questionOf(about) });
        timing.outageMs = workedMs;
        timing.holeMs = performance.now() - seenAt;
        answered = { states: about, answer, asOf: clock(), prospects: null, standing: null };
        stages.changed();
        void measure(about);
        void study();
      } catch (error) {
        asked = null;
        retryAt = clock() + RETRY_MS;
        stages.failed(`outages: ${words(error)}`);
      } finally {
        isAsking = false;
      }
    }
  };

  /** Adds to the answer about these states; newer ones have their own. */
  const add = (about: NetworkStates, more: Partial<Answered>): void => {
    if (answered?.states !== about) return;
    answered = { ...answered, ...more };
    stages.changed();
  };
  const measure = async (about: NetworkStates): Promise<void> => {
    try {
      const { answer } = await asking.ask({ type: 'standing' });
      if (answered?.states === about) figures = answer;
      add(about, { standing: answer });
    } catch (error) {
      stages.failed(`figures: ${words(error)}`);
    }
  };
  /** Takes long where much is out: in a storm only the newest state is looked into. */
  const study = async (): Promise<void> => {
    while (!isStudying && answered !== null && answered.prospects === null && hasProspects(answered.states)) {
      isStudying = true;
      const about = answered.states;
      try {
        const predicted = about.countdowns.map(({ cells }) => cells);
        const question = { type: 'prospects', ...questionOf(about), predicted } as const;
        add(about, { prospects: (await stages.studying.ask(question)).answer });
      } catch (error) {
        stages.failed(`prospects: ${words(error)}`);
        if (answered.states === about) return;
      } finally {
        isStudying = false;
      }
    }
  };

  live.onTick(() => {
    if (begun === null) return;
    states = readNetwork();
    loads.note();
    void askOutages();
  });

  const coverage: LiveCoverage = {
    begin() {
      if (began) return;
      began = true;
      progress = 0;
      const hear = (share: number): void => {
        progress = share;
      };
      asking.ask({ type: 'begin' }, hear).then(
        ({ answer, workedMs }) => {
          begun = answer;
          progress = 1;
          timing.runMs = workedMs;
          states = readNetwork();
          loads.note();
          void askOutages();
          stages.changed();
        },
        (error: unknown) => stages.failed(`coverage: ${words(error)}`),
      );
    },
    get begun() {
      return begun;
    },
    get progress() {
      return progress;
    },
    get lost() {
      return answered?.answer ?? null;
    },
    get figures() {
      return figures;
    },
    get states() {
      return states;
    },
    get version() {
      return digest([
        basis,
        answered?.states.key ?? '',
        answered?.standing ? 'figures' : '',
        answered?.prospects ? 'prospects' : '',
      ]);
    },
    get asOf() {
      return answered?.asOf ?? clock();
    },
    timing,
    holes: () => ({
      ready: answered !== null,
      asOf: coverage.asOf,
      version: coverage.version,
      synthetic: stages.synthetic,
      lost: answered === null ? null : lossView(answered.answer.lost, begun!),
      ...(answered === null ? { holes: [], predicted: [], restoration: [] } : parts(answered)),
    }),
    async whatIf(request) {
      const cells = namedCells(request, table);
      if (begun === null) throw notYet();
      const { answer } = await asking.ask({ type: 'whatIf', cells });
      const resource = request.sites?.[0] ?? request.cells?.[0] ?? '';
      const cause = { cause: 'what-if' as const, resource, cells, sites: sitesOf(cells), simulated: false };
      return { ...answer, hole: holeView(answer.hole, cause, null), synthetic: stages.synthetic };
    },
    async raster(query, form) {
      if (begun === null) throw notYet();
      const key = query.state === 'now' ? (asked ?? '') : '';
      const traffic = query.layer === 'pdsch-sinr' ? loads.shares() : null;
      const { answer } = await asking.ask({ type: 'layer', query, cells: null, loads: traffic, form });
      return { bytes: answer, etag: `"${digest([basis, key, JSON.stringify(query), traffic?.join() ?? ''])}"` };
    },
    coverageLoss: (cells) => (begun === null ? null : losses.of(cells)),
  };
  return coverage;

  function parts({
    states: about,
    answer,
    prospects,
  }: Answered): Pick<CoverageHoles, 'holes' | 'predicted' | 'restoration'> {
    // Moments of a countdown move with each reading; the cells do not.
    const dueAt = new Map((states ?? about).countdowns.map((one) => [`${one.countdown} ${one.site}`, one.dueAt]));
    return {
      holes: about.causes
        .map((cause, index) => holeView(answer.holes[index]!, cause, since.get(cause.resource) ?? null))
        .sort((a, b) => b.people - a.people || b.areaKm2 - a.areaKm2 || (a.id < b.id ? -1 : 1)),
      predicted: (prospects === null ? [] : about.countdowns)
        .map(({ countdown, site, cells, simulated }, index) => ({
          ...holeView(
            prospects!.predicted[index]!,
            { cause: countdown === 'battery' ? 'power' : 'site', resource: site, cells, sites: [site], simulated },
            null,
          ),
          id: `${countdown} ${site}`,
          countdown,
          dueAt: dueAt.get(`${countdown} ${site}`) ?? null,
        }))
        .sort((a, b) => (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY)),
      restoration: (prospects?.restoration ?? []).map(({ cause, areaKm2, people }) => ({
        resource: about.causes[cause]!.resource,
        cause: about.causes[cause]!.cause,
        gainAreaKm2: areaKm2,
        gainPeople: people,
      })),
    };
  }

  function sitesOf(cells: readonly number[]): string[] {
    return [...new Set(cells.map((cell) => table.sites[table.siteOf[cell]!]!.id))];
  }

  function holeView(
    { takers, ...hole }: Hole,
    cause: {
      readonly cause: CoverageHole['cause'];
      readonly resource: string;
      readonly cells: readonly number[];
      readonly sites: readonly string[];
      readonly simulated: boolean;
    },
    at: number | null,
  ): CoverageHole {
    return {
      id: `${cause.cause} ${cause.resource}`,
      cause: cause.cause,
      resource: cause.resource,
      cells: cause.cells.map((cell) => table.ids[cell]!),
      sites: cause.sites,
      since: at,
      simulated: cause.simulated,
      ...hole,
      neighbours: loads.neighbours(takers, cause.cells),
    };
  }
}

function hasProspects({ causes, countdowns }: NetworkStates): boolean {
  return causes.length + countdowns.length > 0;
}

function questionOf({ offDuty, causes }: NetworkStates) {
  return { offDuty, causes: causes.map(({ cells }) => cells) };
}

/** Remembers when a cause was first seen (null: it stood when the first run was done), forgets those that are over. */
function rememberSince(since: Map<string, number | null>, { causes }: NetworkStates, at: number | null): void {
  const standing = new Set(causes.map(({ resource }) => resource));
  for (const resource of since.keys()) if (!standing.has(resource)) since.delete(resource);
  for (const resource of standing) if (!since.has(resource)) since.set(resource, at);
}

export function lossView(
  { areaKm2, people }: { readonly areaKm2: number; readonly people: number },
  { ground }: Begun,
): NonNullable<CoverageSummary['lost']> {
  return {
    areaKm2,
    people,
    areaShare: ground.areaKm2 > 0 ? Math.min(1, areaKm2 / ground.areaKm2) : 0,
    peopleShare: ground.people > 0 ? Math.min(1, people / ground.people) : null,
  };
}

export function notYet(): PlanningRefused {
  return new PlanningRefused('no-coverage', 'there is no coverage run yet');
}

export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);
}
