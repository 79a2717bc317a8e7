import { freshnessOf, isHeard, isSimulated } from '../../shared/model/sample.ts';
import type { CoverageHole, PredictedHole } from '../../shared/wire/planning.ts';
import type { Inventory, LiveState } from '../ports.ts';
import { createBackhaulReach, type Obstacle } from './backhaul-reach.ts';
import type { RadioTable } from './radio-table.ts';

/** Cells that are out together, and what is said to be the cause. Cells are numbers of the table. */
export interface Cause {
  readonly cause: CoverageHole['cause'];
  readonly resource: string;
  readonly cells: readonly number[];
  readonly sites: readonly string[];
  readonly simulated: boolean;
}

export interface Countdown {
  readonly countdown: PredictedHole['countdown'];
  readonly site: string;
  readonly cells: readonly number[];
  readonly dueAt: number | null;
  readonly simulated: boolean;
}

/** The radio network as live state has it. */
export interface NetworkStates {
  readonly causes: readonly Cause[];
  readonly offDuty: readonly number[];
  readonly countdowns: readonly Countdown[];
  /** Cells of which nothing is heard that would say whether they serve. */
  readonly unknown: number;
  /** Changes exactly when the cells of a cause, those off duty or those of a countdown do. */
  readonly key: string;
}

const DOWN = 0;
const LOCKED = 0;
const SAVING = 1;
const LOST = 0;
const HOLDOVER = 0;

/** Reads who is out, tick by tick. Series are looked up once. */
export function createNetworkReader(inventory: Inventory, live: LiveState, table: RadioTable): () => NetworkStates {
  const cellSeries = (metric: string) => Int32Array.from(table.ids, (id) => inventory.series(id, metric));
  const siteSeries = (metric: string) => Int32Array.from(table.sites, ({ id }) => inventory.series(id, metric));
  const operational = cellSeries('cell.operational-state');
  const administrative = cellSeries('cell.administrative-state');
  const saving = cellSeries('cell.energy-saving');
  const mains = siteSeries('site.mains');
  const runtime = siteSeries('site.battery-runtime');
  const radioBackup = siteSeries('site.radio-backup-left');
  const clock = siteSeries('site.clock');
  const holdover = siteSeries('site.holdover-left');
  const reach = createBackhaulReach(inventory, live);
  const onAirOf = table.sites.map((_, site) =>
    table.cellsOf[site]!.filter((cell) => table.resources[cell]!.lifecycle === 'in-service'),
  );
  // Without a common clock TDD cells disturb their neighbours and must go out; others need none.
  const tddOf = onAirOf.map((cells) =>
    cells.filter((cell) => (table.resources[cell]!.attributes.get('duplex') ?? 'TDD') === 'TDD'),
  );
  /** The number last heard, NaN for none. */
  const read = (series: number): number =>
    series >= 0 && isHeard(live.flags[series]!) ? live.value[series]! : Number.NaN;
  const isSilent = (series: number): boolean => series < 0 || freshnessOf(live.flags[series]!) === 'stale';
  const simulates = (series: number): boolean => series >= 0 && isSimulated(live.flags[series]!);

  /** What put all cells of a site out. */
  const siteCause = (site: number, cutOff: Obstacle | null): Omit<Cause, 'cells' | 'simulated'> => {
    const { id } = table.sites[site]!;
    if (cutOff !== null) return { cause: 'backhaul', resource: cutOff.id, sites: [id] };
    return { cause: read(mains[site]!) === LOST ? 'power' : 'site', resource: id, sites: [id] };
  };
  /** Down by its own word, or cut off and not heard since: who still speaks has another way. */
  const isOut = (cell: number, cutOff: Obstacle | null): boolean => {
    const series = operational[cell]!;
    return read(series) === DOWN || (cutOff !== null && !(series >= 0 && live.at[series]! > cutOff.since));
  };

  return () => {
    const offDuty: number[] = [];
    const causes = new Map<string, Cause>();
    const countdowns: Countdown[] = [];
    const cutOffBy = reach();
    let unknown = 0;
    const add = (found: Omit<Cause, 'cells' | 'simulated'>, cells: readonly number[]): void => {
      const before = causes.get(found.resource);
      causes.set(found.resource, {
        ...found,
        cells: [...(before?.cells ?? []), ...cells],
        sites: [...(before?.sites ?? []), ...found.sites],
        simulated: (before?.simulated ?? false) || cells.some((cell) => simulates(operational[cell]!)),
      });
    };
    onAirOf.forEach((cells, site) => {
      const { id } = table.sites[site]!;
      const cutOff = cutOffBy(id);
      const down: number[] = [];
      let idle = 0;
      for (const cell of cells) {
        if (read(administrative[cell]!) === LOCKED || read(saving[cell]!) === SAVING) {
          offDuty.push(cell);
          idle += 1;
        } else if (isOut(cell, cutOff)) down.push(cell);
        else if (isSilent(operational[cell]!)) unknown += 1;
      }
      if (down.length > 0 && down.length === cells.length - idle) add(siteCause(site, cutOff), down);
      else for (const cell of down) add({ cause: 'cell', resource: table.ids[cell]!, sites: [id] }, [cell]);
      if (down.length + idle < cells.length) countdowns.push(...countdownsOf(site, cells));
    });
    const found = [...causes.values()];
    return { causes: found, offDuty, countdowns, unknown, key: keyOf(found, offDuty, countdowns) };
  };

  /** When the seconds that a series says are left are over, UTC ms; null where it says nothing now. */
  function endOf(series: number): number | null {
    const leftS = read(series);
    return Number.isNaN(leftS) || isSilent(series) ? null : Math.round(live.at[series]! + leftS * 1000);
  }

  function countdownsOf(site: number, cells: readonly number[]): Countdown[] {
    const { id } = table.sites[site]!;
    const found: Countdown[] = [];
    if (read(mains[site]!) === LOST && !isSilent(mains[site]!)) {
      found.push({
        countdown: 'battery',
        site: id,
        cells,
        // Radios are shed before the battery is empty.
        dueAt: earlier(endOf(radioBackup[site]!), endOf(runtime[site]!)),
        simulated: simulates(mains[site]!),
      });
    }
    if (read(clock[site]!) === HOLDOVER && !isSilent(clock[site]!)) {
      found.push({
        countdown: 'hold-over',
        site: id,
        cells: tddOf[site]!,
        dueAt: endOf(holdover[site]!),
        simulated: simulates(clock[site]!),
      });
    }
    return found;
  }
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function keyOf(causes: readonly Cause[], offDuty: readonly number[], countdowns: readonly Countdown[]): string {
  return [
    causes.map(({ resource, cells }) => `${resource}:${cells.join()}`).join(';'),
    offDuty.join(),
    countdowns.map(({ countdown, site }) => `${countdown}:${site}`).join(';'),
  ].join('|');
}
