import { describe, expect, test } from 'vitest';
import { type AlarmBed, createAlarmBed, rowsWith, wellRows } from './bed.ts';

/** A minute in which everything is well, so that what follows is against that. */
function well(): AlarmBed {
  const bed = createAlarmBed();
  bed.pass(60, () => wellRows(bed.inventory));
  expect(bed.standing()).toEqual([]);
  return bed;
}

describe('the exact list that an operator sees', () => {
  test('backhaul cut: one cause, its sites and cells folded, silence of what cannot be managed too', () => {
    const bed = well();
    const cut = () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (/^(site|cell)\/s1/.test(resource)) return null;
        if (metric === 'cell.operational-state' && resource.startsWith('cell/s2')) return 0;
        // The links of a dead node are down with it.
        return /n1$|l1$/.test(resource) && /^backhaul.*state$/.test(metric) ? 0 : value;
      });
    bed.pass(60, cut);
    expect(bed.roots()).toEqual(['backhaul-down backhaul-node/core/n1 +6']);
    expect(bed.alarms.list({ root: null, limit: 1 }).alarms[0]!.effect).toMatchObject({ sites: 2, cells: 6, racks: 0 });
    expect(bed.standing().slice().sort()).toEqual([
      'backhaul-down backhaul-link/core/l1',
      'backhaul-down backhaul-node/core/n1',
      'cell-unavailable cell/s2/1',
      'cell-unavailable cell/s2/2',
      'cell-unavailable cell/s2/3',
      'silence site/s1',
      'site-unavailable site/s2',
    ]);
    bed.pass(120, () => wellRows(bed.inventory));
    expect(bed.standing()).toEqual([]);
  });

  test('a link of the ring alone is down: its own alarm, and no site is explained by it', () => {
    const bed = well();
    bed.pass(20, () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (metric === 'cell.operational-state' && resource.startsWith('cell/s1')) return 0;
        return resource.endsWith('/l1') && metric === 'backhaul-link.operational-state' ? 0 : value;
      }),
    );
    expect(bed.roots().slice().sort()).toEqual(['backhaul-down backhaul-link/core/l1', 'site-unavailable site/s1 +3']);
  });

  test('a whole site: cells under it; one cell of a site: the cell alone', () => {
    const bed = well();
    const down = (pattern: RegExp) => () =>
      rowsWith(bed.inventory, (resource, metric, value) =>
        metric === 'cell.operational-state' && pattern.test(resource) ? 0 : value,
      );
    bed.pass(10, down(/^cell\/s1\/1/));
    expect(bed.roots()).toEqual(['cell-unavailable cell/s1/1']);
    expect(bed.only('cell-unavailable').severity).toBe('major');
    bed.pass(10, down(/^cell\/s1/));
    expect(bed.roots()).toEqual(['site-unavailable site/s1 +3']);
    expect(bed.only('site-unavailable').severity).toBe('critical');
    // The site is back in part: it clears, and the cell that remains out stands on its own.
    bed.pass(60, down(/^cell\/s1\/2/));
    expect(bed.roots()).toEqual(['cell-unavailable cell/s1/2']);
  });

  test('feed A of a hall: the PDU is the cause, load that moved to feed B is folded, racks at risk are counted', () => {
    const bed = well();
    const lost = () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (metric === 'pdu.state' && resource === 'pdu/dc/h1-a') return 0;
        if (metric === 'power-feed.state' && resource === 'power-feed/dc/h1/a') return 0;
        if (metric === 'power-feed.power') return resource.endsWith('/a') ? 0 : 85_000;
        if (metric === 'rack.power-a') return 0;
        return metric === 'rack.power-b' ? 2000 : value;
      });
    bed.pass(60, lost);
    expect(bed.roots()).toEqual(['feed-dead pdu/dc/h1-a +3']);
    // The only rack with a single cord, on feed A, is out; the others live on B.
    expect(bed.standing()).toEqual([
      'feed-dead power-feed/dc/h1/a',
      'feed-dead pdu/dc/h1-a',
      'rack-dark rack/dc/h1/r01/01',
      'supply-load power-feed/dc/h1/b',
    ]);
    expect(bed.only('supply-load')).toMatchObject({
      resource: 'power-feed/dc/h1/b',
      severity: 'warning',
      threshold: { metric: 'power-feed.load', value: 85, raise: 80, clear: 78, source: 'catalogue' },
    });
    expect(bed.alarms.list({ active: true, root: null, limit: 1 }).alarms[0]!.effect).toMatchObject({
      racks: 20,
      powerW: 40_000,
    });
  });

  test('both feeds of a hall: the hall and every rack of it are out, under the PDUs that are dead', () => {
    const bed = well();
    bed.pass(60, () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (/^(pdu|power-feed).state$/.test(metric)) return 0;
        if (/^(power-feed.power|rack.power-[ab])$/.test(metric)) return 0;
        return resource.startsWith('rack') ? null : value;
      }),
    );
    expect(bed.roots().map((one) => one.replace(/ .*/, ''))).toEqual(['feed-dead', 'feed-dead']);
    const standing = bed.standing();
    expect(standing.filter((one) => one.startsWith('feed-dead')).sort()).toEqual([
      'feed-dead pdu/dc/h1-a',
      'feed-dead pdu/dc/h1-b',
      'feed-dead power-feed/dc/h1/a',
      'feed-dead power-feed/dc/h1/b',
    ]);
    expect(standing.filter((one) => one.startsWith('hall-dark'))).toEqual(['hall-dark hall/dc/h1']);
    expect(standing.filter((one) => one.startsWith('rack-dark'))).toHaveLength(20);
    expect(standing.filter((one) => !/^(feed-dead|hall-dark|rack-dark|hall-silent)/.test(one))).toEqual([]);
    bed.pass(120, () => wellRows(bed.inventory));
    expect(bed.standing()).toEqual([]);
  });

  test('a cooling unit trips and inlets rise: late children are folded, then the hall stands for its racks', () => {
    const bed = well();
    const trip = (celsius: number, hot: RegExp) => () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (metric === 'cooling-unit.state' && resource.endsWith('crah-a')) return 2;
        return metric === 'rack.inlet-top' && hot.test(resource) ? celsius : value;
      });
    bed.pass(60, trip(28, /\/0[1-4]$/));
    expect(bed.roots()).toEqual(['cooling-trip cooling-unit/dc/h1/crah-a +4']);
    bed.pass(120, trip(34, /\/0[1-4]$/));
    expect(bed.roots()).toEqual(['cooling-trip cooling-unit/dc/h1/crah-a +9']);
    expect(bed.standing().filter((one) => one.startsWith('hall-hot'))).toEqual(['hall-hot hall/dc/h1']);
    expect(bed.standing().filter((one) => one.startsWith('inlet-rise'))).toHaveLength(4);
  });

  test('carrier cut: the carrier is the cause of its ports', () => {
    const bed = well();
    bed.pass(20, () =>
      rowsWith(bed.inventory, (resource, metric, value) =>
        metric === 'uplink.oper-status' && resource.startsWith('uplink/alpha') ? 2 : value,
      ),
    );
    expect(bed.roots()).toEqual(['carrier-cut carrier/alpha +2']);
    expect(bed.only('carrier-cut').effect).toMatchObject({ egressBps: 8e11 });
  });

  test('mains loss with countdown: when the battery will be empty, then how low it is', () => {
    const bed = well();
    const start = bed.now;
    const onBattery = () => [
      ...rowsWith(bed.inventory, (resource, metric, value) =>
        resource === 'site/s1' && metric === 'site.mains' ? 0 : value,
      ),
      ['site/s1', 'site.battery-runtime', 7200 - (bed.now - start) / 1000] as const,
    ];
    bed.pass(20, onBattery);
    expect(bed.roots()).toEqual(['site-mains site/s1']);
    expect(bed.only('site-mains')).toMatchObject({ severity: 'major', expectedAt: start + 7_200_000 });
    bed.pass(3_700, onBattery);
    expect(bed.roots()).toEqual(['site-mains site/s1 +1']);
    expect(bed.only('battery-low')).toMatchObject({
      severity: 'critical',
      probableCause: 'low-battery-threshold',
      expectedAt: start + 7_200_000,
      threshold: { raise: 3600, clear: 3900, source: 'catalogue' },
    });
    expect(bed.standing()).toEqual(['battery-low site/s1', 'site-mains site/s1']);
  });

  test('battery shedding is staged: the countdown names the radios until they are off, and nothing once the mains are back', () => {
    const bed = well();
    const start = bed.now;
    const elapsedS = () => (bed.now - start) / 1000;
    const onBattery = () => [
      ...rowsWith(bed.inventory, (resource, metric, value) =>
        resource === 'site/s1' && metric === 'site.mains' ? 0 : value,
      ),
      ['site/s1', 'site.battery-runtime', 7_200 - elapsedS()] as const,
      ['site/s1', 'site.radio-backup-left', Math.max(0, 1_800 - elapsedS())] as const,
    ];
    bed.pass(20, onBattery);
    const stage = { stage: 'radios-off', at: start + 1_800_000 };
    expect(bed.only('site-mains').nextStage).toEqual(stage);
    bed.pass(1_000, onBattery);
    expect(bed.only('site-mains').nextStage).toEqual(stage);
    bed.pass(800, onBattery);
    expect(bed.only('site-mains')).toMatchObject({ nextStage: null, expectedAt: start + 7_200_000 });
    bed.pass(60, () => wellRows(bed.inventory));
    expect(bed.standing()).toEqual([]);
  });

  test('rectifier failure: the mains are there, the battery counts down all the same', () => {
    const bed = well();
    const start = bed.now;
    const failed = () => [
      ...rowsWith(bed.inventory, (resource, metric, value) =>
        resource === 'site/s1' && metric === 'site.rectifier' ? 0 : value,
      ),
      ['site/s1', 'site.battery-runtime', 4000 - (bed.now - start) / 1000] as const,
    ];
    bed.pass(60, failed);
    expect(bed.standing()).toEqual(['rectifier-failure site/s1']);
    expect(bed.only('rectifier-failure')).toMatchObject({
      severity: 'major',
      probableCause: 'rectifier-failure',
      expectedAt: start + 4_000_000,
    });
    bed.pass(400, failed);
    expect(bed.roots()).toEqual(['rectifier-failure site/s1 +1']);
    expect(bed.only('battery-low')).toMatchObject({ severity: 'critical', expectedAt: start + 4_000_000 });
    bed.pass(60, () => wellRows(bed.inventory));
    expect(bed.standing()).toEqual([]);
  });

  test('GNSS lost: when hold-over ends is said while it lasts, and not once the clock runs free', () => {
    const bed = well();
    const start = bed.now;
    const clock = (state: number) => () => [
      ...rowsWith(bed.inventory, (resource, metric, value) =>
        resource === 'site/s1' && metric === 'site.clock' ? state : value,
      ),
      ['site/s1', 'site.holdover-left', Math.max(0, 600 - (bed.now - start) / 1000)] as const,
    ];
    bed.pass(20, clock(0));
    expect(bed.only('clock-unlocked')).toMatchObject({ severity: 'major', expectedAt: start + 600_000 });
    bed.pass(20, clock(2));
    expect(bed.only('clock-unlocked')).toMatchObject({ severity: 'critical', expectedAt: null });
  });

  test('a silent hall is one alarm, a silent rack another; all is well again when they speak', () => {
    const bed = well();
    bed.pass(60, () =>
      rowsWith(bed.inventory, (resource, _metric, value) => (/^rack.*\/07$/.test(resource) ? null : value)),
    );
    expect(bed.roots()).toEqual(['silence rack/dc/h1/r01/07']);
    bed.pass(60, () =>
      rowsWith(bed.inventory, (resource, _metric, value) => (resource.startsWith('rack') ? null : value)),
    );
    expect(bed.roots()).toEqual(['hall-silent hall/dc/h1']);
    bed.pass(20, () => wellRows(bed.inventory));
    expect(bed.standing()).toEqual([]);
  });

  test('chargers: one faulted, then the station', () => {
    const bed = well();
    const faulted = (pattern: RegExp) => () =>
      rowsWith(bed.inventory, (resource, metric, value) =>
        metric === 'connector.status' && pattern.test(resource) ? 8 : value,
      );
    bed.pass(10, faulted(/1$/));
    expect(bed.roots()).toEqual(['charger-fault connector/c1/1']);
    bed.pass(10, faulted(/./));
    expect(bed.roots()).toEqual(['station-out charging-station/c1 +2']);
    expect(bed.only('station-out').effect).toMatchObject({ connectors: 2 });
  });

  test('UPS on battery because the street is dead: the utility is the cause', () => {
    const bed = well();
    bed.pass(20, () =>
      rowsWith(bed.inventory, (resource, metric, value) => {
        if (resource === 'utility/dc/ua' && metric === 'utility.state') return 0;
        return resource === 'ups/dc/a1' && metric === 'ups.state' ? 1 : value;
      }),
    );
    expect(bed.roots()).toEqual(['feed-dead utility/dc/ua +1']);
  });
});
