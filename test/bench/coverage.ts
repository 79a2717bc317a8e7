import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadZone } from '../../server/inventory/index.ts';
import { createStressZone } from '../../server/inventory/stress.ts';
import { createAnswers } from '../../server/planning/coverage/answers.ts';
import { groundData } from '../../server/planning/ground-data.ts';
import { outlineBoxKm2 } from '../../server/planning/outline-box.ts';
import { createRadioTable } from '../../server/planning/radio-table.ts';
import { lazyGreedy } from '../../server/planning/ranking/lazy-greedy.ts';
import { coverageSettings } from '../../server/planning/settings.ts';
import { coverRaster, coverRows, TOP_K } from '../../shared/radio/cover-raster.ts';
import { type Coverage, createCoverage } from '../../shared/radio/coverage.ts';
import { coverageShares } from '../../shared/radio/coverage-shares.ts';
import { URBAN_OUTDOOR } from '../../shared/radio/environment.ts';
import type { RadioCell } from '../../shared/radio/radio-cell.ts';
import { createRaster, metresAt, positionOfPixel, type Raster } from '../../shared/radio/raster.ts';
import { type SectorTables, sectorTables } from '../../shared/radio/sector-tables.ts';
import { withoutCells, withoutServers } from '../../shared/radio/without-cells.ts';
import { pointBudget } from '../shared/radio/point-budget.ts';
import { boxOutline, randomNetwork } from '../shared/radio/random-network.ts';
import { type BenchPart, type BenchRow, median } from './bench-part.ts';
import { coverageServer } from './coverage-server.ts';

const QINGDAO = resolve(import.meta.dirname, '../../server/zones/qingdao');
const SITES = 100;
const ROUNDS = 5;
/** Every so many pixels are compared with the formulas. */
const COMPARE_EVERY = 211;

/**
 * A coverage run as a worker does it, here on one thread: three-sector sites at random, nothing pruned within the model's
 * 5 km, the best servers kept. Then the outage of one site after the other from what was kept, and a region of 10,000
 * sites. Processor time of this process: other work on the machine would be measured otherwise.
 */
export const coverage: BenchPart = {
  name: 'coverage',
  async run() {
    const raster = createRaster(boxOutline(9000, 7000), 20);
    const cells = randomNetwork(SITES, 9000, 7000, 1);
    const runs = Array.from({ length: ROUNDS }, () => covered(raster, cells));
    const { tables, run } = runs.at(-1)!;
    const outages = (without: typeof withoutCells): number =>
      median(
        Array.from({ length: 20 }, (_, site) =>
          cpuMs(() => without(raster, tables, run, [3 * site, 3 * site + 1, 3 * site + 2])),
        ),
      );
    return [
      below('zone 9 × 7 km, 20 m, 300 sectors: tables', median(runs.map(({ tablesMs }) => tablesMs)), 'ms'),
      below(
        `zone: tables and run, ${TOP_K} servers kept`,
        median(runs.map(({ tablesMs, runMs }) => tablesMs + runMs)),
        'ms',
        400,
      ),
      below('zone: mean error against the formulas', meanErrorDb(raster, cells, run), 'dB', 0.05),
      below('outage of a site from the kept servers, where it served', outages(withoutServers), 'ms', 10),
      below('the same in all its reach', outages(withoutCells), 'ms'),
      below(
        'probability of coverage of the zone',
        cpuMs(() => coverageShares(raster, tables, run, -105)),
        'ms',
      ),
      ...region(),
      ...(await stressZone()),
      ...ranking(),
      ...(await coverageServer()),
    ];
  },
};

/** 10,000 sites on 100 × 100 km at 50 m, cells cut off at 2.5 km, four servers kept. */
function region(): BenchRow[] {
  const raster = createRaster(boxOutline(100_000, 100_000), 50);
  const cells = randomNetwork(10_000, 100_000, 100_000, 2);
  let bytes = 0;
  const ms = cpuMs(() => {
    const tables = sectorTables(cells, URBAN_OUTDOOR, raster, { maxRangeM: 2500 });
    const run = createCoverage(raster, tables, 4);
    coverRows(raster, tables, run, { from: 0, to: raster.rows });
    bytes = bytesOf(raster) + bytesOf(tables) + bytesOf(run);
  });
  return [
    below('10,000 sites on 10,000 km² at 50 m, 2.5 km each', ms / 1000, 's', 10),
    below('10,000 sites: raster, tables and 4 servers a pixel', bytes / 1e6, 'MB', 300),
  ];
}

/** All that the thread keeps of the stress zone, with 100 of its sites out; and what an alarm there waits for. */
async function stressZone(): Promise<BenchRow[]> {
  const inventory = createStressZone(await loadZone({ folder: QINGDAO }), 1);
  const { cells, ids, siteOf, onAir, cellsOf } = createRadioTable(inventory);
  const settings = coverageSettings(outlineBoxKm2(inventory));
  const before = arrayBytes();
  const answer = createAnswers({ ground: groundData(inventory), settings, cells, ids, siteOf, onAir, synthetic: true });
  const beganMs = cpuMs(() => answer({ type: 'begin' }));
  const causes = Array.from({ length: 100 }, (_, index) => cellsOf[97 * index]!);
  answer({ type: 'outages', offDuty: [], causes: causes.slice(0, 1) });
  const oneMs = cpuMs(() => answer({ type: 'outages', offDuty: [], causes: causes.slice(1, 2) }));
  const stormMs = cpuMs(() => answer({ type: 'outages', offDuty: [], causes }));
  answer({ type: 'standing' });
  const prospectsMs = cpuMs(() => answer({ type: 'prospects', offDuty: [], causes, predicted: [] }));
  const kept = arrayBytes() - before;
  return [
    below('stress zone: ground, run, probabilities, figures', beganMs / 1000, 's', 10),
    below('stress zone: hole of a site', oneMs, 'ms', 10),
    below('stress zone: holes of 100 sites at once', stormMs, 'ms'),
    below('stress zone: what to mend first of 100 sites', prospectsMs, 'ms'),
    below('stress zone: rasters kept with 100 sites out', kept / 1e6, 'MB', 300),
  ];
}

/** 2,000 candidates that cover 1,500 of 160,000 points each, 73 to choose. */
function ranking(): BenchRow[] {
  const [sets, size, side] = [2_000, 1_500, 400];
  const first = Uint32Array.from({ length: sets + 1 }, (_, set) => set * size);
  const points = new Uint32Array(sets * size);
  for (let set = 0; set < sets; set++) {
    // A square of 39 × 39 points somewhere: neighbours overlap as sites do.
    const [row, column] = [(set * 7_919) % (side - 39), (set * 104_729) % (side - 39)];
    for (let i = 0; i < size; i++) points[set * size + i] = (row + Math.floor(i / 39)) * side + column + (i % 39);
  }
  const weight = new Float64Array(side * side).fill(1);
  const runs = Array.from({ length: ROUNDS }, () =>
    cpuMs(() => lazyGreedy({ count: sets, first, points }, weight, 73)),
  );
  return [below('ranking of 2,000 candidates, 73 chosen, 160,000 points', median(runs), 'ms', 150)];
}

function covered(raster: Raster, cells: readonly RadioCell[]) {
  const made: { tables?: SectorTables; run?: Coverage } = {};
  const tablesMs = cpuMs(() => {
    made.tables = sectorTables(cells, URBAN_OUTDOOR, raster);
  });
  const runMs = cpuMs(() => {
    made.run = coverRaster(raster, made.tables!);
  });
  return { tables: made.tables!, run: made.run!, tablesMs, runMs };
}

function meanErrorDb(raster: Raster, cells: readonly RadioCell[], run: Coverage): number {
  const masts = cells.map(({ position }) => metresAt(raster, position));
  let [sum, count] = [0, 0];
  for (let pixel = 0; pixel < raster.mask.length; pixel += COMPARE_EVERY) {
    if (run.bestServer[pixel]! < 0) continue;
    const { xM, yM } = metresAt(raster, positionOfPixel(raster, pixel));
    const exact = cells.map(
      (cell, i) => pointBudget(cell, URBAN_OUTDOOR, xM - masts[i]!.xM, yM - masts[i]!.yM).rsrpDbm,
    );
    sum += Math.abs(Math.max(...exact) - run.rsrpDbm[pixel]!);
    count += 1;
  }
  return sum / count;
}

/** Bytes of all array buffers that are still held. */
function arrayBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Bytes of the typed arrays of an object. */
function bytesOf(columns: object): number {
  return Object.values(columns).reduce<number>(
    (sum, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0),
    0,
  );
}

function below(figure: string, value: number, unit: string, limit?: number): BenchRow {
  if (limit === undefined) return { figure, value, unit };
  return { figure, value, unit, against: { name: 'limit', value: limit, good: 'below' } };
}
