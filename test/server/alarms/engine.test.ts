import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/alarms/settings.ts';
import { recordOf } from '../live/bed.ts';
import { type AlarmBed, createAlarmBed, LI, rowsWith, wellRows } from './bed.ts';
import { alarmZone } from './zone.ts';

const RACK = 'rack/dc/h1/r01/05';
const steps = (bed: AlarmBed, rule: string) =>
  bed.events
    .filter(({ alarm }) => alarm.rule === rule)
    .map(({ transition, alarm }) => `${transition} ${alarm.severity}`);

/** Feeds one inlet every ten seconds for so long. */
function inlet(bed: AlarmBed, celsius: number, seconds: number): void {
  bed.pass(seconds, () => [[RACK, 'rack.inlet-top', celsius]]);
}

describe('thresholds', () => {
  test('raise and clear apart: 27 raises, 26.6 holds, below 26.5 clears, each after its hold', () => {
    const bed = createAlarmBed();
    inlet(bed, 27.2, 20);
    expect(bed.standing()).toEqual([]);
    inlet(bed, 27.2, 30);
    expect(bed.standing()).toEqual([`inlet ${RACK}`]);
    inlet(bed, 26.6, 300);
    expect(bed.standing()).toEqual([`inlet ${RACK}`]);
    inlet(bed, 26.4, 50);
    expect(bed.standing()).toEqual([`inlet ${RACK}`]);
    inlet(bed, 26.4, 30);
    expect(bed.standing()).toEqual([]);
    expect(steps(bed, 'inlet')).toEqual(['raise warning', 'clear warning']);
  });

  test('a spike shorter than the hold is none; the raise carries the event time at which it began', () => {
    const bed = createAlarmBed();
    inlet(bed, 24, 10);
    inlet(bed, 40, 10);
    inlet(bed, 24, 60);
    expect(steps(bed, 'inlet')).toEqual([]);
    const began = bed.now + 10_000;
    inlet(bed, 28, 60);
    expect(bed.only('inlet').raisedAt).toBe(began);
  });

  test('it climbs and falls through the ladder: one record, changes with their trend, the limit it crossed', () => {
    const bed = createAlarmBed();
    for (const celsius of [28, 33, 36, 33, 28]) inlet(bed, celsius, 120);
    expect(steps(bed, 'inlet')).toEqual([
      'raise warning',
      'change major',
      'change critical',
      'change major',
      'change warning',
    ]);
    expect(bed.only('inlet')).toMatchObject({
      trend: 'less-severe',
      threshold: { metric: 'rack.inlet', value: 28, raise: 27, clear: 26.5, source: 'catalogue' },
      raises: 1,
    });
    expect(bed.only('inlet').threshold?.document.en).toContain('ASHRAE');
  });

  test('order by event time: a late sample neither clears nor raises', () => {
    const bed = createAlarmBed();
    inlet(bed, 33, 60);
    bed.feed([[RACK, 'rack.inlet-top', 20, bed.now - 30_000]]);
    bed.pass(100, () => [[RACK, 'rack.inlet-top', 33]]);
    expect(steps(bed, 'inlet')).toEqual(['raise major']);
    expect(bed.alarms.summary().ignored.late).toBeGreaterThan(0);
  });

  test('rate of change: more than 5 °C in 15 minutes is major at any level, a slow rise is none', () => {
    const bed = createAlarmBed();
    inlet(bed, 18, 120);
    for (let celsius = 18; celsius < 24; celsius += 0.5) inlet(bed, celsius, 60);
    expect(bed.only('inlet-rise')).toMatchObject({
      severity: 'major',
      threshold: { raise: 5, unit: '°C', source: 'rule' },
    });
    const slow = createAlarmBed();
    for (let celsius = 18; celsius < 24; celsius += 0.2) inlet(slow, celsius, 60);
    expect(slow.standing()).toEqual([]);
  });
});

describe('silence', () => {
  test('it turns an alarm unknown and clears nothing; heard again, it stands as before', () => {
    const bed = createAlarmBed();
    bed.pass(60, () => [
      [RACK, 'rack.inlet-top', 33],
      ['rack/dc/h1/r01/06', 'rack.inlet-top', 22],
      ['rack/dc/h1/r01/07', 'rack.inlet-top', 22],
    ]);
    const well = () =>
      [
        ['rack/dc/h1/r01/06', 'rack.inlet-top', 22],
        ['rack/dc/h1/r01/07', 'rack.inlet-top', 22],
      ] as const;
    bed.pass(120, well);
    expect(bed.only('inlet')).toMatchObject({ severity: 'major', clearance: null });
    expect(bed.only('inlet').unknownSince).toBeGreaterThan(0);
    expect(bed.alarms.summary().unknown).toBe(1);
    expect(bed.only('silence').resource).toBe(RACK);
    bed.pass(20, () => [[RACK, 'rack.inlet-top', 33], ...well()]);
    expect(bed.only('inlet').unknownSince).toBeNull();
    expect(steps(bed, 'inlet')).toEqual(['raise major', 'unknown major', 'known major']);
  });

  test('a source that sends nothing is one alarm, and explains what only it spoke for', () => {
    const bed = createAlarmBed();
    bed.pass(60, () => [
      ['site/s1', 'site.mains', 1],
      ['backhaul-node/core/n1', 'backhaul-node.operational-state', 1],
    ]);
    bed.feed([['router/dc/r1', 'router.operational-state', 1]], 'collector-2');
    bed.pass(60, () => [
      ['site/s1', 'site.mains', 1],
      ['backhaul-node/core/n1', 'backhaul-node.operational-state', 1],
    ]);
    expect(bed.roots()).toEqual(['source-silence source/collector-2 +1']);
  });

  test('our own downtime blames nobody for three intervals, and does not excuse who was silent before', () => {
    const bed = createAlarmBed();
    const well = () => wellRows(bed.inventory);
    bed.pass(30, well);
    const some = () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (metric === 'connector.status' && resource === 'connector/c1/1') return 8;
        return resource.startsWith('uplink/alpha/1') ? null : value;
      });
    bed.pass(60, some);
    const before = ['charger-fault connector/c1/1', 'silence uplink/alpha/1'];
    expect(bed.standing()).toEqual(before);
    bed.now += 600_000;
    bed.record({ type: 'start', at: bed.now, epoch: 2 });
    bed.pass(25);
    expect(bed.standing()).toEqual(before);
    expect(bed.only('charger-fault').unknownSince).toBeNull();
    bed.pass(20);
    expect(bed.only('charger-fault').unknownSince).not.toBeNull();
    expect(bed.standing().length).toBeGreaterThan(10);
  });
});

test('a server that was starved or asleep without a stop blames nobody either, while its senders come back one by one', () => {
  const bed = createAlarmBed();
  const well = () => wellRows(bed.inventory);
  bed.pass(60, well);
  bed.now += 45_000;
  const [first, ...rest] = well();
  bed.feed([first!]);
  bed.pass(8);
  expect(bed.standing()).toEqual([]);
  bed.feed(rest);
  bed.pass(20, well);
  expect(bed.events).toEqual([]);
  bed.pass(45);
  expect(bed.standing().length).toBeGreaterThan(10);
});

test('a past that is written down afterwards is no late sample; one that was on its way for long is', () => {
  const bed = createAlarmBed();
  inlet(bed, 33, 60);
  const at = bed.now - 3_600_000;
  bed.record({ ...recordOf(bed.inventory, at, [{ resource: RACK, metric: 'rack.inlet-top', value: 20 }], 'test') });
  expect(bed.alarms.summary().ignored).toEqual({});
  bed.feed([[RACK, 'rack.inlet-top', 20, bed.now - 40_000]]);
  expect(bed.alarms.summary().ignored).toEqual({ late: 1 });
  expect(bed.standing()).toEqual([`inlet ${RACK}`]);
});

describe('states that are not faults', () => {
  test('a cell that saves energy or is locked is none, ends what stood as excused, and is out of the effect', () => {
    const bed = createAlarmBed();
    const cell = (state: number, saving: number) => () => [
      ['cell/s1/1', 'cell.operational-state', state] as const,
      ['cell/s1/1', 'cell.energy-saving', saving] as const,
      ['cell/s1/2', 'cell.operational-state', 1] as const,
    ];
    bed.pass(10, cell(0, 1));
    expect(bed.standing()).toEqual([]);
    bed.pass(10, cell(0, 0));
    expect(bed.standing()).toEqual(['cell-unavailable cell/s1/1']);
    bed.pass(10, cell(0, 1));
    expect(bed.standing()).toEqual([]);
    expect(bed.only('cell-unavailable').clearance).toMatchObject({ reason: 'excused', by: null });
  });

  test('a site in engineering state has no alarms', () => {
    const bed = createAlarmBed();
    bed.pass(30, () => [['cell/s4/1', 'cell.operational-state', 0]]);
    expect(bed.standing()).toEqual([]);
  });

  test('a sleeping cell: on air, no alarm, traffic far below its own baseline while the others keep theirs', () => {
    const bed = createAlarmBed();
    const cells = bed.inventory.ofKind('cell').filter(({ reporting }) => reporting);
    const traffic = (asleep: number, all: number) => () =>
      cells.flatMap(({ id }) => [
        [id, 'cell.operational-state', 1] as const,
        [id, 'cell.traffic-dl', id === 'cell/s1/1' ? asleep : all] as const,
      ]);
    bed.pass(900, traffic(1e8, 1e8));
    bed.pass(60, traffic(1e6, 1e8));
    bed.pass(60, traffic(1e6, 1e8));
    expect(bed.standing()).toEqual(['sleeping-cell cell/s1/1']);
    bed.pass(180, traffic(9e7, 1e8));
    expect(bed.standing()).toEqual([]);
    // Everyone quiet is a night, not a fault.
    bed.pass(300, traffic(1e6, 1e6));
    expect(bed.standing()).toEqual([]);
  });
});

describe('flapping, duplicates, floods', () => {
  const toggle = (bed: AlarmBed, times: number) => {
    for (let i = 0; i < times; i++) {
      bed.pass(10, () => [
        ['uplink/alpha/1', 'uplink.oper-status', 2],
        ['uplink/alpha/2', 'uplink.oper-status', 1],
      ]);
      bed.pass(20, () => [
        ['uplink/alpha/1', 'uplink.oper-status', 1],
        ['uplink/alpha/2', 'uplink.oper-status', 1],
      ]);
    }
  };

  test('a link that flaps: after four raises its clear is held off, counted, and comes after 90 s stable', () => {
    const bed = createAlarmBed();
    toggle(bed, 8);
    expect(bed.only('uplink-down')).toMatchObject({ flapping: true, raises: 8, clearance: null });
    expect(steps(bed, 'uplink-down').filter((step) => step.startsWith('raise'))).toHaveLength(4);
    bed.pass(100, () => [['uplink/alpha/1', 'uplink.oper-status', 1]]);
    expect(bed.only('uplink-down')).toMatchObject({ flapping: false, clearance: { reason: 'condition' } });
  });

  test('a report that comes twice is one alarm; a clear without a raise is counted', () => {
    const bed = createAlarmBed();
    const report = {
      resource: 'site/s1',
      rule: 'external',
      qualifier: 'fault-17',
      probableCause: 'loss-of-signal',
      alarmType: 'communications-alarm',
      specificProblem: 'No external sync source',
      at: bed.now,
      source: 'ems',
      simulated: false,
    } as const;
    bed.alarms.report({ ...report, severity: null });
    bed.alarms.report({ ...report, severity: 'minor' });
    bed.alarms.report({ ...report, severity: 'minor', at: bed.now + 1 });
    bed.alarms.report({ ...report, severity: 'major', qualifier: 'fault-20' });
    expect(bed.standing()).toHaveLength(2);
    expect(bed.alarms.summary().ignored).toEqual({ 'clear-without-raise': 1, duplicate: 1 });
    expect(bed.alarms.list({ q: 'sync source', limit: 9 }).alarms[0]).toMatchObject({
      probableCause: 'loss-of-signal',
      canClear: true,
    });
    bed.alarms.report({ ...report, severity: null, at: bed.now - 1 });
    expect(bed.standing()).toHaveLength(2);
    bed.alarms.report({ ...report, severity: null, at: bed.now + 2 });
    expect(bed.standing()).toHaveLength(1);
  });

  test('what was so when a fresh start first looked is no storm, however much it is; the same an hour later, and what is reported, is', () => {
    const bed = createAlarmBed({ inventory: alarmZone({ racks: 40 }) });
    const warm = (celsius: number) => () =>
      rowsWith(bed.inventory, (_resource, metric, value) => (metric === 'rack.inlet-top' ? celsius : value));
    bed.record({ type: 'start', at: bed.now, epoch: 7 });
    bed.pass(50, warm(29));
    expect(bed.standing().filter((one) => one.startsWith('inlet '))).toHaveLength(40);
    expect(bed.alarms.summary().raisesPerMinute).toBe(0);
    bed.pass(120, warm(23));
    expect(bed.standing()).toEqual([]);
    bed.pass(50, warm(29));
    expect(bed.alarms.summary().raisesPerMinute).toBeGreaterThan(10);
    bed.pass(180, warm(23));
    // The night without a server: what has changed meanwhile is found. A restart within moments finds nothing.
    bed.record({ type: 'start', at: bed.now + 1_000, epoch: 8 });
    bed.pass(50, warm(29));
    expect(bed.alarms.summary().raisesPerMinute).toBeGreaterThan(10);
    bed.pass(180, warm(23));
    bed.now += 8 * 3_600_000;
    bed.record({ type: 'start', at: bed.now, epoch: 9 });
    bed.pass(50, warm(29));
    expect(bed.standing().filter((one) => one.startsWith('inlet '))).toHaveLength(40);
    expect(bed.alarms.summary().raisesPerMinute).toBe(0);
  });

  test('a flood of one source is capped and says so; another source is heard; what stays true comes later, nothing is lost', () => {
    const bed = createAlarmBed({
      inventory: alarmZone({ racks: 40 }),
      settings: { ...DEFAULT_SETTINGS, raisesPerMinute: 10 },
    });
    const hot = () => rowsWith(bed.inventory, (_resource, metric, value) => (metric === 'rack.inlet-top' ? 29 : value));
    bed.pass(50, hot);
    bed.feed([['connector/c1/1', 'connector.status', 8]], 'chargers');
    expect(bed.standing().filter((one) => one.startsWith('inlet '))).toHaveLength(10);
    bed.pass(2, hot);
    expect(bed.standing()).toContain('alarm-flood source/test');
    expect(bed.standing()).toContain('charger-fault connector/c1/1');
    expect(bed.alarms.summary().heldBack).toBe(30);
    bed.pass(240, hot);
    expect(bed.standing().filter((one) => one.startsWith('inlet '))).toHaveLength(40);
    expect(bed.standing()).not.toContain('alarm-flood source/test');
    expect(bed.alarms.summary().heldBack).toBe(0);
  });
});

test('3GPP: cleared and acknowledged leaves the list, and history keeps it', () => {
  const bed = createAlarmBed();
  inlet(bed, 33, 60);
  const { id } = bed.only('inlet');
  bed.alarms.act(id, { type: 'acknowledge' }, LI);
  inlet(bed, 24, 100);
  expect(bed.alarms.list({ limit: 10 }).alarms).toEqual([]);
  expect(bed.events.at(-1)).toMatchObject({ transition: 'clear', gone: true });
  expect(bed.alarms.find(id)).toMatchObject({
    listed: false,
    alarm: { id, acknowledgement: { by: LI }, clearance: { reason: 'condition' } },
  });
  expect(bed.alarms.find(id)?.steps.map(({ transition }) => transition)).toEqual(['raise', 'acknowledge', 'clear']);
  expect(bed.alarms.history({ resource: 'hall/dc/h1', limit: 10 }).steps).toHaveLength(3);
  expect(bed.alarms.history({ resource: 'site/s1', limit: 10 }).steps).toEqual([]);
});

test('the list as it was: at a past moment', () => {
  const bed = createAlarmBed();
  inlet(bed, 33, 60);
  const then = bed.now;
  bed.alarms.act(bed.only('inlet').id, { type: 'acknowledge' }, LI);
  inlet(bed, 24, 100);
  expect(bed.alarms.list({ limit: 10 }).total).toBe(0);
  expect(bed.alarms.list({ limit: 10, at: then }).alarms).toMatchObject([
    { rule: 'inlet', severity: 'major', clearance: null },
  ]);
  expect(() => bed.alarms.list({ limit: 10, at: 5 })).toThrow(expect.objectContaining({ code: 'not-kept' }));
});
