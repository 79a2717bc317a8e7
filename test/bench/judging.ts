import { join, resolve } from 'node:path';
import { createAlarms } from '../../server/alarms/index.ts';
import { createModels } from '../../server/ingest/simulator/index.ts';
import { createMoments } from '../../server/ingest/simulator/moment.ts';
import { createSlots, SLOTS } from '../../server/ingest/simulator/slots.ts';
import { loadZone } from '../../server/inventory/index.ts';
import { createStressZone } from '../../server/inventory/stress.ts';
import { createLive } from '../../server/live/index.ts';
import type { Alarms, LiveState, SampleRecord } from '../../server/ports.ts';
import { packQuality } from '../../shared/model/sample.ts';
import type { BenchPart } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';

const DEMO = resolve(import.meta.dirname, '../../server/zones/qingdao');
const SEED = 1;
const ROUNDS = 12;
const SLOT_MS = 200;
const ROUND_S = 10;
const SERIES = 200_000;
const LIMIT_PERCENT = 10;

const SIMULATED = packQuality('good', 'none', true);

/**
 * What judging costs: the stress zone's samples as the simulator's records, applied to live state (not counted) and to the
 * alarms (counted), rounds of rules and the writing of their history included. Scaled to 200,000 series every 10 s.
 */
export const judging: BenchPart = {
  name: 'judging',
  async run() {
    const inventory = createStressZone(await loadZone({ folder: DEMO }), SEED);
    let now = Date.UTC(2020, 5, 8);
    const live = createLive({ inventory, clock: () => now });
    const file = join(temporaryFolder('alarms'), 'alarms.db');
    const alarms = createAlarms({ inventory, live, clock: () => now, epoch: 1, file });
    alarms.resume();
    const slots = createSlots(
      createModels(SEED, inventory),
      (name) => (name.by === 'catalogue' ? inventory.series(name.resource, name.metric) : -1),
      new Set(),
    );
    const momentOf = createMoments(inventory.zone.timeZone);
    const work = { live, alarms, sequence: 0, rows: 0, cpuS: 0 };
    const round = () => {
      for (let slot = 0; slot < SLOTS; slot++) {
        now += SLOT_MS;
        const count = slots.fill(slot, slot + 1, momentOf(now));
        const from = slots.start[slot]!;
        apply(work, toRecord(slots, from, from + count, now));
      }
    };
    round();
    round();
    work.rows = 0;
    work.cpuS = 0;
    const before = alarms.stats();
    for (let i = 0; i < ROUNDS; i++) round();
    const after = alarms.stats();
    alarms.close();
    const percent = (100 * (work.cpuS / work.rows) * SERIES) / ROUND_S;
    return [
      {
        figure: `judging ${SERIES.toLocaleString('en-GB')} series every ${ROUND_S} s: share of a core`,
        value: percent,
        unit: '%',
        against: { name: 'limit', value: LIMIT_PERCENT, good: 'below' },
      },
      {
        figure: 'samples that needed more than a glance',
        value: (100 * (after.judged - before.judged)) / (after.samples - before.samples),
        unit: '%',
      },
      { figure: 'standing alarms meanwhile', value: after.standing, unit: '' },
    ];
  },
};

function toRecord(
  { handle, at, value }: ReturnType<typeof createSlots>,
  from: number,
  to: number,
  receivedAt: number,
): SampleRecord {
  return {
    type: 'samples',
    source: 'simulator',
    simulated: true,
    receivedAt,
    batch: {
      series: handle.slice(from, to),
      at: at.slice(from, to),
      value: value.slice(from, to),
      quality: new Uint8Array(to - from).fill(SIMULATED),
    },
  };
}

function apply(
  work: { live: LiveState; alarms: Alarms; sequence: number; rows: number; cpuS: number },
  record: SampleRecord,
): void {
  work.live.apply(record);
  const before = process.cpuUsage();
  work.alarms.apply(++work.sequence, record);
  const { user, system } = process.cpuUsage(before);
  work.cpuS += (user + system) / 1e6;
  work.rows += record.batch.series.length;
}
