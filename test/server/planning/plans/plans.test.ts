import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outlineBox } from '../../../../server/planning/outline-box.ts';
import { applyChanges } from '../../../../server/planning/plans/apply-changes.ts';
import { createRadioTable } from '../../../../server/planning/radio-table.ts';
import { PlanningRefused } from '../../../../server/ports.ts';
import type { PlanChange } from '../../../../shared/wire/planning.ts';
import { planWhatIfReplySchema } from '../../../../shared/wire/planning-plan-schemas.ts';
import { placeAt } from '../../../shared/radio/random-network.ts';
import { createPlanningBed, park } from '../park.ts';

async function ready(inventory = park()) {
  const bed = createPlanningBed(inventory);
  bed.serveAll();
  await bed.settle();
  const ask = async (id: string, changes: PlanChange[], against?: string) => {
    const reply = bed.planning.plans.whatIf(id, { changes, ...(against === undefined ? {} : { against }) });
    await bed.settle();
    return planWhatIfReplySchema.parse(await reply);
  };
  return { bed, plans: bed.planning.plans, ask };
}

const refusal = (act: () => unknown): { code: string; field: string | undefined } | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (!(error instanceof PlanningRefused)) throw error;
    return { code: error.code, field: error.field };
  }
};

describe('issue 7: what-if of a site that is moved, added, removed, re-tilted, re-powered', () => {
  test('a site taken away loses what a run of the others does not cover; before and after differ by gained and lost', async () => {
    const { bed, ask } = await ready();
    const reply = await ask('on-air', [{ change: 'remove', resource: 'site/s2' }]);
    expect(reply.before).toEqual(bed.planning.summary().onAir);
    expect(reply.after).toMatchObject({ sites: 3, cells: 9 });
    expect(reply.lost.areaKm2).toBeGreaterThan(0.5);
    expect(reply.lost.polygons.length).toBeGreaterThan(0);
    const net = reply.gained.areaKm2 - reply.lost.areaKm2;
    expect(reply.after.areaKm2 - reply.before.areaKm2).toBeCloseTo(net, 6);
    const outage = bed.planning.whatIf({ sites: ['site/s2'] });
    await bed.settle();
    expect((await outage).after.areaKm2).toBeCloseTo(reply.after.areaKm2, 3);
  });

  test('there and back again is nothing; the same question gives the same numbers', async () => {
    const { ask } = await ready();
    const remove: PlanChange = { change: 'remove', resource: 'site/s2' };
    const back = await ask('on-air', [remove, { change: 'add', site: 'site/s2' }]);
    expect(back.after).toEqual(back.before);
    expect(back).toMatchObject({ gained: { areaKm2: 0, polygons: [] }, lost: { areaKm2: 0, polygons: [] } });
    const [{ workedOutMs: _, ...one }, { workedOutMs: __, ...other }] = [
      await ask('on-air', [remove]),
      await ask('on-air', [remove]),
    ];
    expect(one).toEqual(other);
  });

  test('more power covers more by level, a steep tilt less, a planned site more; a new one is like those on air', async () => {
    const { ask } = await ready();
    const level = async (change: PlanChange) => {
      const { before, after } = await ask('on-air', [change]);
      return after.rsrpAreaShare - before.rsrpAreaShare;
    };
    expect(await level({ change: 'power', resource: 'site/s1', txPowerDbm: 56 })).toBeGreaterThan(0);
    expect(await level({ change: 'tilt', resource: 'site/s1', tiltDeg: 25 })).toBeLessThan(0);
    expect(await level({ change: 'turn', resource: 'cell/s4/1', azimuthDeg: 180 })).not.toBe(0);
    expect(await level({ change: 'add', site: 'site/s5' })).toBeGreaterThan(0);
    const position = placeAt(3800, 600);
    const [invented, planned] = [
      await level({ change: 'add', site: 'site/new-1', position }),
      await level({ change: 'add', site: 'site/s5' }),
    ];
    expect(invented).toBeCloseTo(planned, 9);
    expect(await level({ change: 'move', site: 'site/s1', position: placeAt(-800, 100) })).toBeLessThan(0);
  });
});

describe('issue 7: named plans', () => {
  const changes: PlanChange[] = [{ change: 'add', site: 'site/s5' }];

  test('are kept, compared, drawn, and built upon by a ranking', async () => {
    const { bed, plans, ask } = await ready();
    const kept = plans.create({ name: '东区', base: 'on-air', changes });
    expect(kept).toMatchObject({ id: 'p1', name: '东区', sites: 5, cells: 15, problem: null });
    const other = plans.create({
      name: 'both',
      base: 'on-air',
      changes: [...changes, { change: 'add', site: 'site/s6' }],
    });
    expect(plans.list().plans.map(({ id }) => id)).toEqual(['p1', 'p2']);
    expect((await ask(kept.id, [])).against).toBe('on-air');
    const compared = await ask(other.id, [], kept.id);
    expect(compared.before.sites).toBe(5);
    expect(compared.gained.areaKm2).toBeGreaterThan(0);
    expect((await ask('planned', [], other.id)).after).toEqual(compared.after);
    const draw = async (query: { plan?: string; milestone?: string; state: 'now' | 'planned' }) => {
      const raster = bed.planning.raster({ layer: 'covered', ...query });
      await bed.settle();
      return Buffer.from((await raster).gzip)
        .toString('base64')
        .slice(40);
    };
    expect(await draw({ state: 'now', plan: other.id })).not.toBe(await draw({ state: 'now', plan: kept.id }));
    const { id } = plans.rank(kept.id, {
      candidates: 'table',
      count: 2,
      spacingM: 0,
      gridM: 500,
      phases: [],
      weight: 'area',
      costs: [],
      budget: null,
      readyBy: null,
    });
    const done = async () => bed.planning.ranking(id)?.result ?? null;
    await expect.poll(done, { timeout: 60_000 }).not.toBeNull();
    expect((await done())!.ranked.map(({ site }) => site)).toEqual(['site/s6']);
    expect(plans.remove(kept.id)).toBe(true);
    expect(plans.remove(kept.id)).toBe(false);
    expect(plans.create({ name: 'next', base: 'planned', changes: [] }).id).toBe('p3');
  });

  test('one that names an unknown site is refused by name and place, and nothing is kept', async () => {
    const { plans } = await ready();
    const make = (...some: PlanChange[]) =>
      refusal(() => plans.create({ name: 'x', base: 'on-air', changes: [...changes, ...some] }));
    expect(make({ change: 'remove', resource: 'site/s9' })).toEqual({
      code: 'unknown-site',
      field: 'changes.1.resource',
    });
    expect(make({ change: 'tilt', resource: 'cell/s9/1', tiltDeg: 3 })).toMatchObject({ code: 'unknown-cell' });
    expect(make({ change: 'add', site: 'site/s9' })).toEqual({ code: 'unknown-site', field: 'changes.1.site' });
    expect(make({ change: 'add', site: 'site/s5' })).toMatchObject({ code: 'bad-change' });
    const swapped = { lat: 36.2, lon: 36.2 };
    expect(make({ change: 'move', site: 'site/s1', position: swapped })).toEqual({
      code: 'bad-change',
      field: 'changes.1.position',
    });
    expect(plans.list().plans).toEqual([]);
  });
});

test('changes of any kind in any order: refused by name, or a network whose cells each have a site and can be computed', () => {
  const inventory = park();
  const table = createRadioTable(inventory);
  const drawing = { table, template: table.cells[table.onAir[0]!]!, box: outlineBox(inventory) };
  const site = fc.constantFrom('site/s1', 'site/s2', 'site/s5', 'site/new', 'site/none');
  const resource = fc.oneof(site, fc.constantFrom('cell/s1/1', 'cell/s1/2', 'cell/new/1'));
  const position = fc
    .tuple(fc.integer({ min: -6000, max: 6000 }), fc.integer({ min: -2000, max: 2000 }))
    .map(([eastM, northM]) => placeAt(eastM, northM));
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const change: fc.Arbitrary<PlanChange> = fc.oneof(
    fc.record({ change: fc.constant('add' as const), site, position }),
    fc.record({ change: fc.constant('add' as const), site }),
    fc.record({ change: fc.constant('remove' as const), resource }),
    fc.record({ change: fc.constant('move' as const), site, position }),
    fc.record({ change: fc.constant('tilt' as const), resource, tiltDeg: number(-30, 30) }),
    fc.record({ change: fc.constant('turn' as const), resource, azimuthDeg: number(0, 359) }),
    fc.record({ change: fc.constant('power' as const), resource, txPowerDbm: number(0, 70) }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.constantFrom('on-air', 'planned'), (changes, base) => {
      const make = () => applyChanges(drawing, base, changes);
      const refused = refusal(make);
      if (refused !== null) {
        expect(['unknown-site', 'unknown-cell', 'bad-change']).toContain(refused.code);
        expect(refused.field).toMatch(/^changes\.\d+/);
        return;
      }
      const network = make();
      expect(network).toEqual(make());
      expect(new Set(network.ids).size).toBe(network.ids.length);
      expect(new Set(network.siteOf).size).toBe(network.sites.length);
      for (const [cell, { azimuthDeg, position: at }] of network.cells.entries()) {
        expect(azimuthDeg).toBeGreaterThanOrEqual(0);
        expect(azimuthDeg).toBeLessThan(360);
        expect(at.lat).toBeLessThan(90);
        expect(network.sites[network.siteOf[cell]!]).toBeDefined();
      }
    }),
  );
});
