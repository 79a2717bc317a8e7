import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AlarmList, createAlarmList } from '../../../server/alarms/alarm-list.ts';
import { createRootCauses, type RootCauses } from '../../../server/alarms/root-cause.ts';
import type { EffectClass } from '../../../server/alarms/rule.ts';
import { createTopology } from '../../../server/alarms/topology.ts';
import type { AlarmRecord } from '../../../shared/alarms/alarm.ts';
import * as life from '../../../shared/alarms/life-cycle.ts';
import { alarmZone } from './zone.ts';

const ZONE = alarmZone();
const TOPOLOGY = createTopology(ZONE);
/** Alarms of the test: what they are of, and the class of their effect. */
const ALARMS: readonly (readonly [resource: string, effect: EffectClass])[] = [
  ['backhaul-node/core/n1', 'outage'],
  ['site/s1', 'outage'],
  ['cell/s1/1', 'outage'],
  ['cell/s2/1', 'silence'],
  ['site/s1', 'supply'],
  ['utility/dc/ua', 'supply'],
  ['ups/dc/a1', 'supply'],
  ['pdu/dc/h1-a', 'supply'],
  ['power-feed/dc/h1/a', 'supply'],
  ['power-feed/dc/h1/b', 'load'],
  ['cooling-unit/dc/h1/crah-a', 'cooling'],
  ['hall/dc/h1', 'cooling'],
  ['rack/dc/h1/r01/02', 'heat'],
  ['carrier/alpha', 'outage'],
  ['uplink/alpha/1', 'outage'],
  ['uplink/beta/1', 'load'],
  ['source/test', 'silence'],
  ['router/dc/r1', 'silence'],
];
const HOUR_MS = 3_600_000;

interface Bench {
  readonly list: AlarmList;
  readonly causes: RootCauses;
  now: number;
  raise(index: number): void;
  clear(index: number): void;
  /** index → index of its root, for what stands. */
  roots(): Readonly<Record<number, number | null>>;
}

function createBench(): Bench {
  const list = createAlarmList();
  const causes = createRootCauses(list, TOPOLOGY, (rule) => rule.slice(0, rule.indexOf('-')) as EffectClass);
  const idOf = (index: number): string => `a${String(index).padStart(2, '0')}`;
  const bench: Bench = {
    list,
    causes,
    now: 1_000,
    raise(index) {
      const [resource, effect] = ALARMS[index]!;
      const known = list.find(idOf(index));
      if (known?.clearance === null) return;
      const common = {
        severity: 'major',
        threshold: null,
        expectedAt: null,
        specificProblem: null,
        simulated: false,
        source: 'test',
      } as const;
      const kind = resource.slice(0, resource.indexOf('/')) as AlarmRecord['kind'];
      const facts = {
        id: idOf(index),
        rule: `${effect}-${index}`,
        resource,
        kind,
        qualifier: '',
        alarmType: 'equipment-alarm',
        probableCause: 'indeterminate',
        ...common,
      } as const;
      const record = known === undefined ? life.raise(facts, 1_000 + index) : life.raiseAgain(known, common, bench.now);
      list.put(record, 'raise', bench.now);
      causes.note(record, bench.now);
      causes.settle(bench.now);
    },
    clear(index) {
      const known = list.find(idOf(index));
      if (known === undefined || known.clearance !== null) return;
      const record = life.clear(known, 'condition', bench.now);
      list.put(record, 'clear', bench.now);
      causes.note(record, bench.now);
      causes.settle(bench.now);
    },
    roots: () =>
      Object.fromEntries(
        [...list.records()]
          .filter(({ clearance }) => clearance === null)
          .map(({ id, root }) => [Number(id.slice(1)), root === null ? null : Number(root.slice(1))] as const)
          .sort(([a], [b]) => a - b),
      ),
  };
  return bench;
}

const all = ALARMS.map((_, index) => index);

test('who explains whom: transport, power, cooling, carriers, moved load, a silent source; the topmost stands for all', () => {
  const bench = createBench();
  for (const index of all) bench.raise(index);
  expect(bench.roots()).toEqual({
    ...{ 0: null, 1: 4, 2: 4, 3: 16, 4: null },
    ...{ 5: null, 6: 5, 7: 5, 8: 5, 9: 5 },
    ...{ 10: 5, 11: 5, 12: 5 },
    ...{ 13: null, 14: 13, 15: 13 },
    ...{ 16: null, 17: 16 },
  });
});

test('a late cause adopts what was raised before it; its clear reopens what remains true, after a little', () => {
  const bench = createBench();
  for (const index of [3, 2, 1]) bench.raise(index);
  expect(bench.roots()).toEqual({ 1: null, 2: 1, 3: null });
  bench.raise(0);
  expect(bench.roots()).toEqual({ 0: null, 1: 0, 2: 0, 3: 0 });
  bench.clear(0);
  expect(bench.roots()).toEqual({ 1: 0, 2: 0, 3: 0 });
  bench.now = bench.causes.nextAt;
  bench.causes.settle(bench.now);
  expect(bench.roots()).toEqual({ 1: null, 2: 1, 3: null });
});

test('in whatever order alarms come and go, the folding is that of what stands, and never goes round', () => {
  const events = fc.array(
    fc.record({ index: fc.nat(ALARMS.length - 1), raise: fc.boolean(), waitMs: fc.constantFrom(0, 1_000, 40_000) }),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(events, (sequence) => {
      const bench = createBench();
      for (const { index, raise, waitMs } of sequence) {
        bench.now += waitMs;
        if (raise) bench.raise(index);
        else bench.clear(index);
      }
      bench.now += HOUR_MS;
      bench.causes.settle(bench.now);
      const standing = Object.keys(bench.roots()).map(Number);
      // The same alarms raised in order, with nothing before: the same folding.
      const fresh = createBench();
      for (const index of standing) fresh.raise(index);
      const shape = (one: Bench) => Object.values(one.roots());
      expect(shape(bench)).toEqual(shape(fresh));
      for (const root of shape(bench)) if (root !== null) expect(bench.roots()[root]).toBeNull();
      for (const record of bench.list.records()) {
        if (record.clearance !== null || record.root === null) continue;
        expect(bench.list.children(record.root).has(record.id)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
