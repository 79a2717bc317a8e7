import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { createAlarms } from '../../../server/alarms/index.ts';
import { createLive } from '../../../server/live/index.ts';
import type { Alarms, Inventory, JournalRecord, LiveState } from '../../../server/ports.ts';
import { recordOf } from '../live/bed.ts';
import { EMPTY, LI, START, temporaryFolder, wellRows } from './bed.ts';
import { alarmZone } from './zone.ts';

const ZONE = alarmZone({ sites: 3, racks: 12 });
/** What may go wrong: a value of a series, or null for its silence. */
const TROUBLE: readonly (readonly [RegExp, string, number])[] = [
  [/^cell\/s1/, 'cell.operational-state', 0],
  [/^cell\/s2\/1/, 'cell.operational-state', 0],
  [/^cell\/s2\/2/, 'cell.energy-saving', 1],
  [/n1$/, 'backhaul-node.operational-state', 0],
  [/^site\/s1/, 'site.mains', 0],
  [/^rack/, 'rack.inlet-top', 33],
  [/^rack.*1$/, 'rack.inlet-top', 36],
  [/crah-a/, 'cooling-unit.state', 2],
  [/h1\/a$/, 'power-feed.state', 0],
  [/^uplink\/alpha/, 'uplink.oper-status', 2],
  [/^uplink\/beta\/1/, 'uplink.out', 3.9e11],
  [/^connector/, 'connector.status', 8],
  [/^rack/, 'silent', 0],
  [/^cell\/s2/, 'silent', 0],
];

interface Moment {
  readonly stepMs: number;
  readonly trouble: readonly number[];
  /** How much older the samples are than their receipt. */
  readonly lagMs: number;
  readonly kind: 'samples' | 'tick' | 'start' | 'act';
}
const moments = fc.array(
  fc.record({
    stepMs: fc.constantFrom(200, 1_000, 7_000, 10_000, 10_000, 30_000, 61_000),
    trouble: fc.uniqueArray(fc.nat(TROUBLE.length - 1), { maxLength: 5 }),
    lagMs: fc.constantFrom(0, 0, 0, 500, 20_000),
    kind: fc.constantFrom('samples', 'samples', 'samples', 'samples', 'tick', 'start', 'act') as fc.Arbitrary<
      Moment['kind']
    >,
  }),
  { minLength: 5, maxLength: 40 },
);

function rowsOf(trouble: readonly number[], at: number) {
  return wellRows(ZONE).flatMap(([resource, metric, value]) => {
    let said: number | null = value;
    for (const number of trouble) {
      const [pattern, what, other] = TROUBLE[number]!;
      if (pattern.test(resource) && what === 'silent') said = null;
      else if (pattern.test(resource) && what === metric && said !== null) said = other;
    }
    return said === null ? [] : [{ resource, metric, value: said, at }];
  });
}

function forgetSteps(file: string): void {
  const db = new Database(file);
  db.exec('DELETE FROM steps');
  db.close();
}

interface Run {
  readonly live: LiveState;
  readonly alarms: Alarms;
}

function open(inventory: Inventory, folder: string, clock: () => number): Run {
  const live = createLive({ inventory, clock });
  return { live, alarms: createAlarms({ inventory, live, clock, epoch: 1, file: join(folder, 'alarms.db') }) };
}

/** Everything that is to be the same: the list, what was counted, and every step that was ever taken. */
function told({ alarms }: Run): unknown {
  const { alarms: list } = alarms.list({ limit: 10_000 });
  const { ignored, standing, heldBack } = alarms.summary();
  const steps = [...alarms.history({ limit: 100_000 }).steps].sort((a, b) =>
    a.alarm < b.alarm ? -1 : a.alarm > b.alarm ? 1 : a.version - b.version,
  );
  return { list, ignored, standing, heldBack, steps, now: alarms.now };
}

test('the same journal and the same actions give the same alarms, ids and steps: live, replayed whole, from a checkpoint, at any pace of the clock', () => {
  fc.assert(
    fc.property(moments, fc.nat(100), (sequence, cut) => {
      let now = START;
      const first = temporaryFolder();
      const run = open(ZONE, first, () => now);
      run.alarms.resume();
      const journal: JournalRecord[] = [];
      const checkpointAt = Math.floor((sequence.length * cut) / 101);
      let checkpoint: { after: number; live: Uint8Array; alarms: Uint8Array } | null = null;
      sequence.forEach(({ stepMs, trouble, lagMs, kind }, i) => {
        now += stepMs;
        // The clock's own ticks make no difference.
        if (i % 3 === 0) run.live.runTick(now);
        const record: JournalRecord =
          kind === 'start'
            ? { type: 'start', at: now, epoch: i }
            : kind === 'tick'
              ? { type: 'tick', at: now, batch: EMPTY }
              : recordOf(ZONE, now, rowsOf(trouble, now - lagMs), i % 4 === 0 ? 'other' : 'test');
        journal.push(record);
        run.live.apply(record);
        run.alarms.apply(journal.length, record);
        if (kind === 'act') {
          const alarm = run.alarms
            .list({ limit: 1_000 })
            .alarms.find(({ acknowledgement }) => acknowledgement === null);
          if (alarm !== undefined) run.alarms.act(alarm.id, { type: 'acknowledge', comment: 'seen' }, LI);
        }
        if (i === checkpointAt)
          checkpoint = { after: journal.length, live: run.live.save(), alarms: run.alarms.save() };
      });
      const expected = told(run);
      run.alarms.close();

      const later = () => now + 3_600_000;
      // The inputs alone: every step must come from the replay itself.
      forgetSteps(join(first, 'alarms.db'));
      const whole = open(ZONE, first, later);
      journal.forEach((record, i) => {
        whole.live.apply(record);
        whole.alarms.apply(i + 1, record);
      });
      whole.alarms.resume();
      expect(told(whole)).toEqual(expected);
      whole.alarms.close();

      const from = checkpoint as { after: number; live: Uint8Array; alarms: Uint8Array } | null;
      const resumed = open(ZONE, first, later);
      expect(resumed.live.load(from!.live)).toBe(true);
      expect(resumed.alarms.load(from!.alarms)).toBe(true);
      journal.slice(from!.after).forEach((record, i) => {
        resumed.live.apply(record);
        resumed.alarms.apply(from!.after + i + 1, record);
      });
      resumed.alarms.resume();
      expect(told(resumed)).toEqual(expected);
      resumed.alarms.close();
    }),
    { numRuns: 25 },
  );
}, 120_000);
