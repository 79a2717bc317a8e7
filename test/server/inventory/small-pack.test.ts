import { describe, expect, test } from 'vitest';
import { loadZone } from '../../../server/inventory/index.ts';
import { inventoryView } from '../../../server/inventory/view.ts';
import { BadCursor } from '../../../server/ports.ts';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';
import { editedPack, replace, SMALL_PACK } from './edited-pack.ts';

const inventory = await loadZone({ folder: SMALL_PACK });

describe("a user's pack without base map or presets", () => {
  test('has the kinds of resources that its tables hold, with parents, names and lifecycle', () => {
    const counts = RESOURCE_KINDS.map((kind) => [kind, inventory.ofKind(kind).length] as const);
    expect(counts.filter(([, count]) => count > 0)).toEqual([
      ['zone', 1],
      ['site', 2],
      ['cell', 3],
      ['datacentre', 1],
      ['phase', 1],
      ['hall', 1],
      ['row', 2],
      ['rack', 4],
      ['power-feed', 2],
      ['carrier', 1],
      ['uplink', 2],
      ['charging-station', 1],
      ['connector', 2],
    ]);
    for (const kind of RESOURCE_KINDS.slice(1)) {
      for (const { parent } of inventory.ofKind(kind)) expect(inventory.find(parent ?? ''), kind).toBeDefined();
    }
    expect(inventory.find('site/hb-1')?.name).toEqual({ zh: '北码头', en: 'Quay, north' });
    expect(inventory.find('rack/dock/h1/r1/01')).toMatchObject({
      parent: 'row/dock/h1/r1',
      name: { zh: 'H1-R1-01', en: 'H1-R1-01' },
      lifecycle: 'in-service',
      synthetic: false,
    });
    expect(inventory.find('rack/dock/h1/r1/02')?.attributes.has('feed_b')).toBe(false);
    expect(inventory.find('uplink/dock/one-1')?.altResource).toEqual(['et-0/0/0']);
    expect(inventory.find('cell/hb-1/2')?.position).toEqual({ lat: 38.7, lon: -9.1 });
    expect(Object.isFrozen(inventory.find('cell/hb-1/2'))).toBe(true);
  });

  test('what is in service reports, and what contains it by roll-up', () => {
    const reporting = RESOURCE_KINDS.flatMap((kind) => inventory.ofKind(kind)).filter((each) => each.reporting);
    expect(reporting.map(({ id }) => id)).toEqual([
      'zone/harbour',
      'site/hb-1',
      'cell/hb-1/1',
      'cell/hb-1/2',
      'datacentre/dock',
      'phase/dock/p1',
      'hall/dock/h1',
      'rack/dock/h1/r1/01',
      'rack/dock/h1/r1/02',
      'rack/dock/h1/r2/01',
      'power-feed/dock/h1/a',
      'power-feed/dock/h1/b',
      'carrier/one',
      'uplink/dock/one-1',
      'uplink/dock/one-2',
      'charging-station/q1',
      'connector/q1/1',
    ]);
  });

  test('an outline that is not drawn is the box around its places', () => {
    expect(inventory.zone.basemapLayers).toEqual([]);
    expect(inventory.zone.outline).toHaveLength(1);
    expect(inventory.zone.targets.egressBps).toBe(2e11);
    expect(inventory.basemap('sea')).toBeUndefined();
  });

  test('a coverage profile of its own is read; what it does not say is not there', async () => {
    const { replace } = await import('./edited-pack.ts');
    const folder = await editedPack(SMALL_PACK, {
      'zone.json': replace('"targets"', '"coverage": {"profile": {"rsrp_dbm": -98}}, "targets"'),
    });
    expect((await loadZone({ folder })).zone.coverageProfile).toEqual({ rsrpDbm: -98 });
    expect(inventory.zone.coverageProfile).toBeUndefined();
  });

  test('only zone.json is needed', async () => {
    const empty = await editedPack(SMALL_PACK, {});
    const { readdir, rm } = await import('node:fs/promises');
    for (const file of await readdir(empty)) if (file !== 'zone.json') await rm(`${empty}/${file}`);
    const bare = await loadZone({ folder: empty });
    expect(bare.dictionary.seriesCount).toBeGreaterThan(0);
    expect(bare.zone.outline).toEqual([]);
    expect(bare.search({ limit: 10 }).total).toBe(1);
  });
});

describe('lookups', () => {
  test('series, resource and metric lead to each other; strangers give −1', () => {
    const series = inventory.series('rack/dock/h1/r2/01', 'rack.inlet');
    expect(inventory.resourceOf(series).id).toBe('rack/dock/h1/r2/01');
    expect(inventory.metricOf(series).id).toBe('rack.inlet');
    expect(inventory.series('rack/dock/h1/r2/01', 'cell.users')).toBe(-1);
    expect(inventory.series('rack/dock/h1/r2/01', 'rack.nothing')).toBe(-1);
    expect(inventory.series('rack/dock/h1/r9/01', 'rack.inlet')).toBe(-1);
    expect(inventory.ordinal('rack/dock/h1/r2/01')).toBe(2);
    expect(inventory.ordinal('__proto__')).toBe(-1);
    expect(inventory.children('row/dock/h1/r2').map(({ id }) => id)).toEqual([
      'rack/dock/h1/r2/01',
      'rack/dock/h1/r2/02',
    ]);
  });

  test('the version changes with the ids and not with the rest', async () => {
    const renamed = await editedPack(SMALL_PACK, { 'racks.csv': replace('acme', 'other') });
    const moved = await editedPack(SMALL_PACK, { 'racks.csv': replace('h1,r2,02', 'h1,r2,03') });
    expect((await loadZone({ folder: renamed })).version).toBe(inventory.version);
    expect((await loadZone({ folder: moved })).version).not.toBe(inventory.version);
  });
});

describe('search', () => {
  const ids = (query: Partial<Parameters<typeof inventory.search>[0]>) =>
    inventory.search({ limit: 100, ...query }).resources.map(({ id }) => id);

  test('finds every term in id, either name or altResource, in any case', () => {
    expect(ids({ q: 'QUAY north', kind: 'site' })).toEqual(['site/hb-1']);
    expect(ids({ q: '北码头', kind: 'site' })).toEqual(['site/hb-1']);
    expect(ids({ q: 'ET-0/0/1' })).toEqual(['uplink/dock/one-2']);
    expect(ids({ q: 'quay gate' })).toEqual([]);
  });

  test('puts ids that begin with the query first, otherwise keeps the order of the inventory', () => {
    expect(ids({ q: 'h1-r1' }).slice(0, 2)).toEqual(['rack/dock/h1/r1/01', 'rack/dock/h1/r1/02']);
    // The zone's id holds the letters too.
    expect(ids({ q: 'one', limit: 3 })).toEqual(['carrier/one', 'zone/harbour', 'uplink/dock/one-1']);
    expect(ids({ q: 'uplink' })[0]).toBe('uplink/dock/one-1');
  });

  test('narrows by kind and parent', () => {
    expect(ids({ parent: 'hall/dock/h1' })).toEqual([
      'row/dock/h1/r1',
      'row/dock/h1/r2',
      'power-feed/dock/h1/a',
      'power-feed/dock/h1/b',
    ]);
    expect(ids({ parent: 'hall/dock/h1', kind: 'row' })).toEqual(['row/dock/h1/r1', 'row/dock/h1/r2']);
    expect(ids({ parent: 'hall/dock/none' })).toEqual([]);
  });

  test('pages give every resource once and end with null', () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = inventory.search({ q: 'dock', limit: 3, cursor: cursor ?? undefined });
      seen.push(...page.resources.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(ids({ q: 'dock' }));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("a cursor that is garbage, forged or another query's is refused by name", () => {
    const { next } = inventory.search({ q: 'dock', limit: 3 });
    expect(next).toMatch(/^[A-Za-z0-9_-]+$/);
    const forged = Buffer.from(Buffer.from(next!, 'base64url').toString().replace('3.', '99.')).toString('base64url');
    for (const cursor of ['', '!', 'AAAA', forged]) {
      expect(() => inventory.search({ q: 'dock', limit: 3, cursor }), cursor).toThrow(BadCursor);
    }
    expect(() => inventory.search({ q: 'h1', limit: 3, cursor: next! })).toThrow(BadCursor);
  });
});

test('the view names resources in columns, parents by kind and ordinal', () => {
  const view = inventoryView(inventory);
  expect(view.version).toBe(inventory.version);
  expect(view.kinds.map(({ kind }) => kind)).toEqual(RESOURCE_KINDS);
  const racks = view.kinds.find(({ kind }) => kind === 'rack')!;
  expect(racks).toEqual({
    kind: 'rack',
    id: ['rack/dock/h1/r1/01', 'rack/dock/h1/r1/02', 'rack/dock/h1/r2/01', 'rack/dock/h1/r2/02'],
    name: [null, null, null, null],
    parentKind: [1, 1, 1, 1].map(() => RESOURCE_KINDS.indexOf('row')),
    parent: [0, 0, 1, 1],
    lifecycle: [2, 2, 2, 3],
    position: [null, null, null, null],
    reporting: [1, 1, 1, 0],
    attributes: { occupied: [1, 0, 1, 0], rated_w: [4000, 4000, 4000, 4000], units: [42, 42, 42, 42] },
  });
  expect(view.kinds[0]).toMatchObject({ name: [['港口园区', 'Harbour park']], parentKind: [-1], parent: [-1] });
  expect(view.kinds.find(({ kind }) => kind === 'connector')!.attributes).toEqual({
    power_kw: [7, 60],
    connector_type: ['AC', 'DC'],
  });
});
