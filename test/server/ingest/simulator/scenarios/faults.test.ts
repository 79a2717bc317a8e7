import { expect, test } from 'vitest';
import { inventoryOf, resource, smallPlant, smallZone, wholeZone } from '../zone.ts';
import { actOut, type Reports } from './act-out.ts';

const zone = wholeZone();
const racks = smallZone().filter(({ id, reporting }) => reporting && id.startsWith('rack/dc/p1-h01'));
const uplinks = smallZone().filter(({ kind }) => kind === 'uplink');
const CELL_METRICS = ['users', 'prb-dl', 'traffic-dl', 'power', 'administrative-state', 'energy-saving'];

/** A cell that is on air before anything happens. */
function onAir(site: string): string {
  let found = '';
  actOut(zone, [{ at_s: 1, fault: 'energy-saving', resource: 'site/s1', for_s: 1 }], [0], (of) => {
    found = [1, 2, 3].map((n) => `cell/${site}/${n}`).find((id) => of('cell.operational-state', id) === 1) ?? '';
  });
  return found;
}

test('backhaul-cut: a dead node takes the sites that only it leads to; their state is known, the rest is silence', () => {
  const step = { fault: 'backhaul-cut', resource: 'backhaul-node/ring-1/n2', for_s: 60 };
  actOut(zone, [step], [0, 61], (of, second) => {
    const cut = second === 0;
    expect(of('backhaul-node.operational-state', 'backhaul-node/ring-1/n2')).toBe(cut ? 0 : 1);
    expect(of('backhaul-link.operational-state', 'backhaul-link/ring-1/3')).toBe(cut ? 0 : 1);
    // Sites 1, 4, 7 hang on n2; site 9 on the spur behind it.
    for (const site of ['s4', 's9']) {
      if (cut) expect(of('cell.operational-state', `cell/${site}/1`)).toBe(0);
      for (const metric of CELL_METRICS) expect(Number.isNaN(of(`cell.${metric}`, `cell/${site}/1`))).toBe(cut);
      expect(Number.isNaN(of('site.mains', `site/${site}`))).toBe(cut);
    }
    expect(of('site.mains', 'site/s2')).toBe(1);
  });
});

test('backhaul-cut: a cut link of a ring takes no site; its traffic goes the other way round', () => {
  const step = { at_s: 10, fault: 'backhaul-cut', resource: 'backhaul-link/ring-1/1', for_s: 60 };
  let before = 0;
  actOut(zone, [step], [0, 10], (of, second) => {
    const other = of('backhaul-link.in', 'backhaul-link/ring-1/4');
    if (second === 0) before = other;
    else {
      expect(of('backhaul-link.operational-state', 'backhaul-link/ring-1/1')).toBe(0);
      expect(of('backhaul-link.out', 'backhaul-link/ring-1/1')).toBe(0);
      expect(other).toBeGreaterThan(1.5 * before);
    }
    for (let site = 1; site <= 9; site++) expect(of('site.mains', `site/s${site}`)).toBe(1);
  });
});

test('mains-loss at a site: the battery counts down, radios are shed at half, then transmission, then all returns', () => {
  const step = { fault: 'mains-loss', resource: 'site/s1', for_s: 400, params: { battery_s: 100 } };
  const cell = onAir('s1');
  const left: number[] = [];
  const untilShed: number[] = [];
  actOut(zone, [step], [0, 40, 60, 240, 260, 401], (of, second) => {
    left.push(of('site.battery-runtime', 'site/s1'));
    untilShed.push(of('site.radio-backup-left', 'site/s1'));
    const state = of('cell.operational-state', cell);
    if (second < 50 || second > 400) expect(state).toBe(1);
    else if (second < 250) expect(state).toBe(0);
    else expect(state).toBeNaN();
    expect(of('site.mains', 'site/s1')).toEqual(second > 400 ? 1 : second > 250 ? Number.NaN : 0);
    expect(of('site.mains', 'site/s2')).toBe(1);
  });
  expect(left.slice(0, 4)).toEqual([100, 60, 190, 10]);
  expect(untilShed.slice(0, 4)).toEqual([50, 10, 0, 0]);
});

test('rectifier-failure: the mains stay, the battery counts down, radios are shed at half of it', () => {
  const step = { fault: 'rectifier-failure', resource: 'site/s1', for_s: 100, params: { battery_s: 100 } };
  const cell = onAir('s1');
  actOut(zone, [step], [40, 60, 101], (of, second) => {
    const failed = second < 100;
    expect(of('site.mains', 'site/s1')).toBe(1);
    expect(of('site.rectifier', 'site/s1')).toBe(failed ? 0 : 1);
    expect(of('site.rectifier', 'site/s2')).toBe(1);
    expect(of('cell.operational-state', cell)).toBe(second === 60 ? 0 : 1);
    if (failed) expect(of('site.battery-runtime', 'site/s1')).toBe(second === 40 ? 60 : 190);
  });
});

test('mains-loss at the data centre: UPS bridge until generators carry the load after 10–15 s', () => {
  const step = { fault: 'mains-loss', resource: 'datacentre/dc', for_s: 120 };
  actOut(zone, [step], [5, 20, 121], (of, second) => {
    const lost = second < 120;
    const bridged = second === 5;
    for (const side of ['a', 'b']) {
      expect(of('utility.state', `utility/dc/${side}`)).toBe(lost ? 0 : 1);
      if (lost) expect(of('utility.power', `utility/dc/${side}`)).toBe(0);
      expect(of('transformer.state', `transformer/dc/${side}`)).toBe(lost ? 0 : 1);
      expect(of('ups.state', `ups/dc/${side}`)).toBe(bridged ? 1 : 0);
      expect(of('generator.state', `generator/dc/${side}`)).toBe(lost && !bridged ? 1 : 0);
      expect(of('generator.power', `generator/dc/${side}`) > 0).toBe(lost && !bridged);
      expect(of('power-feed.state', `power-feed/dc/p1-h01/${side}`)).toBe(1);
    }
    expect(of('rack.power-a', racks[0]!.id)).toBeGreaterThan(0);
  });
});

test('mains-loss without generators: batteries run out, then the racks are dark', () => {
  const { resources, links } = smallPlant();
  const without = [...smallZone(), ...resources].filter(({ kind }) => kind !== 'generator');
  const known = new Set(without.map(({ id }) => id));
  const left = links.filter(({ from, to }) => known.has(from) && known.has(to));
  const step = { fault: 'mains-loss', resource: 'datacentre/dc', params: { battery_s: 60 } };
  actOut(inventoryOf(without, 'Asia/Shanghai', left), [step], [30, 61], (of, second) => {
    const rack = racks[0]!.id;
    expect(of('ups.state', 'ups/dc/a')).toBe(second === 30 ? 1 : 3);
    expect(of('ups.battery-runtime', 'ups/dc/a')).toBe(second === 30 ? 30 : 0);
    expect(of('rack.power-a', rack) > 0).toBe(second === 30);
    expect(Number.isNaN(of('rack.inlet-top', rack))).toBe(second === 61);
  });
});

test('gnss-loss: hold-over, then free running, and only then TDD cells are out', () => {
  const step = { fault: 'gnss-loss', resource: 'site/s2', for_s: 200, params: { holdover_s: 100 } };
  const cell = onAir('s2');
  actOut(zone, [step], [50, 150, 201], (of, second) => {
    expect(of('site.clock', 'site/s2')).toBe({ 50: 0, 150: 2, 201: 1 }[second]);
    expect(of('site.holdover-left', 'site/s2')).toBe({ 50: 50, 150: 0, 201: 4 * 3_600 }[second]);
    expect(of('cell.operational-state', cell)).toBe(second === 150 ? 0 : 1);
  });
});

test('cooling-trip: the unit is out, standby starts, fans speed up, near racks rise 2–6 K and recover', () => {
  const tripped = 'cooling-unit/dc/p1-h01/c1';
  const units = [1, 2, 3, 4, 5].map((n) => `cooling-unit/dc/p1-h01/c${n}`);
  const step = { at_s: 10, fault: 'cooling-trip', resource: tripped, for_s: 600 };
  const top = new Map<number, readonly number[]>();
  const running = new Map<number, number>();
  actOut(zone, [step], [0, 600, 1_900], (of, second) => {
    top.set(
      second,
      racks.map(({ id }) => of('rack.inlet-top', id)),
    );
    running.set(second, units.filter((unit) => of('cooling-unit.state', unit) === 1).length);
    if (second === 600) {
      expect(of('cooling-unit.state', tripped)).toBe(2);
      expect(of('cooling-unit.fan', tripped)).toBe(0);
    }
  });
  expect([...running.values()]).toEqual([4, 4, 4]);
  const rise = (second: number) => Math.max(...top.get(second)!.map((value, i) => value - top.get(0)![i]!));
  expect(rise(600)).toBeGreaterThan(2);
  expect(rise(600)).toBeLessThan(6);
  const untouched = top.get(600)!.filter((value, i) => value - top.get(0)![i]! < 0.5);
  expect(untouched.length).toBeGreaterThan(0.4 * racks.length);
  expect(rise(1_900)).toBeLessThan(0.7);
});

test('feed-loss: feed A is dead, feed B carries all, racks with a single cord on A are dark', () => {
  const single = { ...racks[0]!, attributes: new Map([...racks[0]!.attributes, ['feed_a', 'a'] as const]) };
  const all = [...smallZone(), ...smallPlant().resources].map((each) => (each.id === single.id ? single : each));
  const corded = inventoryOf(all, 'Asia/Shanghai', smallPlant().links);
  const sums = new Map<number, number>();
  const step = { at_s: 10, fault: 'feed-loss', resource: 'hall/dc/p1-h01', for_s: 60, params: { feed: 'a' } };
  actOut(corded, [step], [0, 10], (of, second) => {
    const [a, b] = ['a', 'b'].map((feed) => of('power-feed.power', `power-feed/dc/p1-h01/${feed}`));
    sums.set(second, a! + b!);
    expect(of('power-feed.state', 'power-feed/dc/p1-h01/a')).toBe(second === 0 ? 1 : 0);
    expect(of('power-feed.state', 'power-feed/dc/p1-h02/a')).toBe(1);
    if (second === 0) return;
    expect(a).toBe(0);
    for (const { id } of racks.slice(1)) {
      expect(of('rack.power-a', id)).toBe(0);
      expect(of('rack.power-b', id)).toBeGreaterThan(0);
    }
    expect(of('rack.power-b', single.id)).toBe(0);
    expect(of('rack.inlet-top', single.id)).toBeNaN();
  });
  expect(sums.get(10)! / sums.get(0)!).toBeGreaterThan(0.97);
});

test('carrier-cut: its ports are down, their traffic moves to the others, none above its capacity', () => {
  const carriers = [...smallZone()].map((each) =>
    each.kind === 'uplink' && Number(each.id.slice(-2)) <= 5 ? { ...each, parent: 'carrier/ct' } : each,
  );
  const both = [resource('carrier/ct', 'zone/z'), resource('carrier/cmcc', 'zone/z')];
  const total = (of: Reports) => uplinks.reduce((sum, { id }) => sum + of('uplink.out', id), 0);
  const seen: number[] = [];
  const step = { at_s: 10, fault: 'carrier-cut', resource: 'carrier/ct', for_s: 60 };
  actOut(inventoryOf([...carriers, ...both]), [step], [0, 10], (of, second) => {
    seen.push(total(of));
    expect(of('uplink.oper-status', 'uplink/cmcc/p01')).toBe(second === 0 ? 1 : 2);
    expect(of('uplink.oper-status', 'uplink/cmcc/p06')).toBe(1);
    if (second === 10) expect(of('uplink.out', 'uplink/cmcc/p01')).toBe(0);
    for (const { id } of uplinks) expect(of('uplink.out', id)).toBeLessThanOrEqual(1e12);
  });
  expect(seen[1]! / seen[0]!).toBeGreaterThan(0.97);
});

test('charger-fault: a station’s connectors are Faulted and draw nothing; others go on', () => {
  const station = [...smallZone(), resource('charging-station/cs1', 'zone/z')];
  actOut(inventoryOf(station), [{ fault: 'charger-fault', resource: 'charging-station/cs1', for_s: 60 }], [1], (of) => {
    for (let n = 1; n <= 5; n++) {
      expect(of('connector.status', `connector/cs1/${n}`)).toBe(8);
      expect(of('connector.power', `connector/cs1/${n}`)).toBe(0);
    }
    const others = Array.from({ length: 55 }, (_, n) => `connector/cs${Math.ceil((n + 6) / 5)}/${n + 6}`);
    expect(others.filter((id) => of('connector.status', id) === 8).length).toBeLessThan(4);
  });
});

test('silent-source: nothing is heard of the racks of a hall, while they draw power as before', () => {
  const step = { at_s: 10, fault: 'silent-source', resource: 'hall/dc/p1-h01', for_s: 60, params: { kind: 'rack' } };
  const feed: number[] = [];
  actOut(zone, [step], [0, 10, 71], (of, second) => {
    feed.push(of('power-feed.power', 'power-feed/dc/p1-h01/a'));
    for (const { id } of racks) expect(Number.isNaN(of('rack.inlet-top', id))).toBe(second === 10);
    expect(of('cooling-unit.state', 'cooling-unit/dc/p1-h01/c1')).not.toBeNaN();
    expect(of('rack.inlet-top', 'rack/dc/p1-h02/r01/01')).not.toBeNaN();
  });
  expect(feed[1]! / feed[0]!).toBeCloseTo(1, 1);
});

test('sleeping-cell: on air by its own word, and nobody is on it', () => {
  const cell = onAir('s5');
  actOut(zone, [{ fault: 'sleeping-cell', resource: cell, for_s: 60 }], [1, 61], (of, second) => {
    expect(of('cell.operational-state', cell)).toBe(1);
    expect(of('cell.energy-saving', cell)).toBe(0);
    expect(of('cell.users', cell) === 0).toBe(second === 1);
    expect(of('cell.traffic-dl', cell) === 0).toBe(second === 1);
  });
});

test('energy-saving: said so, enabled, without users, at a fraction of the power', () => {
  const cell = onAir('s5');
  actOut(zone, [{ fault: 'energy-saving', resource: cell, for_s: 60 }], [1], (of) => {
    expect(of('cell.energy-saving', cell)).toBe(1);
    expect(of('cell.operational-state', cell)).toBe(1);
    expect(of('cell.users', cell)).toBe(0);
    expect(of('cell.power', cell)).toBeLessThan(300);
  });
});
