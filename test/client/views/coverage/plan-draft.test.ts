import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PlanSites, STAND } from '../../../../client/map/plan-site-layer.ts';
import { planSites, positionOfSite } from '../../../../client/views/coverage/map-content.ts';
import {
  aboutOf,
  changeWords,
  draftSites,
  newSiteId,
  withChange,
  withoutChange,
} from '../../../../client/views/coverage/plan-draft.ts';
import { worldOf } from '../../../../client/views/coverage/world-of.ts';
import { TEXT, type TextKey } from '../../../../shared/text/index.ts';
import type { PlanChange } from '../../../../shared/wire/planning.ts';
import { planChangeSchema } from '../../../../shared/wire/planning-plan-schemas.ts';
import { smallZone } from '../operations/zone.ts';

const here = { lat: 36.265, lon: 120.255 };
const there = { lat: 36.27, lon: 120.25 };
const inventory = smallZone();
const onAir = (): PlanSites =>
  planSites(
    inventory,
    { holes: [], predicted: [], asked: null, compared: null, changes: [], plan: [], ranked: [], residuals: null },
    'on-air',
    null,
    null,
  );

const change: fc.Arbitrary<PlanChange> = fc.oneof(
  fc.record({
    change: fc.constant('add' as const),
    site: fc.constantFrom('site/c', 'site/new-1'),
    position: fc.constant(here),
  }),
  fc.record({ change: fc.constant('remove' as const), resource: fc.constantFrom('site/a', 'cell/a/1') }),
  fc.record({
    change: fc.constant('move' as const),
    site: fc.constantFrom('site/a', 'site/b'),
    position: fc.constantFrom(here, there),
  }),
  fc.record({
    change: fc.constant('tilt' as const),
    resource: fc.constantFrom('site/a', 'cell/a/1'),
    tiltDeg: fc.integer({ min: 0, max: 12 }),
  }),
  fc.record({
    change: fc.constant('power' as const),
    resource: fc.constantFrom('site/a', 'site/b'),
    txPowerDbm: fc.integer({ min: 30, max: 49 }),
  }),
);

test('a site moved twice is moved once, and every change is one that the API takes', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (made) => {
      const kept = made.reduce<readonly PlanChange[]>(withChange, []);
      const names = kept.map((each) => `${each.change} ${aboutOf(each)}`);
      expect(new Set(names).size).toBe(names.length);
      for (const each of kept) expect(planChangeSchema.safeParse(each).success).toBe(true);
      // The last word on each thing is the one that counts.
      for (const each of kept) {
        expect(each).toEqual(made.findLast((one) => one.change === each.change && aboutOf(one) === aboutOf(each)));
      }
    }),
  );
});

test('undoing an added site undoes what was done to it and its cells, and nothing else', () => {
  const changes: PlanChange[] = [
    { change: 'tilt', resource: 'site/a', tiltDeg: 4 },
    { change: 'add', site: 'site/new-1', position: here },
    { change: 'tilt', resource: 'cell/new-1/2', tiltDeg: 8 },
    { change: 'move', site: 'site/new-1', position: there },
    { change: 'add', site: 'site/new-12', position: here },
  ];
  expect(withoutChange(changes, 1)).toEqual([changes[0], changes[4]]);
  expect(withoutChange(changes, 0)).toEqual(changes.slice(1));
});

test('a new site has an id that nothing has', () => {
  expect(newSiteId([])).toBe('site/new-1');
  expect(newSiteId([{ change: 'add', site: 'site/new-1', position: here }])).toBe('site/new-2');
});

test('the map shows moved sites where they go, removed ones hollow, added ones as new', () => {
  const { sites, places } = draftSites(onAir(), inventory, [
    { change: 'move', site: 'site/a', position: there },
    { change: 'remove', resource: 'site/b' },
    { change: 'add', site: 'site/c' },
    { change: 'add', site: 'site/new-1', position: here },
  ]);
  expect([sites.x[0], sites.y[0]]).toEqual([worldOf(there).x, worldOf(there).y]);
  expect([...sites.stand]).toEqual([STAND.new, STAND.planned, STAND.new]);
  expect(places).toEqual([{ ...worldOf(here), note: '+1' }]);
});

test('the table’s own columns stay as they are, and a cell that is tilted moves nothing', () => {
  const base = onAir();
  const before = [...base.stand];
  draftSites(base, inventory, [{ change: 'remove', resource: 'site/a' }]);
  expect([...base.stand]).toEqual(before);
  const { sites } = draftSites(base, inventory, [{ change: 'tilt', resource: 'cell/a/1', tiltDeg: 3 }]);
  expect([...sites.x]).toEqual([...base.x]);
});

test('a removed new site is nowhere on the map', () => {
  const { places } = draftSites(onAir(), inventory, [
    { change: 'add', site: 'site/new-1', position: here },
    { change: 'remove', resource: 'site/new-1' },
  ]);
  expect(places).toEqual([]);
});

test('a change is said with the name that the inventory has, a new site with its own', () => {
  const say = (key: TextKey, values: Readonly<Record<string, string | number>> = {}) =>
    TEXT[key].en.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  expect(changeWords({ change: 'tilt', resource: 'cell/a/1', tiltDeg: 4 }, inventory, say, 'en')).toBe(
    'Tilt cell/a/1 name to 4.0°',
  );
  expect(changeWords({ change: 'add', site: 'site/new-1', position: here }, inventory, say, 'en')).toBe(
    'Add new-1 36.2650, 120.2550',
  );
});

test('a cell is where its site is; what is no radio is nowhere', () => {
  expect(positionOfSite(inventory, 'cell/b/1')).toEqual(inventory.position('site', 1));
  expect(positionOfSite(inventory, 'rack/d/h1/r1/01')).toBeNull();
});
