import { describe, expect, test } from 'vitest';
import { leastSquares } from '../../../server/alarms/least-squares.ts';
import { dewPointC } from '../../../server/alarms/rules/dew-point.ts';
import { rules } from '../../../server/alarms/rules/index.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { TEXT } from '../../../shared/text/index.ts';
import { recordOf } from '../live/bed.ts';
import { createAlarmBed, rowsWith, wellRows } from './bed.ts';

test('every rule has its words, its cause and its type in both languages, and a name of its own', () => {
  const keys = Object.keys(TEXT);
  for (const { name, probableCause, alarmType } of rules) {
    expect(keys).toContain(`alarms.problem.${name}`);
    expect(keys).toContain(`alarms.cause.${probableCause}`);
    expect(keys).toContain(`alarms.type.${alarmType}`);
  }
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
});

describe('dew point', () => {
  test('Magnus: 24 °C at 50 % is 12.9 °C; saturated air is its own temperature', () => {
    expect(dewPointC(24, 50)).toBeCloseTo(12.9, 1);
    expect(dewPointC(20, 100)).toBeCloseTo(20, 6);
  });

  test('above 15 °C a warning, above 17 °C major, below −9 °C a warning', () => {
    const bed = createAlarmBed();
    const air = (humidity: number) => () => [
      ['rack/dc/h1/r01/05', 'rack.inlet-top', 25] as const,
      ['rack/dc/h1/r01/05', 'rack.humidity', humidity] as const,
    ];
    bed.pass(400, air(50));
    expect(bed.standing()).toEqual([]);
    bed.pass(400, air(56));
    expect(bed.only('dew-point')).toMatchObject({ severity: 'warning', probableCause: 'humidity-unacceptable' });
    bed.pass(400, air(66));
    expect(bed.only('dew-point').severity).toBe('major');
    bed.pass(400, air(9));
    expect(bed.only('dew-point')).toMatchObject({ severity: 'warning', threshold: { raise: -9 } });
    bed.pass(400, air(45));
    expect(bed.standing()).toEqual([]);
  });
});

describe('relative humidity', () => {
  const air = (percent: number, celsius: number) => () => [
    ['rack/dc/h1/r01/05', 'rack.inlet-top', celsius] as const,
    ['rack/dc/h1/r01/05', 'rack.humidity', percent] as const,
  ];

  test('above 70 % a warning, above 80 % major, over below 68 %', () => {
    const bed = createAlarmBed();
    bed.pass(200, air(70, 15));
    expect(bed.standing()).toEqual([]);
    bed.pass(200, air(71, 15));
    expect(bed.standing()).toEqual(['humidity rack/dc/h1/r01/05']);
    expect(bed.only('humidity')).toMatchObject({
      severity: 'warning',
      probableCause: 'humidity-unacceptable',
      threshold: { metric: 'rack.humidity', value: 71, raise: 70, clear: 68, source: 'catalogue' },
    });
    bed.pass(200, air(81, 15));
    expect(bed.only('humidity').severity).toBe('major');
    bed.pass(200, air(69, 15));
    expect(bed.only('humidity').severity).toBe('warning');
    bed.pass(200, air(67, 15));
    expect(bed.standing()).toEqual([]);
  });

  test('below 8 % major, beside the dew point that is too low with it', () => {
    const bed = createAlarmBed();
    bed.pass(400, air(7, 22));
    expect(bed.standing().slice().sort()).toEqual(['dew-point rack/dc/h1/r01/05', 'humidity rack/dc/h1/r01/05']);
    expect(bed.only('humidity')).toMatchObject({
      severity: 'major',
      threshold: { raise: 8, clear: 9, source: 'rule' },
    });
  });
});

describe('egress', () => {
  const PORT_BPS = 4e11;
  /** What one port carries, in percent of its capacity. */
  const port = (percent: number) => () => [
    ['uplink/beta/1', 'uplink.oper-status', 1] as const,
    ['uplink/beta/1', 'uplink.out', (percent / 100) * PORT_BPS] as const,
  ];

  test('utilization: 70, 80, 90 % only after three five-minute means in a row; one inside ends it', () => {
    const bed = createAlarmBed();
    bed.pass(890, port(75));
    expect(bed.standing()).toEqual([]);
    bed.pass(60, port(75));
    expect(bed.standing()).toEqual(['egress-load uplink/beta/1']);
    const { threshold } = bed.only('egress-load');
    expect(bed.only('egress-load').severity).toBe('warning');
    expect(threshold).toMatchObject({ raise: 70, clear: 68, source: 'catalogue' });
    expect(threshold!.value).toBeCloseTo(75, 6);
    // The lowest of three means counts: two at 95 % and one at 75 % are a warning still, the third at 95 % is critical.
    bed.pass(250, port(75));
    bed.pass(650, port(95));
    expect(bed.only('egress-load').severity).toBe('warning');
    bed.pass(300, port(95));
    expect(bed.only('egress-load').severity).toBe('critical');
    bed.pass(300, port(69));
    expect(bed.only('egress-load').severity).toBe('warning');
    bed.pass(300, port(60));
    expect(bed.standing()).toEqual([]);
  });

  test('utilization: peaks within the means are none, and a port that was silent for a bucket says nothing', () => {
    const bed = createAlarmBed();
    for (let i = 0; i < 150; i++) bed.pass(10, port(i % 3 === 0 ? 99 : 50));
    expect(bed.standing()).toEqual([]);
    bed.pass(600, port(85));
    bed.pass(300);
    bed.pass(850, port(85));
    expect(bed.standing()).toEqual([]);
    bed.pass(60, port(85));
    expect(bed.standing()).toEqual(['egress-load uplink/beta/1']);
  });

  test('N−1: losing a carrier or a router would leave less than the traffic needs', () => {
    const bed = createAlarmBed();
    const filled = (bps: number) => () =>
      rowsWith(bed.inventory, (_resource, metric, value) => (metric === 'uplink.out' ? bps : value));
    // Four ports of 400 G: after a carrier is lost, 800 G; 80 % of that are 640 G.
    bed.pass(600, filled(1.5e11));
    expect(bed.standing()).toEqual([]);
    bed.pass(600, filled(1.7e11));
    expect(bed.standing().slice().sort()).toEqual([
      'egress-n-1 carrier/alpha',
      'egress-n-1 carrier/beta',
      'egress-n-1 router/dc/r1',
      'egress-n-1 router/dc/r2',
    ]);
    expect(bed.alarms.list({ limit: 1 }).alarms[0]!.threshold).toMatchObject({ value: 85, raise: 80, source: 'rule' });
  });

  test('N−1: a router that carries more than its share is the only one that cannot be lost', () => {
    const bed = createAlarmBed();
    // Ports on r1 are up, of those on r2 only alpha's: 1.2 Tbit/s, of which r1 has 0.8 and r2 0.4, alpha 0.8 and beta 0.4.
    bed.pass(600, () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (metric === 'uplink.oper-status' && resource === 'uplink/beta/2') return 2;
        if (metric !== 'uplink.out') return value;
        return resource === 'uplink/beta/2' ? 0 : 1.2e11;
      }),
    );
    expect(bed.standing().slice().sort()).toEqual([
      'egress-n-1 carrier/alpha',
      'egress-n-1 router/dc/r1',
      'uplink-down uplink/beta/2',
    ]);
  });

  test('forecast: the limit will be reached within 40 minutes, with the moment; a level line forecasts nothing', () => {
    const bed = createAlarmBed();
    const start = bed.now;
    const utilization = (minutes: number) => 30 + minutes;
    bed.pass(1_800, () => [
      ['uplink/beta/1', 'uplink.out', (utilization((bed.now - start) / 60_000) / 100) * 4e11] as const,
      ['uplink/beta/2', 'uplink.out', 1e11] as const,
    ]);
    const forecast = bed.only('egress-forecast');
    expect(forecast).toMatchObject({ resource: 'uplink/beta/1', severity: 'warning', threshold: { raise: 90 } });
    expect(Math.abs(forecast.expectedAt! - (start + 60 * 60_000))).toBeLessThan(3 * 60_000);
  });

  test('least squares: slope, intercept and how much of it is a line', () => {
    expect(
      leastSquares([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toEqual({ intercept: 1, slope: 2, r2: 1 });
    expect(
      leastSquares([
        [0, 1],
        [1, -1],
        [2, 1],
        [3, -1],
      ])!.r2,
    ).toBeLessThan(0.3);
    expect(
      leastSquares([
        [1, 1],
        [1, 2],
      ]),
    ).toBeNull();
  });
});

test('failover headroom: what the surviving feed would carry, single-corded racks not moved', () => {
  const bed = createAlarmBed();
  const draw = (watts: number) => () =>
    rowsWith(bed.inventory, (_resource, metric, value) => (/^rack.power/.test(metric) ? watts : value));
  // 20 racks, 100 kW a feed: 19 × 2 × 2,000 W + 2,000 W = 78 % on B after A is lost, 19 × 2 × 2,000 + 2 × 2,000 = 80 % on A after B.
  bed.pass(120, draw(1_990));
  expect(bed.standing()).toEqual([]);
  bed.pass(120, draw(2_100));
  expect(bed.only('failover-headroom')).toMatchObject({
    resource: 'hall/dc/h1',
    severity: 'major',
    threshold: { raise: 80 },
  });
});

test('phases: the busiest of three in amperes, 80 % a warning, the rating itself critical', () => {
  const bed = createAlarmBed();
  // 160 A a phase: 80 % are 128 A.
  const amperes = (l1: number, l2: number, l3: number) => () => [
    ...wellRows(bed.inventory),
    ['power-feed/dc/h1/a', 'power-feed.current-l1', l1] as const,
    ['power-feed/dc/h1/a', 'power-feed.current-l2', l2] as const,
    ['power-feed/dc/h1/a', 'power-feed.current-l3', l3] as const,
  ];
  bed.pass(60, amperes(127, 60, 60));
  expect(bed.standing()).toEqual([]);
  bed.pass(60, amperes(60, 60, 130));
  expect(bed.standing()).toEqual(['phase-load power-feed/dc/h1/a']);
  expect(bed.only('phase-load')).toMatchObject({
    severity: 'warning',
    threshold: { metric: 'power-feed.phase-load', value: 81.25, raise: 80, clear: 78, source: 'catalogue' },
  });
  bed.pass(60, amperes(60, 161, 130));
  expect(bed.only('phase-load').severity).toBe('critical');
  bed.pass(120, amperes(60, 60, 60));
  expect(bed.standing()).toEqual([]);
});

test('PUE below 1 is a metering alarm, and none while meters are missing', () => {
  const bed = createAlarmBed();
  const metered = (utility: number, silent: boolean) => () =>
    rowsWith(bed.inventory, (resource, metric, value) => {
      if (silent && /^rack.power/.test(metric) && /\/0[1-5]$/.test(resource)) return null;
      return metric === 'utility.power' ? utility : value;
    });
  bed.pass(600, metered(1e4, true));
  expect(bed.standing().filter((one) => one.startsWith('pue'))).toEqual([]);
  bed.pass(600, metered(1e4, false));
  expect(bed.only('pue-metering')).toMatchObject({ severity: 'warning', threshold: { value: 0.5, raise: 1 } });
});

test('a source ahead of our clock is told, once it stays so', () => {
  const bed = createAlarmBed();
  const skewed = packQuality('uncertain', 'clock-skew');
  const send = (quality: number | undefined) => {
    for (let i = 0; i < 12; i++) {
      bed.now += 10_000;
      const row = { resource: 'rack/dc/h1/r01/05', metric: 'rack.inlet-top', value: 22 };
      bed.record(
        recordOf(bed.inventory, bed.now, [quality === undefined ? row : { ...row, quality, at: bed.now + 8_000 }]),
      );
    }
  };
  send(skewed);
  expect(bed.roots()).toEqual(['clock-skew source/test']);
  send(undefined);
  expect(bed.roots()).toEqual([]);
});

test('a GPU that fell off the bus, and PRB use that stays above its limit', () => {
  const bed = createAlarmBed();
  bed.pass(120, () =>
    rowsWith(bed.inventory, (resource, metric, value) => {
      if (metric === 'gpu-node.gpus') return 7;
      return metric === 'cell.prb-dl' && resource === 'cell/s1/1' ? 95 : value;
    }),
  );
  expect(bed.standing()).toEqual(['gpu-missing gpu-node/dc/g1', 'prb-load cell/s1/1']);
  expect(bed.only('gpu-missing').effect).toMatchObject({ gpus: 1 });
});

test.each([
  ['prb-dl', 'prb-load'],
  ['prb-ul', 'prb-load-uplink'],
])('radio table: %s above 90 %% is a warning of %s, each way for itself, over below 85', (metric, rule) => {
  const bed = createAlarmBed();
  const full = (percent: number) => () =>
    rowsWith(bed.inventory, (resource, id, value) =>
      id === `cell.${metric}` && resource === 'cell/s1/1' ? percent : value,
    ).concat(metric === 'prb-ul' ? [['cell/s1/1', 'cell.prb-ul', percent]] : []);
  bed.pass(120, full(90));
  expect(bed.standing()).toEqual([]);
  bed.pass(120, full(91));
  expect(bed.standing()).toEqual([`${rule} cell/s1/1`]);
  expect(bed.only(rule)).toMatchObject({ severity: 'warning', probableCause: 'threshold-crossed' });
  bed.pass(120, full(86));
  expect(bed.standing()).toHaveLength(1);
  bed.pass(120, full(84));
  expect(bed.standing()).toEqual([]);
});

test('what the simulator said of a resource is over when a real source takes it', () => {
  const bed = createAlarmBed();
  const rack = 'rack/dc/h1/r01/05';
  const simulated = packQuality('good', 'none', true);
  for (let i = 0; i < 6; i++) {
    bed.now += 10_000;
    const hot = { resource: rack, metric: 'rack.inlet-top', value: 33, quality: simulated };
    bed.record({ ...recordOf(bed.inventory, bed.now, [hot], 'simulator'), simulated: true });
  }
  expect(bed.only('inlet').simulated).toBe(true);
  bed.pass(60, () => [[rack, 'rack.power-a', 900]]);
  expect(bed.only('inlet').clearance).toMatchObject({ reason: 'aligned' });
  expect(wellRows(bed.inventory).length).toBeGreaterThan(0);
});
