import { expect, test } from 'vitest';
import { toWorld } from '../../../../client/map/camera.ts';
import { createSectorState, LIFECYCLE } from '../../../../client/map/sector-state.ts';
import { palette } from '../../../../client/ui/palette.ts';
import { createFarView } from '../../../../client/views/operations/far-view.ts';
import { updateLooks } from '../../../../client/views/operations/looks.ts';
import type { MapModel } from '../../../../client/views/operations/map-model.ts';
import { fromWgs84 } from '../../../../shared/geo/crs.ts';
import { SEVERITIES } from '../../../../shared/model/sample.ts';
import type { ClusterFrame } from '../../../../shared/wire/cluster-frame.ts';
import { smallWorld } from './zone.ts';

const CORNERS = { southWest: { lat: 36, lon: 120 }, northEast: { lat: 36.5, lon: 120.5 } };
const FAR = { ...CORNERS, zoom: 9.5 };

/** Sites in a row through the middle of the sight; the small zone's model around them. */
function modelWith(count: number): MapModel {
  const sectors = createSectorState(count, 0);
  for (let site = 0; site < count; site++) {
    const world = toWorld({ lat: 36.25, lon: 120.01 + (0.48 * site) / count });
    sectors.siteX[site] = world.x;
    sectors.siteY[site] = world.y;
    sectors.lifecycle[site] = LIFECYCLE.inService;
  }
  return { ...smallWorld().model, sectors };
}

function frameOf(topic: string): ClusterFrame {
  const counts = SEVERITIES.map((severity) => (severity === 'normal' ? 3 : 0));
  const group = { kind: 'site', x: 32_768, y: 32_768, ordinal: null, counts, building: 0, planned: 0 } as const;
  return { topic, epoch: 1, seq: 1, now: 0, groups: [group] };
}

test('up to 600 sites in view are drawn one by one and their tiles watched; more are counts', () => {
  for (const [count, grouped] of [
    [600, false],
    [601, true],
  ] as const) {
    const model = modelWith(count);
    const view = createFarView(model, 'WGS84', () => null);
    expect(view.look(FAR, true)).toBe(grouped);
    expect(model.clusters.shown).toBe(grouped);
    expect(view.topics().every((topic) => topic.startsWith(grouped ? 'cluster/' : 'tile/'))).toBe(true);
  }
});

test('groups stay until fewer than 450 are in view, so that a pan at the border does not change to and fro', () => {
  const model = modelWith(700);
  const view = createFarView(model, 'WGS84', () => null);
  view.look(FAR, true);
  const narrower = (share: number) => ({ ...FAR, northEast: { lat: 36.5, lon: 120.01 + 0.48 * share } });
  expect(view.look(narrower(0.8), true)).toBe(false);
  expect(view.look(narrower(0.6), true)).toBe(true);
  expect(model.clusters.shown).toBe(false);
});

test('who wants no groups has every site, however many', () => {
  const model = modelWith(5_000);
  createFarView(model, 'WGS84', frameOf).look(FAR, false);
  expect(model.clusters).toMatchObject({ shown: false, marks: [] });
});

test('the groups of the last view stand until those of this one are all there', () => {
  const model = modelWith(5_000);
  const known = new Map<string, ClusterFrame>();
  const view = createFarView(model, 'WGS84', (topic) => known.get(topic) ?? null);
  view.look(FAR, true);
  for (const topic of view.topics()) known.set(topic, frameOf(topic));
  view.refresh();
  const before = model.clusters.marks;
  expect(before).toHaveLength(view.topics().length);
  view.look({ ...FAR, zoom: 11 }, true);
  const [first, ...others] = view.topics();
  known.set(first!, frameOf(first!));
  view.refresh();
  expect(model.clusters.marks).toBe(before);
  for (const topic of others) known.set(topic, frameOf(topic));
  view.refresh();
  expect(model.clusters.marks).toHaveLength(others.length + 1);
});

test('groups are drawn in the map’s own system of coordinates', () => {
  const marks = (['WGS84', 'GCJ-02'] as const).map((crs) => {
    const model = modelWith(5_000);
    createFarView(model, crs, frameOf).look(FAR, true);
    return model.clusters.marks[0]!;
  });
  const shift = toWorld(fromWgs84(CORNERS.southWest, 'GCJ-02')).x - toWorld(CORNERS.southWest).x;
  expect(marks[1]!.worldX - marks[0]!.worldX).toBeCloseTo(shift, 6);
});

test('while groups are drawn nothing is asked of their members, unless a table lists them', () => {
  const world = smallWorld();
  world.set('site/b', 'site.cells-enabled', 0, { severity: 'critical' });
  world.model.clusters.shown = true;
  const choice = { layer: 'state', palette: palette('dark'), scaleTop: 100, language: 'en', outLabel: 'out' } as const;
  const critical = SEVERITIES.indexOf('critical');
  updateLooks(world.model, world.inventory.dictionary, world.live, { ...choice, everySite: false });
  expect(world.model.sectors.siteSeverity[1]).not.toBe(critical);
  updateLooks(world.model, world.inventory.dictionary, world.live, { ...choice, everySite: true });
  expect(world.model.sectors.siteSeverity[1]).toBe(critical);
});
