import { expect, test } from 'vitest';
import { toWorld } from '../../../../client/map/camera.ts';
import { LIFECYCLE } from '../../../../client/map/sector-state.ts';
import { createMapModel, findOnMap, nameAll } from '../../../../client/views/operations/map-model.ts';
import { smallZone } from './zone.ts';

test('sites stand where the inventory says, cells at their site by azimuth and beam width', () => {
  const { sectors } = createMapModel(smallZone());
  expect(sectors.siteX[1]).toBe(toWorld({ lat: 36.27, lon: 120.26 }).x);
  expect(sectors.lifecycle[2]).toBe(LIFECYCLE.planned);
  expect([...sectors.cellSite]).toEqual([0, 0, 0, 1]);
  expect([...sectors.azimuthDeg].slice(0, 3)).toEqual([0, 120, 240]);
});

test('without a beam width a cell has the usual one, without an azimuth it is omnidirectional', () => {
  const { sectors } = createMapModel(smallZone());
  expect([...sectors.beamDeg]).toEqual([90, 65, 65, 360]);
});

test('connectors line up beneath their station', () => {
  const { points } = createMapModel(smallZone());
  expect([...points.connectorPlace]).toEqual([0, 1, 2]);
  expect([...points.connectorSiblings]).toEqual([3, 3, 3]);
});

test('names follow the language', () => {
  const model = createMapModel(smallZone());
  nameAll(model, 'zh-CN');
  expect(model.sectors.siteLabel[0]).toBe('site/a 名');
  nameAll(model, 'en');
  expect(model.points.centreLabel).toEqual(['datacentre/d name']);
});

test('a rack is shown on the map by its data centre; the zone and unknown ids by nothing', () => {
  const inventory = smallZone();
  expect(findOnMap(inventory, 'rack/d/h1/r1/01')).toMatchObject({ kind: 'datacentre', index: 0 });
  expect(findOnMap(inventory, 'cell/a/2')).toMatchObject({ kind: 'cell', index: 1, position: { lat: 36.26 } });
  expect(findOnMap(inventory, 'zone/z')).toBeNull();
  expect(findOnMap(inventory, 'site/none')).toBeNull();
});
