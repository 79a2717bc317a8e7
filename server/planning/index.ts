import { join } from 'node:path';
import type { CoverageFigures, CoverageSummary } from '../../shared/wire/planning.ts';
import {
  type Clock,
  type DownloadFile,
  type Inventory,
  type LiveState,
  type Planning,
  PlanningRefused,
  type StateAt,
  type TableOverlay,
} from '../ports.ts';
import { startWorker } from '../start-worker.ts';
import { auditedCells, auditOf, knownNeighbours } from './audit.ts';
import { type Asking, createAsking, type Thread } from './coverage/ask.ts';
import { rasterFileKind } from './coverage/raster-file.ts';
import type { CoverageSetup } from './coverage/setup.ts';
import { groundData } from './ground-data.ts';
import { createLiveCoverage, digest, lossView, words } from './live-coverage.ts';
import type { MeasurementAnswer, MeasurementQuestion } from './measured/import-measurements.ts';
import { createMeasurements } from './measured/measurements.ts';
import { outlineBox, outlineBoxKm2 } from './outline-box.ts';
import { openPlanStore } from './plans/plan-store.ts';
import { createPlans } from './plans/plans.ts';
import { createRadioTable, type RadioTable } from './radio-table.ts';
import { createRankingJobs, type RankingThread, templateOf } from './ranking/jobs.ts';
import type { RankingSetup } from './ranking/setup.ts';
import { createRasterAnswers } from './raster-answers.ts';
import { readMeasurements, readTable, writeTable } from './read-file.ts';
import { openFirstStart } from './rollout/first-start.ts';
import { createRollout } from './rollout/rollout.ts';
import { type CoverageSettings, coverageSettings, profileOf } from './settings.ts';
import type { ExportQuestion } from './tables/export-table.ts';
import type { ImportAnswer, ImportQuestion } from './tables/import-file.ts';
import { createImports } from './tables/imports.ts';
import { rowsOf } from './tables/table-state.ts';

export interface PlanningOptions {
  readonly inventory: Inventory;
  readonly live: LiveState;
  readonly clock: Clock;
  /** Of the data folder: where the first start is kept. */
  readonly folder: string;
  /** What history knows of a moment; null without a history. */
  readonly stateAt?: StateAt | null;
  /** Where imported tables are kept; without it they are only looked over. */
  readonly tables?: TableOverlay | null;
  readonly settings?: Partial<CoverageSettings>;
  /** Threads; workers unless a test says otherwise. */
  readonly startCoverage?: (setup: CoverageSetup) => Thread;
  readonly startRanking?: (setup: RankingSetup) => RankingThread;
  readonly readTable?: (question: ImportQuestion) => Promise<ImportAnswer>;
  readonly writeTable?: (question: ExportQuestion) => Promise<DownloadFile>;
  readonly readMeasurements?: (question: MeasurementQuestion) => Promise<MeasurementAnswer>;
}

/** Larger zones take seconds and hundreds of megabytes: their run waits until somebody asks. */
const EAGER_PIXELS = 1_000_000;
/** Of a larger zone the thread of studies ends when nobody has asked it for so long: it has a raster of its own. */
const REST_AFTER_MS = 60_000;
const MOST_PIXELS = 50_000_000;

/** Coverage and roll-out of one zone. The first run begins at once in a town, with the first question in a region. */
export function createPlanning(options: PlanningOptions): Planning {
  const { inventory, live, clock } = options;
  const startCoverage = options.startCoverage ?? ((setup) => startWorker(import.meta.url, './coverage', setup));
  const startRanking = options.startRanking ?? ((setup) => startWorker(import.meta.url, './ranking', setup));
  const overlay = options.tables ?? null;
  const table = createRadioTable(inventory);
  const boxKm2 = outlineBoxKm2(inventory);
  const settings = coverageSettings(boxKm2, {
    profile: profileOf(inventory.zone.coverageProfile),
    ...options.settings,
  });
  const pixels = (boxKm2 * 1e6) / settings.pixelM ** 2;
  const unavailable = whyNot(boxKm2, pixels, table);
  const synthetic = table.sites.some((site) => site.synthetic) || inventory.demand.some((cell) => cell.synthetic);
  const setup: CoverageSetup = {
    ground: groundData(inventory),
    settings,
    cells: table.cells,
    ids: table.ids,
    siteOf: table.siteOf,
    onAir: table.onAir,
    synthetic,
  };
  const failures = new Map<string, string>();
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const threads: Asking[] = [];
  const thread = (inBackground: boolean): Asking => {
    const restAfterMs = inBackground && pixels > EAGER_PIXELS ? REST_AFTER_MS : null;
    const asking = createAsking(() => startCoverage({ ...setup, inBackground }), restAfterMs);
    threads.push(asking);
    return asking;
  };
  // Studies take their time; an outage never waits behind one.
  const study = thread(true);
  const outages = thread(false);
  const coverage = createLiveCoverage({
    inventory,
    live,
    clock,
    table,
    settings,
    asking: outages,
    // Two runs of a region are too much memory.
    studying: pixels <= EAGER_PIXELS ? study : outages,
    synthetic,
    changed,
    failed: (what) => {
      failures.set('coverage', what);
      changed();
    },
  });
  const firstStart = openFirstStart(join(options.folder, 'planning', 'first-start.json'), clock());
  const rollout = createRollout({
    inventory,
    table,
    settings,
    clock,
    firstStart,
    synthetic,
    asking: unavailable === null ? study : null,
  });
  const jobs = createRankingJobs({
    clock,
    synthetic,
    start: startRanking,
    expectedAt: rollout.expectedAt,
    setup,
    table,
  });
  const store = openPlanStore(join(options.folder, 'planning', 'plans.json'));
  const drawing = { table, template: templateOf(table), box: outlineBox(inventory) };
  const plans = createPlans({ clock, store, drawing, asking: study, synthetic, needed: () => needed() });
  const {
    fitted,
    degraded: measuredDegraded,
    ...measurements
  } = createMeasurements({
    ...{ inventory, table, clock, synthetic },
    folder: join(options.folder, 'planning', 'measurements'),
    asking: study,
    read: options.readMeasurements ?? readMeasurements,
    needed: () => needed(),
    states: () => (coverage.begun === null ? null : coverage.states),
    basis: digest([inventory.version, JSON.stringify(settings)]),
    covers: pixels <= EAGER_PIXELS,
  });
  const rasterOf = createRasterAnswers({
    ...{ inventory, table, settings, clock, coverage, rollout, plans, study, fitted },
    stateAt: options.stateAt ?? null,
    needed: () => needed(),
  });
  let planned: CoverageFigures | null = null;
  let askedPlanned = false;

  const begin = (): void => {
    if (unavailable === null) coverage.begin();
  };
  const needed = (): void => {
    if (unavailable !== null) throw new PlanningRefused('no-coverage', `there is no coverage: ${unavailable}`);
    begin();
  };
  /** After the run of what is on air: that one is waited for, and is the answer where all that is planned is on air. */
  const askPlanned = (): void => {
    if (askedPlanned || coverage.begun === null) return;
    askedPlanned = true;
    if (table.onAir.length === table.cells.length) {
      planned = coverage.begun.figures;
      return;
    }
    study.ask({ type: 'figures', cells: [...table.cells.keys()] }).then(
      ({ answer }) => {
        planned = answer;
        changed();
      },
      (error: unknown) => failures.set('planned', `planned coverage: ${words(error)}`),
    );
  };
  if (pixels <= EAGER_PIXELS) begin();
  listeners.push(askPlanned);

  return {
    summary() {
      begin();
      return summaryOf();
    },
    coverageVersion,
    async raster(query) {
      const { bytes, etag } = await rasterOf(query, 'gzip');
      return { gzip: bytes, etag };
    },
    async rasterFile(query, format) {
      const { bytes, etag } = await rasterOf(query, format);
      return { bytes, ...rasterFileKind(query, format), etag: `${etag.slice(0, -1)}-${format}"` };
    },
    holes() {
      begin();
      return coverage.holes();
    },
    async whatIf(request) {
      needed();
      return coverage.whatIf(request);
    },
    async siteLosses(limit) {
      needed();
      const { answer } = await study.ask({ type: 'siteLosses', limit });
      return {
        version: coverage.version,
        synthetic,
        singleSiteAreaKm2: answer.singleSiteAreaKm2,
        singleSitePeople: answer.singleSitePeople,
        total: new Set(table.onAir.map((cell) => table.siteOf[cell]!)).size,
        exact: answer.exact,
        sites: answer.sites.map(({ site, ...loss }) => ({ site: table.sites[site]!.id, ...loss })),
      };
    },
    async audit({ state }) {
      needed();
      const cells = state === 'on-air' ? null : [...table.cells.keys()];
      const { answer } = await study.ask({ type: 'overlaps', cells });
      const audited = auditedCells(table);
      const of = new Set(cells ?? table.onAir);
      return {
        state,
        synthetic,
        cells: of.size,
        ...auditOf(audited, answer, knownNeighbours(inventory)),
        withoutPci: audited.filter(({ pci }, cell) => pci === null && of.has(cell)).length,
      };
    },
    plan: (query) => rollout.plan(query),
    plans: {
      ...plans,
      rank(id, request) {
        const network = plans.networkOf(id);
        if (unavailable !== null) needed();
        return jobs.rank(request, { network, sites: new Set(network.sites) });
      },
    },
    measurements,
    rank(request) {
      if (unavailable !== null) needed();
      return jobs.rank(request);
    },
    rankings: jobs.list,
    ranking: jobs.find,
    cancel: jobs.cancel,
    ...createImports({ inventory, overlay, read: options.readTable ?? readTable }),
    exportTable: (name, format) =>
      (options.writeTable ?? writeTable)({
        table: name,
        format,
        rows: rowsOf(name, inventory, overlay),
        sites: rowsOf('sites', inventory, overlay),
      }),
    coverageLoss: coverage.coverageLoss,
    onChange(listener) {
      listeners.push(listener);
    },
    stats: () => ({
      ...coverage.timing,
      rankings: jobs.list().length,
      degraded: [...failures.values(), ...store.degraded, ...measuredDegraded()],
    }),
    async close() {
      jobs.close();
      await Promise.all(threads.map((one) => one.close()));
    },
  };

  function coverageVersion(): string {
    return `${coverage.version}${planned === null ? '' : '-p'}`;
  }

  function summaryOf(): CoverageSummary {
    const { begun, lost, figures, states } = coverage;
    const count = (lifecycle: string): number =>
      inventory.ofKind('site').filter((site) => site.lifecycle === lifecycle).length;
    return {
      ready: lost !== null && figures !== null,
      progress: coverage.progress,
      unavailable: unavailable ?? (failures.has('coverage') && begun === null ? 'failed' : null),
      asOf: coverage.asOf,
      version: coverageVersion(),
      synthetic,
      simulated: states?.causes.some(({ simulated }) => simulated) ?? false,
      profile: settings.profile,
      model: modelOf(settings, table),
      ground: {
        ...(begun?.ground ?? { areaKm2: 0, people: 0, peopleElsewhere: 0 }),
        demandSynthetic: inventory.demand.some((cell) => cell.synthetic),
      },
      now: figures?.now ?? null,
      onAir: begun?.figures ?? null,
      planned,
      lost: lost && begun && lossView(lost.lost, begun),
      offDuty: figures && begun && lossView(figures.offDutyLost, begun),
      cells: {
        onAir: table.onAir.length,
        out: states?.causes.reduce((sum, { cells }) => sum + cells.length, 0) ?? 0,
        offDuty: states?.offDuty.length ?? 0,
        unknown: states?.unknown ?? 0,
        refused: table.refused.length,
      },
      sites: {
        onAir: count('in-service'),
        building: count('building'),
        planned: count('planned'),
        retired: count('retired'),
        target: inventory.zone.targets.sites,
      },
      validity: begun?.validity ?? [],
      workedOutMs: coverage.timing.outageMs,
    };
  }
}

function modelOf({ environment, ...settings }: CoverageSettings, table: RadioTable) {
  const gains = table.onAir.map((cell) => table.cells[cell]!.gainDbi);
  const { scenario, sight, place, terminalHeightM, indoorDepthM, marginDb, noiseFigureDb } = environment;
  const { pixelM, rangeM, serversKept, uplink, nominalLoad } = settings;
  return {
    ...{ scenario, sight, place, terminalHeightM, indoorDepthM, marginDb, noiseFigureDb },
    ...{ pixelM, rangeM, serversKept, uplink, nominalLoad },
    gainDbi:
      gains.length === 0
        ? null
        : {
            least: gains.reduce((least, gain) => Math.min(least, gain)),
            greatest: gains.reduce((most, gain) => Math.max(most, gain)),
          },
  };
}

function whyNot(boxKm2: number, pixels: number, table: RadioTable): CoverageSummary['unavailable'] {
  if (!(boxKm2 > 0)) return 'no-outline';
  if (table.cells.length === 0) return 'no-cells';
  return pixels > MOST_PIXELS ? 'too-large' : null;
}
