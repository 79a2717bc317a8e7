import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { createSimulator } from '../../../server/ingest/simulator/index.ts';
import { loadZone } from '../../../server/inventory/index.ts';
import { createLive } from '../../../server/live/index.ts';
import type { Inventory, LiveState, Snapshots } from '../../../server/ports.ts';
import { openSnapshots, type SnapshotOptions } from '../../../server/snapshots/index.ts';
import type { Operator } from '../../../shared/alarms/alarm.ts';
import type { SnapshotRequest } from '../../../shared/wire/snapshots.ts';
import { createAlarmBed } from '../alarms/bed.ts';

const ZONES = resolve(import.meta.dirname, '../../../server/zones');
/** A Friday afternoon in Qingdao. */
export const NOW = Date.UTC(2026, 10, 20, 8, 20);
export const LI: Operator = { name: 'Li', verified: false, from: '127.0.0.1' };

export interface SnapshotBed {
  readonly inventory: Inventory;
  readonly live: LiveState;
  readonly snapshots: Snapshots;
  readonly folder: string;
  now: number;
  take(wish?: Partial<SnapshotRequest>): ReturnType<Snapshots['take']>;
  /** Closes and opens the same folder, as a start does. */
  reopen(): Promise<Snapshots>;
}

/** Snapshots over a live state that a simulated moment was put into, unless nothing was `heard`. */
export async function openSnapshotBed(
  folder: string,
  { heard = true, ...more }: Partial<SnapshotOptions> & { readonly heard?: boolean } = {},
): Promise<SnapshotBed> {
  const inventory = more.inventory ?? (await exampleZone());
  const live = createLive({ inventory, clock: () => bed.now, tickMs: 1_000 });
  if (heard) await simulate(inventory, live, NOW);
  const { alarms } = createAlarmBed({ inventory });
  const options: SnapshotOptions = {
    folder: join(folder, 'snapshots'),
    inventory,
    live,
    alarms,
    planning: null,
    sequence: () => 42,
    past: null,
    version: '0.1.0',
    clock: () => bed.now,
    ...more,
  };
  let snapshots = await openSnapshots(options);
  onTestFinished(() => snapshots.close());
  const bed: SnapshotBed = {
    inventory,
    live,
    get snapshots() {
      return snapshots;
    },
    folder: options.folder,
    now: NOW,
    take: (wish = {}) => snapshots.take(requestOf(wish), LI),
    async reopen() {
      await snapshots.close();
      snapshots = await openSnapshots(options);
      return snapshots;
    },
  };
  return bed;
}

export function requestOf(wish: Partial<SnapshotRequest>): SnapshotRequest {
  return { operator: LI.name, title: '', scope: {}, viewport: null, keepDays: 400, ...wish };
}

export function exampleZone(): Promise<Inventory> {
  return loadZone({ folder: join(ZONES, 'example') });
}

export function qingdaoZone(): Promise<Inventory> {
  return loadZone({ folder: join(ZONES, 'qingdao') });
}

/** Puts one simulated reading of everything into a live state. */
export async function simulate(inventory: Inventory, live: LiveState, at: number): Promise<void> {
  const batch = await createSimulator({ inventory, clock: () => at, seed: 1 })
    .past()
    .at(at);
  live.apply({ type: 'samples', source: 'simulator', simulated: true, receivedAt: at, batch });
  live.runTick(at);
}
