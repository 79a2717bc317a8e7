import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadZone } from '../../../server/inventory/index.ts';
import { inventoryView } from '../../../server/inventory/view.ts';
import { metresBetween } from '../../../shared/geo/distance.ts';
import { surfaceAt } from '../../../shared/geo/land-mask.ts';
import { insideRings } from '../../../shared/geo/polygon.ts';
import { type Link, RESOURCE_KINDS, type Resource } from '../../../shared/model/resource.ts';

const folder = resolve(import.meta.dirname, '../../../server/zones/qingdao');
const inventory = await loadZone({ folder });
const sum = (resources: readonly Resource[], attribute: string) =>
  resources.reduce((total, { attributes }) => total + Number(attributes.get(attribute)), 0);

describe('the Qingdao demo zone', () => {
  test('has 27 sites on air and 76 planned or building, three cells each', () => {
    const sites = inventory.ofKind('site');
    expect(sites).toHaveLength(103);
    expect(sites.filter(({ lifecycle }) => lifecycle === 'in-service')).toHaveLength(27);
    expect(sites.filter(({ lifecycle }) => lifecycle === 'building')).toHaveLength(12);
    expect(sites.filter(({ lifecycle }) => lifecycle === 'planned')).toHaveLength(64);
    expect(sites.every(({ id }) => inventory.children(id).length === 3)).toBe(true);
    expect(sites[18]!.id).toBe('site/qd-ht-019');
    expect(inventory.ofKind('cell')).toHaveLength(309);
    expect(inventory.ofKind('cell').filter(({ reporting }) => reporting)).toHaveLength(81);
    expect(sites.filter(({ reporting }) => reporting)).toHaveLength(27);
  });

  test('puts every site, backhaul node, charger and the data centre inside the outline and on land', () => {
    const header = JSON.parse(readFileSync(`${folder}/basemap/landmask_3s.json`, 'utf8'));
    const mask = { ...header, cells: readFileSync(`${folder}/basemap/landmask_3s.bin`) };
    for (const kind of ['site', 'backhaul-node', 'charging-station', 'datacentre'] as const) {
      for (const { id, position } of inventory.ofKind(kind)) {
        expect(insideRings(position!.lon, position!.lat, inventory.zone.outline), id).toBe(true);
        expect(surfaceAt(mask, position!), id).toBe('land');
      }
    }
    expect(surfaceAt(mask, { lat: 36.15, lon: 120.25 })).toBe('sea');
    expect(surfaceAt(mask, { lat: 36.5, lon: 120.25 })).toBe('unknown');
  });

  test('keeps sites 300 m apart, and the PCI of neighbours apart in mod 30 and altogether', () => {
    const sites = inventory.ofKind('site');
    const group = (site: Resource) => Number(inventory.children(site.id)[0]!.attributes.get('pci')) / 3;
    for (const site of sites) {
      const others = sites
        .filter((other) => other !== site)
        .map((other) => ({ other, distance: metresBetween(site.position!, other.position!) }))
        .sort((a, b) => a.distance - b.distance);
      expect(others[0]!.distance).toBeGreaterThanOrEqual(300);
      expect(group(others[0]!.other) % 10, site.id).not.toBe(group(site) % 10);
    }
    expect(new Set(inventory.ofKind('cell').map(({ attributes }) => attributes.get('pci'))).size).toBe(309);
  });

  test('has 16 halls of 500 racks in service and 24 of 500 being built', () => {
    const [phase1, phase2] = inventory.ofKind('phase').map(({ id }) => inventory.children(id));
    expect([phase1!.length, phase2!.length]).toEqual([16, 24]);
    for (const hall of inventory.ofKind('hall')) {
      const rows = inventory.children(hall.id).filter(({ kind }) => kind === 'row');
      expect(rows.flatMap(({ id }) => inventory.children(id))).toHaveLength(500);
    }
    const racks = inventory.ofKind('rack');
    expect(racks).toHaveLength(20_000);
    expect(racks.filter(({ reporting }) => reporting)).toHaveLength(8000);
    expect(racks.filter(({ lifecycle }) => lifecycle === 'building')).toHaveLength(12_000);
    expect(phase2!.every(({ reporting, lifecycle }) => !reporting && lifecycle === 'building')).toBe(true);
    expect(phase2!.every(({ attributes }) => attributes.has('progress_pct'))).toBe(true);
    expect(inventory.find('rack/qingyun/p1-h03/r12/08')?.name.en).toBe('P1-H03-R12-08');
    const places = new Set(
      inventory.ofKind('hall').map(({ attributes }) => `${attributes.get('floor_col')},${attributes.get('floor_row')}`),
    );
    expect(places.size).toBe(40);
  });

  test('fills about 60 % of the racks of phase 1 with ratings that draw 14–19 MW at two thirds', () => {
    const occupied = inventory.ofKind('rack').filter(({ attributes }) => attributes.get('occupied') === 1);
    expect(occupied.length / 8000).toBeGreaterThan(0.55);
    expect(occupied.length / 8000).toBeLessThan(0.65);
    expect(sum(occupied, 'rated_w') * 0.66).toBeGreaterThan(14e6);
    expect(sum(occupied, 'rated_w') * 0.66).toBeLessThan(19e6);
    const ai = inventory.ofKind('rack').filter(({ attributes }) => Number(attributes.get('rated_w')) >= 15_000);
    expect(ai).toHaveLength(1000);
    for (const { attributes, id } of inventory.ofKind('rack')) {
      const needsA = Number(attributes.get('rated_w')) / 220 / 0.8;
      expect(Number(attributes.get('feed_a_rating_a')), id).toBeGreaterThanOrEqual(needsA);
    }
  });

  test('has 20 Tbit/s of uplinks, 5 by carrier, each with an SNMP name that the mapping knows', () => {
    expect(sum(inventory.ofKind('uplink'), 'capacity_bps')).toBe(20e12);
    expect(inventory.ofKind('carrier')).toHaveLength(4);
    for (const { id } of inventory.ofKind('carrier')) expect(sum(inventory.children(id), 'capacity_bps')).toBe(5e12);
    const rule = inventory.mapping.find(({ name }) => name === 'ifHCInOctets')!;
    const named = inventory.ofKind('uplink').map(({ attributes }) => {
      return rule.resource.replace('{ifName}', rule.values!.get('ifName')!.get(String(attributes.get('if_name')))!);
    });
    expect(named).toEqual(inventory.ofKind('uplink').map(({ id }) => id));
  });

  test('has 198 connectors at 40 stations, mostly 7 kW AC, some 60–120 kW DC', () => {
    const connectors = inventory.ofKind('connector');
    expect(inventory.ofKind('charging-station')).toHaveLength(40);
    expect(connectors).toHaveLength(198);
    expect(connectors.every(({ reporting }) => reporting)).toBe(true);
    const dc = connectors.filter(({ attributes }) => attributes.get('connector_type') === 'DC');
    expect(dc.length).toBeGreaterThan(10);
    expect(dc.length).toBeLessThan(60);
    for (const { attributes } of connectors) {
      const powerKw = Number(attributes.get('power_kw'));
      expect(attributes.get('connector_type') === 'DC' ? powerKw >= 60 && powerKw <= 120 : powerKw === 7).toBe(true);
    }
  });

  test('marks everything invented as synthetic and links only what exists', () => {
    for (const kind of RESOURCE_KINDS)
      expect(
        inventory.ofKind(kind).every(({ synthetic }) => synthetic),
        kind,
      ).toBe(true);
    for (const { from, to } of inventory.links) expect(inventory.find(from) && inventory.find(to)).toBeDefined();
  });

  const dependsOn = (id: string, role: Link['role']) =>
    inventory.links.filter((link) => link.from === id && link.role === role).map(({ to }) => to);

  test('carries every feed up to a mains supply and generators, each side by one of its own', () => {
    for (const { id, attributes } of inventory.ofKind('power-feed')) {
      const side = id.slice(-1);
      const [pdu] = dependsOn(id, 'power');
      const [ups] = dependsOn(pdu!, 'power');
      const [transformer] = dependsOn(ups!, 'power');
      const above = dependsOn(transformer!, 'power');
      expect(ups).toMatch(new RegExp(`^ups/qingyun/${side}\\d+$`));
      expect(above[0]).toBe(`utility/qingyun/${side === 'a' ? 'u1' : 'u2'}`);
      expect(above.slice(1)).toHaveLength(4);
      expect(above.slice(1).every((each) => inventory.find(each)?.kind === 'generator')).toBe(true);
      expect(Number(attributes.get('rating_w'))).toBeGreaterThan(2e6);
    }
    // One side carries all when the other has failed, within 80 %.
    const occupiedW = inventory
      .ofKind('rack')
      .filter(({ attributes, reporting }) => reporting && attributes.get('occupied') === 1)
      .reduce((total, { attributes }) => total + Number(attributes.get('rated_w')), 0);
    const inService = inventory.ofKind('ups').filter(({ reporting }) => reporting);
    expect(sum(inService, 'rating_w') / 2).toBeGreaterThan((occupiedW * 0.66) / 0.8);
  });

  test('cools each hall of phase 1 by eight units that carry it when one has failed', () => {
    for (const hall of inventory.ofKind('hall').filter(({ reporting }) => reporting)) {
      const units = dependsOn(hall.id, 'cooling').map((id) => inventory.find(id)!);
      expect(units).toHaveLength(8);
      expect(units.every(({ parent, attributes }) => parent === hall.id && attributes.has('floor_position'))).toBe(
        true,
      );
    }
    expect(inventory.find('cooling-unit/qingyun/p1-h03/crah-5')?.attributes.get('floor_side')).toBe('right');
  });

  test('leads every site over nodes and links of its ring to the core', () => {
    for (const { id } of inventory.ofKind('site')) {
      const [node, ...more] = dependsOn(id, 'transport');
      expect(more).toEqual([]);
      expect(inventory.find(node!)?.attributes.get('ring')).toBeGreaterThan(0);
    }
    for (const { id } of inventory.ofKind('backhaul-node')) {
      let at = id;
      for (let step = 0; step < 6 && !at.startsWith('backhaul-node/core/'); step++) {
        const [next, ...more] = dependsOn(at, 'transport');
        expect(more, at).toEqual([]);
        at = next!;
      }
      expect(at, id).toMatch(/^backhaul-node\/core\/c[12]$/);
    }
  });

  test('closes every ring over both core nodes, so that one cut leaves every node a way', () => {
    const links = inventory.ofKind('backhaul-link');
    expect(links).toHaveLength(1 + 4 * 6);
    for (const cut of links) {
      const reached = new Set(['backhaul-node/core/c1']);
      for (let before = 0; before !== reached.size; ) {
        before = reached.size;
        for (const link of links.filter((each) => each !== cut)) {
          const ends = ['from', 'to'].map((end) => String(link.attributes.get(end)));
          if (ends.some((end) => reached.has(end))) for (const end of ends) reached.add(end);
        }
      }
      expect(reached.size, cut.id).toBe(inventory.ofKind('backhaul-node').length);
    }
  });

  test('has 128 nodes of eight GPUs in let racks of AI rows that can power them', () => {
    const nodes = inventory.ofKind('gpu-node');
    expect(sum(nodes, 'gpus')).toBe(1024);
    const perRack = new Map<string, number>();
    for (const { attributes } of nodes) {
      const rack = String(attributes.get('rack'));
      perRack.set(rack, (perRack.get(rack) ?? 0) + Number(attributes.get('rating_w')));
    }
    for (const [id, watts] of perRack) {
      const { attributes, reporting } = inventory.find(id)!;
      expect([reporting, attributes.get('occupied')]).toEqual([true, 1]);
      expect(watts).toBeLessThanOrEqual(Number(attributes.get('rated_w')));
    }
  });

  test('plans four steps for each site that is not on air, and says where people are', () => {
    expect(inventory.milestones).toHaveLength(4 * 76);
    expect(inventory.milestones.every(({ site }) => inventory.find(site)?.lifecycle !== 'in-service')).toBe(true);
    const days = inventory.milestones
      .filter(({ step }) => step === 'commissioning')
      .map(({ offsetDays }) => offsetDays);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(days.at(-1)).toBeLessThan(200);
    expect(inventory.demand.length).toBeGreaterThan(300);
    expect(inventory.demand.every(({ people, synthetic }) => people > 0 && synthetic)).toBe(true);
  });

  test('credits OpenStreetMap in both languages and has every layer of its base map', () => {
    const { attribution, basemapLayers } = inventory.zone;
    expect(attribution.zh).toContain('© OpenStreetMap contributors');
    expect(attribution.en).toContain('© OpenStreetMap contributors');
    expect(basemapLayers).toEqual(['sea', 'coastline', 'zone', 'transport_schematic', 'places']);
    for (const layer of basemapLayers) expect(JSON.parse(inventory.basemap(layer)!).type).toBe('FeatureCollection');
  });

  test('is seen by the client in less than 1.5 MB of JSON', () => {
    expect(Buffer.byteLength(JSON.stringify(inventoryView(inventory)))).toBeLessThan(1.5e6);
  });
});
