import type { MeasurementImport, MeasurementSet, ModelResiduals } from '../../../shared/wire/planning.ts';
import {
  MAX_MEASURED_BYTES,
  MAX_MEASURED_POINTS,
  MAX_MEASURED_ROWS,
  MAX_MEASUREMENT_SETS,
} from '../../../shared/wire/planning-measured-schemas.ts';
import { type Clock, type Inventory, type MeasurementFile, type Measurements, PlanningRefused } from '../../ports.ts';
import type { Asking } from '../coverage/ask.ts';
import type { Variant } from '../coverage/setup.ts';
import { digest } from '../live-coverage.ts';
import type { NetworkStates } from '../network-states.ts';
import { outlineBox } from '../outline-box.ts';
import type { RadioTable } from '../radio-table.ts';
import type { MeasuredAnswer } from './answer-measured.ts';
import type { CheckedMeasurements, MeasurementState } from './check-measurements.ts';
import { fittedVariant } from './fitted-variant.ts';
import type { HistogramBins } from './histogram-bins.ts';
import type { MeasurementAnswer, MeasurementQuestion } from './import-measurements.ts';
import { joinBins, joinPoints } from './join-points.ts';
import { openMeasurementStore } from './measurement-store.ts';
import type { MeasuredPoints } from './points.ts';
import { nothingCompared, residualsView } from './residuals-view.ts';
import { sampleFile } from './sample-file.ts';

export interface MeasurementStages {
  readonly inventory: Inventory;
  readonly table: RadioTable;
  readonly clock: Clock;
  /** Of the data folder: where sets are kept. */
  readonly folder: string;
  readonly asking: Asking;
  /** Reads and checks a file, in a thread of its own. */
  readonly read: (question: MeasurementQuestion) => Promise<MeasurementAnswer>;
  /** Throws PlanningRefused where there is no coverage, and none to come. */
  readonly needed: () => void;
  /** What is out now; null before there is a run. */
  readonly states: () => NetworkStates | null;
  /** Names the network and the settings. */
  readonly basis: string;
  readonly synthetic: boolean;
  /** Whether coverage is worked out with fitted offsets: not in a region. */
  readonly covers: boolean;
}

export interface MeasuredModel extends Measurements {
  /** These cells with fitted offsets. Throws PlanningRefused `no-fit`. */
  fitted(cells: readonly number[]): Promise<Variant>;
  degraded(): readonly string[];
}

/** What a set holds; one of the two is empty. */
interface Content {
  readonly points: MeasuredPoints;
  readonly bins: HistogramBins;
}

const MOST_PROBLEMS = 200;

export function createMeasurements(stages: MeasurementStages): MeasuredModel {
  const { inventory, table, clock, asking, needed } = stages;
  const opened = openMeasurementStore(stages.folder);
  // Who asks hears of it; nobody may have asked yet.
  opened.catch(() => undefined);
  const failures = new Map<string, string>();
  const loaded = new Map<string, Content>();
  const pciOf = Int16Array.from(table.resources, ({ attributes }) => {
    const pci = attributes.get('pci');
    return typeof pci === 'number' ? pci : -1;
  });
  let storeDegraded: readonly string[] = [];
  opened.then(
    ({ degraded }) => {
      storeDegraded = degraded;
    },
    (error: unknown) => failures.set('store', `measurements: ${String(error)}`),
  );
  let last: Promise<unknown> = Promise.resolve();
  let answered: { readonly key: string; readonly answer: Promise<MeasuredAnswer> } | null = null;

  const contentOf = async (id: string): Promise<Content | null> => {
    const known = loaded.get(id);
    if (known !== undefined) return known;
    const store = await opened;
    try {
      const file = { bytes: await store.read(id), crs: 'WGS84' as const };
      const answer = await stages.read({ file, state: { cells: null, box: null, timeZone: 'UTC' } });
      if ('unreadable' in answer) throw new Error(answer.unreadable.message);
      loaded.set(id, answer.checked);
      return answer.checked;
    } catch (error) {
      failures.set(id, `measurements ${id} cannot be read and are left out: ${String(error)}`);
      return null;
    }
  };

  /** What counts: simulated sets only while there are no others. */
  const chosen = async (): Promise<{ sets: readonly MeasurementSet[]; leftOut: readonly MeasurementSet[] }> => {
    const { sets } = await opened;
    const measured = sets.filter(({ simulated }) => !simulated);
    return measured.length > 0
      ? { sets: measured, leftOut: sets.filter(({ simulated }) => simulated) }
      : { sets, leftOut: [] };
  };

  /** One answer for all who ask of the same measurements and the same state. */
  const compare = async (sets: readonly MeasurementSet[]): Promise<{ key: string; answer: MeasuredAnswer }> => {
    const states = stages.states();
    if (states === null) throw new PlanningRefused('no-coverage', 'there is no coverage run yet');
    const down = [...states.offDuty, ...states.causes.flatMap(({ cells }) => cells)].sort((a, b) => a - b);
    const measured = digest([stages.basis, ...sets.map(({ id }) => id)]);
    const key = digest([measured, down.join()]);
    if (answered?.key !== key) {
      const answer = ask(sets, measured, down);
      answered = { key, answer };
      answer.catch(() => {
        if (answered?.key === key) answered = null;
      });
    }
    return { key, answer: await answered!.answer };
  };

  const ask = async (sets: readonly MeasurementSet[], key: string, down: readonly number[]) => {
    const contents = (await Promise.all(sets.map(({ id }) => contentOf(id)))).filter((content) => content !== null);
    const points = joinPoints(
      contents.map((content) => content.points),
      table,
    );
    const bins = joinBins(
      contents.map((content) => content.bins),
      table,
    );
    const { covers } = stages;
    return (await asking.ask({ type: 'measured', key, points, bins, pciOf, down, covers })).answer;
  };

  const addNow = async (file: MeasurementFile, commit?: string): Promise<MeasurementImport> => {
    const answer = await stages.read({ file, state: stateOf(inventory, table) });
    if ('unreadable' in answer) {
      const { code, message, limit } = answer.unreadable;
      throw new PlanningRefused(code, message, 'body', limit);
    }
    const { checked, csv } = answer;
    if (commit === undefined) return importView(checked, null);
    if (checked.problems.length > 0) {
      throw new PlanningRefused('rejected-rows', `${checked.problems.length} problems: nothing was kept`, 'body');
    }
    if (commit !== checked.token) {
      throw new PlanningRefused('conflict', 'the file has changed since: look it over again', 'commit');
    }
    const store = await opened;
    const set = await store.add(setOf(file.name, checked, clock()), csv, () => mayAdd(store.sets, checked));
    loaded.set(set.id, checked);
    return importView(checked, set);
  };

  return {
    async list() {
      const { sets } = await opened;
      return {
        sets: [...sets].reverse(),
        limits: {
          bytes: MAX_MEASURED_BYTES,
          rows: MAX_MEASURED_ROWS,
          sets: MAX_MEASUREMENT_SETS,
          points: MAX_MEASURED_POINTS,
        },
      };
    },
    add(file, commit) {
      const done = last.then(() => addNow(file, commit));
      last = done.catch(() => undefined);
      return done;
    },
    remove(id) {
      const done = last.then(async () => {
        loaded.delete(id);
        failures.delete(id);
        return (await opened).remove(id);
      });
      last = done.catch(() => undefined);
      return done;
    },
    async residuals(): Promise<ModelResiduals> {
      needed();
      const { sets, leftOut } = await chosen();
      const about = {
        synthetic: stages.synthetic,
        simulated: sets.some(({ simulated }) => simulated),
        sets: sets.map(({ id }) => id),
        leftOut: leftOut.map(({ id }) => id),
      };
      if (sets.length === 0) return nothingCompared({ ...about, version: digest([stages.basis]) });
      const { key, answer } = await compare(sets);
      return residualsView({ ...about, version: key }, answer, table.ids);
    },
    async sample() {
      needed();
      const { answer } = await asking.ask({ type: 'samplePoints' });
      return sampleFile(answer, table.ids, clock());
    },
    async fitted(cells) {
      needed();
      const { sets } = await chosen();
      const { answer } = sets.length === 0 ? { answer: null } : await compare(sets);
      if (answer === null || answer.fit === null || answer.offsetsDb === null) {
        throw new PlanningRefused('no-fit', 'there are too few measurements to fit the model to', 'fit');
      }
      const key = digest([stages.basis, ...sets.map(({ id }) => id)]);
      return fittedVariant(table, cells, answer.offsetsDb, answer.fit.points, key);
    },
    degraded: () => [...storeDegraded, ...failures.values()],
  };
}

function stateOf(inventory: Inventory, table: RadioTable): MeasurementState {
  const box = outlineBox(inventory);
  return {
    cells: new Set(table.ids),
    box: box.west < box.east ? box : null,
    timeZone: inventory.zone.timeZone,
  };
}

/** Throws PlanningRefused `full`. */
function mayAdd(sets: readonly MeasurementSet[], checked: CheckedMeasurements): void {
  if (sets.length >= MAX_MEASUREMENT_SETS) {
    throw new PlanningRefused('full', `${MAX_MEASUREMENT_SETS} sets are kept`, 'sets', MAX_MEASUREMENT_SETS);
  }
  const kept = sets.reduce((sum, set) => sum + set.points, 0);
  if (kept + sizeOf(checked) > MAX_MEASURED_POINTS) {
    throw new PlanningRefused('full', `${kept} points are kept`, 'points', MAX_MEASURED_POINTS);
  }
}

/** Points of a log, bins of histograms. */
function sizeOf({ points, bins }: CheckedMeasurements): number {
  return points.lat.length + bins.count.length;
}

function setOf(name: string, checked: CheckedMeasurements, importedAt: number): Omit<MeasurementSet, 'id'> {
  const { kind, simulated } = checked;
  const times = checked.points.at.filter((at) => !Number.isNaN(at));
  const ends = times.length === 0 ? [null, null] : [Math.min, Math.max].map((end) => times.reduce((a, b) => end(a, b)));
  return { name, kind, points: sizeOf(checked), simulated, importedAt, from: ends[0]!, to: ends[1]! };
}

function importView(checked: CheckedMeasurements, committed: MeasurementSet | null): MeasurementImport {
  const { kind, points, problems, rows, skipped, columns, ignored, simulated, token } = checked;
  const named = { cell: checked.bins.count.length, pci: 0, nothing: 0 };
  points.cell.forEach((cell, point) => {
    if (cell >= 0 || !Number.isNaN(points.nci[point]!)) named.cell += 1;
    else if (points.pci[point]! >= 0) named.pci += 1;
    else named.nothing += 1;
  });
  return {
    kind,
    rows,
    points: sizeOf(checked),
    skipped,
    named,
    rejected: new Set(problems.flatMap(({ row }) => (row === null || row === 1 ? [] : [row]))).size,
    problems: problems.slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
    columns,
    ignored,
    simulated,
    token: problems.length > 0 || sizeOf(checked) === 0 || committed !== null ? null : token,
    committed,
  };
}
