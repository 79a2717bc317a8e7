import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createAlarms } from '../../../server/alarms/index.ts';
import type { AlarmSettings } from '../../../server/alarms/settings.ts';
import { createLive } from '../../../server/live/index.ts';
import type { Alarms, Inventory, JournalRecord, SampleRecord } from '../../../server/ports.ts';
import type { Operator } from '../../../shared/alarms/alarm.ts';
import type { AlarmEvent, AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { type Row, recordOf } from '../live/bed.ts';
import { alarmZone } from './zone.ts';

export const START = Date.UTC(2026, 0, 5, 8);
export const LI: Operator = { name: 'Li', verified: false, from: '127.0.0.1' };
export const WANG: Operator = { name: 'Wang', verified: false, from: '127.0.0.1' };
const EPOCH = 7;

/** Alarms over a live state, with a journal that is an array and a clock that the test turns. */
export interface AlarmBed {
  readonly inventory: Inventory;
  readonly alarms: Alarms;
  /** Where alarms.db lies. */
  readonly folder: string;
  readonly journal: readonly JournalRecord[];
  readonly events: readonly AlarmEvent[];
  now: number;
  /** One record of samples, received now; then, without time passing, nothing more happens. */
  feed(
    rows: readonly (readonly [resource: string, metric: string, value: number, at?: number])[],
    source?: string,
  ): void;
  /** Lets time pass: `say` is fed anew every ten seconds, without it only ticks of the journal come, once a second. */
  pass(seconds: number, say?: () => readonly (readonly [string, string, number])[]): void;
  record(record: JournalRecord): void;
  /** `rule resource` of what stands and is a root cause, with `+n` for what is folded under it; worst first. */
  roots(): readonly string[];
  standing(): readonly string[];
  only(rule: string): AlarmView;
}

export interface BedOptions {
  readonly inventory?: Inventory;
  readonly settings?: AlarmSettings;
  readonly folder?: string;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-alarms-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function createAlarmBed(options: BedOptions = {}): AlarmBed {
  const { inventory = alarmZone(), settings, folder = temporaryFolder() } = options;
  const live = createLive({ inventory, clock: () => bed.now });
  const file = join(folder, 'alarms.db');
  const alarms = createAlarms({
    inventory,
    live,
    clock: () => bed.now,
    epoch: EPOCH,
    file,
    ...(settings ? { settings } : {}),
  });
  alarms.resume();
  onTestFinished(() => alarms.close());
  const journal: JournalRecord[] = [];
  const events: AlarmEvent[] = [];
  alarms.onChange((some) => events.push(...some));
  const named = ({ rule, resource, children }: AlarmView): string =>
    `${rule} ${resource}${children > 0 ? ` +${children}` : ''}`;
  const bed: AlarmBed = {
    inventory,
    alarms,
    folder,
    journal,
    events,
    now: START,
    feed(rows, source = 'test') {
      bed.record(recordOf(inventory, bed.now, rows.map(toRow), source));
    },
    pass(seconds, say) {
      for (let second = 1; second <= seconds; second++) {
        bed.now += 1000;
        if (say === undefined) bed.record({ type: 'tick', at: bed.now, batch: EMPTY });
        else if (second % 10 === 0 || second === seconds) bed.feed(say());
      }
    },
    record(record) {
      journal.push(record);
      live.apply(record);
      alarms.apply(journal.length, record);
    },
    roots: () => alarms.list({ active: true, root: null, limit: 1000 }).alarms.map(named),
    standing: () =>
      alarms.list({ active: true, limit: 10_000 }).alarms.map(({ rule, resource }) => `${rule} ${resource}`),
    only(rule) {
      const found = alarms.list({ limit: 10_000 }).alarms.filter((alarm) => alarm.rule === rule);
      if (found.length !== 1) throw new Error(`${found.length} alarms of rule ${rule}`);
      return found[0]!;
    },
  };
  return bed;
}

export const EMPTY: SampleRecord['batch'] = {
  series: new Uint32Array(0),
  at: new Float64Array(0),
  value: new Float64Array(0),
  quality: new Uint8Array(0),
};

function toRow([resource, metric, value, at]: readonly [string, string, number, number?]): Row {
  return { resource, metric, value, ...(at === undefined ? {} : { at }) };
}

/** Everything that reports says that it is well. */
export function wellRows(inventory: Inventory): readonly (readonly [string, string, number])[] {
  const values: Readonly<Record<string, number>> = {
    'cell.operational-state': 1,
    'cell.administrative-state': 1,
    'cell.energy-saving': 0,
    'cell.prb-dl': 40,
    'site.mains': 1,
    'site.rectifier': 1,
    'site.clock': 1,
    'backhaul-node.operational-state': 1,
    'backhaul-link.operational-state': 1,
    'utility.state': 1,
    'utility.power': 1e5,
    'transformer.state': 1,
    'ups.state': 0,
    'pdu.state': 1,
    'power-feed.state': 1,
    'power-feed.power': 3e4,
    'rack.inlet-top': 24,
    'rack.power-a': 1000,
    'rack.power-b': 1000,
    'cooling-unit.state': 1,
    'router.operational-state': 1,
    'uplink.oper-status': 1,
    'uplink.in': 1e11,
    'uplink.out': 5e10,
    'connector.status': 0,
    'gpu-node.gpus': 8,
  };
  return Object.entries(values).flatMap(([metric, value]) => {
    const kind = metric.slice(0, metric.indexOf('.')) as Parameters<Inventory['ofKind']>[0];
    return inventory
      .ofKind(kind)
      .filter(({ reporting }) => reporting)
      .map(({ id }) => [id, metric, value] as const);
  });
}

/** `wellRows` with some values replaced: `replace(resource, metric)` gives another, or null for silence. */
export function rowsWith(
  inventory: Inventory,
  replace: (resource: string, metric: string, value: number) => number | null,
): readonly (readonly [string, string, number])[] {
  return wellRows(inventory).flatMap(([resource, metric, value]) => {
    const other = replace(resource, metric, value);
    return other === null ? [] : [[resource, metric, other] as const];
  });
}
