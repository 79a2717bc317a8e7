import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlarmChange, decide, HOLD_MS, type Told } from '../../../server/notify/decide.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import type { RouteView } from '../../../shared/wire/notifications.ts';
import { alarm } from '../../client/alarm.ts';
import { LI, NOW, route } from './bed.ts';

const MINUTE = 60_000;
const acknowledgement = { at: NOW, by: LI };
const clearance = { at: NOW, reason: 'condition' as const, by: null };
const real = (changes: Partial<AlarmView> = {}) => alarm('08', { simulated: false, ...changes });

function toRoute(changes: Parameters<typeof route>[1] = {}): RouteView {
  const { operator: _, place: __, ...rest } = route(changes?.channel ?? 'ops', changes);
  return { ...rest, id: 'r', createdAt: NOW, by: LI } as RouteView;
}

/** Decisions one after another; says `type channel` of what is told. */
function desk(...routes: readonly RouteView[]) {
  const told = new Map<string, Told>();
  let now = NOW;
  const attributesOf = () => new Map<string, string | number>([['tenant', 'Blue']]);
  const turn = (changes: readonly AlarmChange[]): string[] => {
    const decision = decide(told, changes, { routes, attributesOf, now });
    for (const [id, one] of decision.told) one === null ? told.delete(id) : told.set(id, one);
    return decision.notices.map(({ type, channel }) => `${type} ${channel}`);
  };
  return {
    told,
    see: (view: AlarmView, gone = false) => turn([{ alarm: view, gone }]),
    pass(ms: number) {
      now += ms;
      return turn([]);
    },
    /** Sees it and waits until it was told. */
    tell(view: AlarmView) {
      turn([{ alarm: view, gone: false }]);
      now += HOLD_MS;
      return turn([]);
    },
  };
}

describe('one message per root cause', () => {
  test('told once, after it has stood for ten seconds; seen again it is no news', () => {
    const { see, pass } = desk(toRoute());
    expect(see(real())).toEqual([]);
    expect(pass(HOLD_MS - 1)).toEqual([]);
    expect(pass(1)).toEqual(['raised ops']);
    expect(see(real())).toEqual([]);
    expect(pass(10 * MINUTE)).toEqual([]);
  });

  test('what is folded, shelved or in maintenance before it was told is never told', () => {
    for (const suppressed of [['child'], ['shelved'], ['maintenance']] as const) {
      const { see, pass, told } = desk(toRoute());
      see(real());
      see(real({ suppressed: [...suppressed] }));
      expect(pass(MINUTE)).toEqual([]);
      expect(told.size).toBe(0);
    }
  });

  test('what clears, or is acknowledged, within the wait is not told', () => {
    for (const changes of [{ clearance }, { acknowledgement }]) {
      const { see, pass } = desk(toRoute());
      see(real());
      see(real(changes));
      expect(pass(MINUTE)).toEqual([]);
    }
  });

  test('updates: worse, never the way back; more is folded under it, at most once a minute; cleared; gone', () => {
    const { tell, see, pass, told } = desk(toRoute());
    expect(tell(real({ severity: 'major' }))).toEqual(['raised ops']);
    expect(see(real({ severity: 'critical' }))).toEqual(['worse ops']);
    expect(see(real({ severity: 'major' }))).toEqual([]);
    expect(see(real({ severity: 'critical' }))).toEqual([]);
    expect(see(real({ severity: 'critical', children: 3 }))).toEqual([]);
    expect(pass(MINUTE)).toEqual(['more ops']);
    expect(see(real({ severity: 'critical', children: 5 }))).toEqual([]);
    expect(pass(MINUTE)).toEqual([]);
    expect(see(real({ severity: 'critical', children: 6 }))).toEqual(['more ops']);
    expect(see(real({ clearance }))).toEqual(['cleared ops']);
    expect(see(real({ clearance }))).toEqual([]);
    expect(see(real({ clearance, acknowledgement }), true)).toEqual([]);
    expect(told.size).toBe(0);
  });

  test('who was told that it stands is told that it is over, also from under a cause', () => {
    const { tell, see } = desk(toRoute());
    tell(real());
    expect(see(real({ suppressed: ['child'], severity: 'critical' }))).toEqual([]);
    expect(see(real({ suppressed: ['child'], clearance }))).toEqual(['cleared ops']);
  });

  test('one that flaps says so once, and then only that it is over', () => {
    const { tell, see } = desk(toRoute());
    tell(real());
    expect(see(real({ clearance }))).toEqual(['cleared ops']);
    expect(see(real({ raises: 2 }))).toEqual(['again ops']);
    expect(see(real({ raises: 3, flapping: true }))).toEqual(['flapping ops']);
    expect(see(real({ raises: 4, flapping: true }))).toEqual([]);
    expect(see(real({ raises: 4 }))).toEqual([]);
    expect(see(real({ raises: 4, clearance }))).toEqual(['cleared ops']);
  });
});

describe('routes', () => {
  const told = (changes: Partial<RouteView>, view = real()) => desk(toRoute(changes)).tell(view).length > 0;

  test.each<[Partial<RouteView>, Partial<AlarmView>, boolean]>([
    [{ minSeverity: 'major' }, { severity: 'major' }, true],
    [{ minSeverity: 'critical' }, { severity: 'major' }, false],
    [{ kinds: ['rack'] }, {}, true],
    [{ kinds: ['cell'] }, {}, false],
    [{ resources: ['hall/dc/p1-h03'] }, {}, true],
    [{ resources: ['hall/dc/p1-h04'] }, {}, false],
    [{ labels: [{ name: 'tenant', value: 'Blue' }] }, {}, true],
    [{ labels: [{ name: 'tenant', value: 'Red' }] }, {}, false],
    [{ simulated: false }, { simulated: true }, false],
    [{ simulated: true }, { simulated: true }, true],
    [{ enabled: false }, {}, false],
    // 8 June 2026 is a Monday; 06:00 UTC is 14:00 in Shanghai.
    [{ window: { days: ['MO'], from: '13:00', to: '15:00', timeZone: 'Asia/Shanghai' } }, {}, true],
    [{ window: { days: ['MO'], from: '06:00', to: '07:00', timeZone: 'Asia/Shanghai' } }, {}, false],
    [{ window: { days: ['SU'], from: '22:00', to: '15:00', timeZone: 'Asia/Shanghai' } }, {}, true],
  ])('%o takes %o: %s', (changes, view, taken) => {
    expect(told(changes, real(view))).toBe(taken);
  });

  test('in their order: a last one hides the alarm from those after it; a channel is told once', () => {
    const both = desk(toRoute({ channel: 'a' }), toRoute({ channel: 'b' }), toRoute({ channel: 'a' }));
    expect(both.tell(real())).toEqual(['raised a', 'raised b']);
    const first = desk(toRoute({ channel: 'a', last: true }), toRoute({ channel: 'b' }));
    expect(first.tell(real())).toEqual(['raised a']);
  });

  test('a route that a worse degree opens hears of it as new', () => {
    const { tell, see } = desk(toRoute({ channel: 'a' }), toRoute({ channel: 'b', minSeverity: 'critical' }));
    expect(tell(real())).toEqual(['raised a']);
    expect(see(real({ severity: 'critical' }))).toEqual(['worse a', 'raised b']);
    expect(see(real({ severity: 'critical', clearance }))).toEqual(['cleared a', 'cleared b']);
  });
});

describe('escalation', () => {
  const chief = toRoute({ escalation: { channel: 'chief', afterMinutes: 5 } });

  test('nobody acknowledges for five minutes: the next channel is told, once, and how it ends', () => {
    const { tell, pass, see } = desk(chief);
    tell(real());
    expect(pass(5 * MINUTE - 1)).toEqual([]);
    expect(pass(1)).toEqual(['escalated chief']);
    expect(pass(60 * MINUTE)).toEqual([]);
    expect(see(real({ clearance }))).toEqual(['cleared ops', 'cleared chief']);
  });

  test.each<[string, Partial<AlarmView>]>([
    ['acknowledged', { acknowledgement }],
    ['cleared', { clearance }],
    ['shelved', { suppressed: ['shelved'] }],
  ])('%s in time: nobody else is told', (_, changes) => {
    const { tell, pass, see } = desk(chief);
    tell(real());
    see(real(changes));
    expect(pass(5 * MINUTE)).toEqual([]);
  });
});

test('whatever happens twice is told once, and what was told is the same after being kept as JSON', () => {
  const view = fc.record({
    severity: fc.constantFrom('minor' as const, 'major' as const, 'critical' as const),
    children: fc.nat(9),
    clearance: fc.constantFrom(null, clearance),
    suppressed: fc.constantFrom([], ['child' as const]),
    flapping: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(view, fc.nat(120)), { maxLength: 30 }), (steps) => {
      const context = { routes: [toRoute()], attributesOf: () => undefined };
      let told = new Map<string, Told>();
      let now = NOW;
      let numbers = 0;
      for (const [changes, seconds] of steps) {
        now += seconds * 1_000;
        const seen = [{ alarm: real(changes), gone: false }];
        const { notices, told: kept } = decide(told, seen, { ...context, now });
        for (const { number } of notices) expect(number).toBeGreaterThan(numbers);
        numbers = Math.max(numbers, ...notices.map(({ number }) => number));
        for (const [id, one] of kept) one === null ? told.delete(id) : told.set(id, one);
        told = new Map(JSON.parse(JSON.stringify([...told])) as [string, Told][]);
        expect(decide(told, seen, { ...context, now }).notices).toEqual([]);
      }
    }),
  );
});
