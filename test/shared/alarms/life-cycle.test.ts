import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlarmRecord, isListed, type Operator, suppressionsOf } from '../../../shared/alarms/alarm.ts';
import * as life from '../../../shared/alarms/life-cycle.ts';
import { PERCEIVED_SEVERITIES, type PerceivedSeverity } from '../../../shared/alarms/severity.ts';

const WHO: Operator = { name: 'Li', verified: false, from: '127.0.0.1' };
const FACTS: life.AlarmFacts = {
  id: 'a1',
  rule: 'inlet',
  resource: 'rack/dc/p1-h01/r01/01',
  kind: 'rack',
  qualifier: '',
  alarmType: 'environmental-alarm',
  probableCause: 'temperature-unacceptable',
  specificProblem: null,
  severity: 'major',
  threshold: null,
  expectedAt: null,
  simulated: false,
  source: 'test',
};
const TO = (severity: PerceivedSeverity) => ({ severity, threshold: null, expectedAt: null });
const AGAIN = { ...TO('minor'), specificProblem: null, simulated: false, source: 'test' };

describe('X.733 and RFC 8632', () => {
  test('§3.5.1: a raise of a cleared record that is still listed is the same record, not acknowledged', () => {
    const cleared = life.clear(life.raise(FACTS, 1000), 'condition', 2000);
    const again = life.raiseAgain(cleared, AGAIN, 3000);
    expect(again).toMatchObject({
      id: 'a1',
      raisedAt: 1000,
      changedAt: 3000,
      raises: 2,
      clearance: null,
      severity: 'minor',
    });
    expect(again.acknowledgement).toBeNull();
  });

  test('trendIndication follows the severity', () => {
    const record = life.raise(FACTS, 1000);
    expect(life.change(record, TO('critical'), 2000).trend).toBe('more-severe');
    expect(life.change(record, TO('warning'), 2000).trend).toBe('less-severe');
  });

  test('worse than what was acknowledged is not acknowledged; milder still is', () => {
    const record = life.acknowledge(life.raise(FACTS, 1000), 1500, WHO);
    expect(life.change(record, TO('critical'), 2000).acknowledgement).toBeNull();
    expect(life.change(record, TO('minor'), 2000).acknowledgement).toEqual({ at: 1500, by: WHO });
  });

  test('TS 28.532: cleared and acknowledged leaves the list, in either order, and nothing can be done to it then', () => {
    const record = life.raise(FACTS, 1000);
    const first = life.clear(life.acknowledge(record, 1, WHO), 'condition', 2);
    const second = life.acknowledge(life.clear(record, 'condition', 1), 2, WHO);
    for (const gone of [first, second]) {
      expect(isListed(gone)).toBe(false);
      expect(() => life.comment(gone, 'late', 3, WHO)).toThrow(expect.objectContaining({ reason: 'gone' }));
      expect(() => life.raiseAgain(gone, AGAIN, 3)).toThrow(life.IllegalTransition);
    }
  });

  test('§3.5.2: a shelf needs an end in the future; suppression never ends the record', () => {
    const record = life.raise(FACTS, 1000);
    expect(() => life.shelve(record, { reason: 'works', until: 2000 }, 2000, WHO)).toThrow(/in-the-past/);
    const shelved = life.shelve(record, { reason: 'works', until: 3000 }, 2000, WHO);
    expect(suppressionsOf(life.fold(life.suppress(shelved, 'm1'), 'a0'))).toEqual(['shelved', 'maintenance', 'child']);
    expect(isListed(shelved)).toBe(true);
    expect(suppressionsOf(life.unshelve(shelved, null))).toEqual([]);
  });

  test('silence marks it unknown and clears nothing; a clear ends the doubt', () => {
    const unknown = life.markUnknown(life.raise(FACTS, 1000), 2000);
    expect(unknown).toMatchObject({ unknownSince: 2000, clearance: null, severity: 'major' });
    expect(life.markKnown(unknown).unknownSince).toBeNull();
    expect(life.clear(unknown, 'aligned', 3000)).toMatchObject({
      unknownSince: null,
      clearance: { reason: 'aligned' },
    });
  });

  test('operator actions count as revisions; what the condition does is not one', () => {
    const record = life.raise(FACTS, 1000);
    expect(life.change(record, TO('minor'), 2).revision).toBe(0);
    expect(life.assign(life.acknowledge(record, 2, WHO), 'Wang').revision).toBe(2);
    expect(life.clear(record, 'operator', 3, WHO).revision).toBe(1);
    expect(life.clear(record, 'condition', 3).revision).toBe(0);
  });
});

/** Every step there is, as functions of a record and a time. */
const STEPS: Readonly<Record<string, (record: AlarmRecord, at: number, severity: PerceivedSeverity) => AlarmRecord>> = {
  raise: (record, at, severity) => life.raiseAgain(record, { ...AGAIN, severity }, at),
  change: (record, at, severity) => life.change(record, TO(severity), at),
  clear: (record, at) => life.clear(record, 'condition', at),
  clearByHand: (record, at) => life.clear(record, 'operator', at, WHO),
  unknown: (record, at) => life.markUnknown(record, at),
  known: (record) => life.markKnown(record),
  fold: (record) => life.fold(record, 'a0'),
  unfold: (record) => life.fold(record, null),
  acknowledge: (record, at) => life.acknowledge(record, at, WHO),
  comment: (record, at) => life.comment(record, 'text', at, WHO),
  assign: (record) => life.assign(record, 'Wang'),
  giveBack: (record) => life.assign(record, null),
  shelve: (record, at) => life.shelve(record, { reason: 'why', until: at + 1000 }, at, WHO),
  unshelve: (record) => life.unshelve(record, WHO),
  suppress: (record) => life.suppress(record, 'm1'),
  unsuppress: (record) => life.suppress(record, null),
  flapping: (record) => life.markFlapping(record, true),
  steady: (record) => life.markFlapping(record, false),
};

test('whatever happens in whatever order: a step is legal and counted, or refused and changes nothing', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.constantFrom(...PERCEIVED_SEVERITIES)), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(steps, (sequence) => {
      let record = life.raise(FACTS, 1000);
      sequence.forEach(([name, severity], i) => {
        const before = structuredClone(record);
        let after: AlarmRecord | null = null;
        try {
          after = STEPS[name]!(record, 2000 + i, severity);
        } catch (error) {
          expect(error).toBeInstanceOf(life.IllegalTransition);
        }
        expect(record).toEqual(before);
        if (after === null) return;
        expect(after.version).toBe(record.version + 1);
        expect(after.revision).toBeGreaterThanOrEqual(record.revision);
        // What never changes, and what never holds together.
        expect([after.id, after.raisedAt, after.rule]).toEqual([record.id, record.raisedAt, record.rule]);
        if (after.clearance !== null) expect(after.unknownSince).toBeNull();
        if (!isListed(record)) expect(isListed(after)).toBe(false);
        expect(after.raises).toBeGreaterThanOrEqual(record.raises);
        record = after;
      });
    }),
  );
});
