import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAlarms } from '../../../server/alarms/index.ts';
import { createLive } from '../../../server/live/index.ts';
import type { Alarms } from '../../../server/ports.ts';
import { type AlarmBed, createAlarmBed, rowsWith, wellRows } from './bed.ts';

/**
 * The whole list as an operator reads it, sorted: severity, rule, resource, what explains it (`< rule resource`), and
 * whether its evidence is silent, it flaps, or it is over and waits to be acknowledged.
 */
function seen(alarms: Pick<Alarms, 'list'>): readonly string[] {
  const all = alarms.list({ limit: 10_000 }).alarms;
  const named = new Map(all.map(({ id, rule, resource }) => [id, `${rule} ${resource}`]));
  return all
    .map(({ severity, rule, resource, root, unknownSince, flapping, clearance, raises }) =>
      [
        `${severity} ${rule} ${resource}`,
        root === null ? '' : ` < ${named.get(root)}`,
        unknownSince === null ? '' : ' unknown',
        flapping ? ` flapping ${raises}` : '',
        clearance === null ? '' : ' over',
      ].join(''),
    )
    .sort();
}

type Replace = Parameters<typeof rowsWith>[1];
const saying = (bed: AlarmBed, replace: Replace) => () => rowsWith(bed.inventory, replace);

function well(): AlarmBed {
  const bed = createAlarmBed();
  bed.pass(60, () => wellRows(bed.inventory));
  expect(seen(bed.alarms)).toEqual([]);
  return bed;
}

const CUT: Replace = (resource, metric, value) => {
  if (/^(site|cell)\/s1/.test(resource)) return null;
  if (metric === 'cell.operational-state' && resource.startsWith('cell/s2')) return 0;
  return /n1$|l1$/.test(resource) && /^backhaul.*state$/.test(metric) ? 0 : value;
};
const CUT_LIST = [
  'critical backhaul-down backhaul-link/core/l1 < backhaul-down backhaul-node/core/n1',
  'critical backhaul-down backhaul-node/core/n1',
  'critical site-unavailable site/s2 < backhaul-down backhaul-node/core/n1',
  'major cell-unavailable cell/s2/1 < backhaul-down backhaul-node/core/n1',
  'major cell-unavailable cell/s2/2 < backhaul-down backhaul-node/core/n1',
  'major cell-unavailable cell/s2/3 < backhaul-down backhaul-node/core/n1',
  'warning silence site/s1 < backhaul-down backhaul-node/core/n1',
];

/** A door that the element manager reports. */
const DOOR = {
  resource: 'site/s1',
  rule: 'external',
  qualifier: 'door',
  probableCause: 'enclosure-door-open',
  alarmType: 'environmental-alarm',
  specificProblem: null,
  source: 'ems',
  simulated: false,
} as const;

describe('exactly what an operator sees', () => {
  test('backhaul cut', () => {
    const bed = well();
    bed.pass(60, saying(bed, CUT));
    expect(seen(bed.alarms)).toEqual(CUT_LIST);
  });

  test('feed A of a hall lost', () => {
    const bed = well();
    bed.pass(
      60,
      saying(bed, (resource, metric, value) => {
        if (metric === 'pdu.state' && resource.endsWith('h1-a')) return 0;
        if (metric === 'power-feed.state' && resource.endsWith('/a')) return 0;
        if (metric === 'power-feed.power') return resource.endsWith('/a') ? 0 : 85_000;
        if (metric === 'rack.power-a') return 0;
        return metric === 'rack.power-b' ? 2_000 : value;
      }),
    );
    expect(seen(bed.alarms)).toEqual([
      'critical feed-dead pdu/dc/h1-a',
      'critical feed-dead power-feed/dc/h1/a < feed-dead pdu/dc/h1-a',
      'major rack-dark rack/dc/h1/r01/01 < feed-dead pdu/dc/h1-a',
      'warning supply-load power-feed/dc/h1/b < feed-dead pdu/dc/h1-a',
    ]);
  });

  test('a cooling unit trips and inlets rise; it runs again, and what is still warm stays under it while it cools', () => {
    const bed = well();
    const air = (state: number, celsius: number) =>
      saying(bed, (resource, metric, value) => {
        if (metric === 'cooling-unit.state' && resource.endsWith('crah-a')) return state;
        return metric === 'rack.inlet-top' && /\/0[12]$/.test(resource) ? celsius : value;
      });
    const CAUSE = 'cooling-trip cooling-unit/dc/h1/crah-a';
    bed.pass(60, air(2, 28));
    expect(seen(bed.alarms)).toEqual([
      `major ${CAUSE}`,
      `warning inlet rack/dc/h1/r01/01 < ${CAUSE}`,
      `warning inlet rack/dc/h1/r01/02 < ${CAUSE}`,
    ]);
    bed.pass(120, air(2, 33));
    expect(seen(bed.alarms)).toEqual([
      `major ${CAUSE}`,
      `major inlet rack/dc/h1/r01/01 < ${CAUSE}`,
      `major inlet rack/dc/h1/r01/02 < ${CAUSE}`,
      `major inlet-rise rack/dc/h1/r01/01 < ${CAUSE}`,
      `major inlet-rise rack/dc/h1/r01/02 < ${CAUSE}`,
    ]);
    bed.pass(120, air(1, 28));
    const warm = seen(bed.alarms).filter((one) => !one.includes('inlet-rise'));
    expect(warm).toEqual([
      `major ${CAUSE} over`,
      `warning inlet rack/dc/h1/r01/01 < ${CAUSE}`,
      `warning inlet rack/dc/h1/r01/02 < ${CAUSE}`,
    ]);
  });

  test('a carrier cut: the carrier, its ports under it', () => {
    const bed = well();
    bed.pass(
      20,
      saying(bed, (resource, metric, value) => {
        return metric === 'uplink.oper-status' && resource.startsWith('uplink/alpha') ? 2 : value;
      }),
    );
    expect(seen(bed.alarms)).toEqual([
      'critical carrier-cut carrier/alpha',
      'critical uplink-down uplink/alpha/1 < carrier-cut carrier/alpha',
      'critical uplink-down uplink/alpha/2 < carrier-cut carrier/alpha',
    ]);
  });

  test('mains lost: a countdown, then a low battery, then the site', () => {
    const bed = well();
    const start = bed.now;
    const onBattery = (cells: number) => () => [
      ...rowsWith(bed.inventory, (resource, metric, value) => {
        if (resource === 'site/s1' && metric === 'site.mains') return 0;
        return metric === 'cell.operational-state' && resource.startsWith('cell/s1') ? cells : value;
      }),
      ['site/s1', 'site.battery-runtime', 3_700 - (bed.now - start) / 1_000] as const,
    ];
    bed.pass(20, onBattery(1));
    expect(seen(bed.alarms)).toEqual(['major site-mains site/s1']);
    expect(bed.only('site-mains').expectedAt).toBe(start + 3_700_000);
    bed.pass(200, onBattery(1));
    expect(seen(bed.alarms)).toEqual(['critical battery-low site/s1 < site-mains site/s1', 'major site-mains site/s1']);
    bed.pass(60, onBattery(0));
    expect(seen(bed.alarms)).toEqual([
      'critical battery-low site/s1 < site-mains site/s1',
      'critical site-unavailable site/s1 < site-mains site/s1',
      'major cell-unavailable cell/s1/1 < site-mains site/s1',
      'major cell-unavailable cell/s1/2 < site-mains site/s1',
      'major cell-unavailable cell/s1/3 < site-mains site/s1',
      'major site-mains site/s1',
    ]);
    expect(bed.roots()).toEqual(['site-mains site/s1 +5']);
  });

  test('a link that flaps is one row that says how often, and over after it was stable', () => {
    const bed = well();
    const link = (status: number) =>
      saying(bed, (resource, metric, value) => {
        return resource === 'uplink/alpha/1' && metric === 'uplink.oper-status' ? status : value;
      });
    for (let i = 0; i < 6; i++) {
      bed.pass(10, link(2));
      bed.pass(20, link(1));
    }
    expect(seen(bed.alarms)).toEqual(['critical uplink-down uplink/alpha/1 flapping 6']);
    bed.pass(100, link(1));
    expect(seen(bed.alarms)).toEqual(['critical uplink-down uplink/alpha/1 over']);
  });

  test('a source that falls silent: itself, and what it said is unknown, not clear', () => {
    const bed = createAlarmBed();
    const hot = 'rack/dc/h1/r01/05';
    for (let i = 0; i < 6; i++) {
      bed.now += 10_000;
      bed.feed([[hot, 'rack.inlet-top', 33]], 'pdu-exporter');
      bed.feed([['connector/c1/1', 'connector.status', 0]], 'chargers');
    }
    expect(seen(bed.alarms)).toEqual(['major inlet rack/dc/h1/r01/05']);
    for (let i = 0; i < 12; i++) {
      bed.now += 10_000;
      bed.feed([['connector/c1/1', 'connector.status', 0]], 'chargers');
    }
    expect(seen(bed.alarms)).toEqual([
      'major hall-silent hall/dc/h1 < source-silence source/pdu-exporter',
      'major inlet rack/dc/h1/r01/05 unknown',
      'major source-silence source/pdu-exporter',
    ]);
  });

  test('a clear without a raise changes nothing and is counted', () => {
    const bed = well();
    bed.alarms.report({ ...DOOR, severity: null, at: bed.now });
    expect(seen(bed.alarms)).toEqual([]);
    expect(bed.alarms.summary().ignored).toEqual({ 'clear-without-raise': 1 });
  });

  test('what only the equipment knows (VSWR, lost TX channels, a hot RRU) stands in its own words and severity', () => {
    const bed = well();
    const report = { ...DOOR, alarmType: 'equipment-alarm', at: bed.now } as const;
    const antenna = { ...report, resource: 'cell/s1/1', probableCause: 'antenna-problem' } as const;
    bed.alarms.reportAll([
      { ...antenna, qualifier: 'vswr', severity: 'minor', specificProblem: 'VSWR 2.4' },
      { ...antenna, qualifier: 'tx-channels', severity: 'major', specificProblem: '20 of 64 TX channels lost' },
      {
        ...report,
        resource: 'cell/s1/2',
        qualifier: 'rru-temperature',
        probableCause: 'excessive-transmitter-temperature',
        severity: 'major',
      },
    ]);
    expect(seen(bed.alarms)).toEqual([
      'major external cell/s1/1',
      'major external cell/s1/2',
      'minor external cell/s1/1',
    ]);
    const causes = bed.alarms
      .list({ limit: 10 })
      .alarms.map(({ probableCause, effect }) => [probableCause, effect?.cells]);
    expect(causes.sort()).toEqual([
      ['antenna-problem', 0],
      ['antenna-problem', 0],
      ['excessive-transmitter-temperature', 0],
    ]);
  });

  test('samples and reports that come out of order: event time decides', () => {
    const bed = well();
    const rack = 'rack/dc/h1/r01/05';
    bed.pass(
      40,
      saying(bed, (id, metric, value) => (id === rack && metric === 'rack.inlet-top' ? 33 : value)),
    );
    const list = ['major inlet rack/dc/h1/r01/05', 'major inlet-rise rack/dc/h1/r01/05'];
    expect(seen(bed.alarms)).toEqual(list);
    // What was so before it became warm arrives now, and again; nor does an older report undo a newer one.
    for (let i = 0; i < 12; i++) {
      bed.now += 1_000;
      bed.feed([[rack, 'rack.inlet-top', 22, bed.now - 60_000]]);
    }
    bed.alarms.report({ ...DOOR, severity: 'minor', at: bed.now });
    bed.alarms.report({ ...DOOR, severity: null, at: bed.now - 5_000 });
    expect(seen(bed.alarms)).toEqual([...list, 'minor external site/s1']);
    expect(bed.alarms.summary().ignored.late).toBeGreaterThan(0);
  });

  test('a restart in the middle: the list after the replay is the list before, and goes on the same', () => {
    const bed = well();
    bed.pass(30, saying(bed, CUT));
    const before = seen(bed.alarms);
    // Another process over the same journal and the same alarms.db.
    const live = createLive({ inventory: bed.inventory, clock: () => bed.now });
    const again = createAlarms({
      inventory: bed.inventory,
      live,
      clock: () => bed.now,
      epoch: 8,
      file: join(bed.folder, 'alarms.db'),
    });
    const take = (from: number) =>
      bed.journal.slice(from).forEach((record, i) => {
        live.apply(record);
        again.apply(from + i + 1, record);
      });
    take(0);
    again.resume();
    expect(seen(again)).toEqual(before);
    expect(before.length).toBeGreaterThan(3);
    const told = bed.journal.length;
    bed.pass(40, saying(bed, CUT));
    take(told);
    expect(seen(again)).toEqual(CUT_LIST);
    expect(seen(bed.alarms)).toEqual(CUT_LIST);
    again.close();
  });
});
