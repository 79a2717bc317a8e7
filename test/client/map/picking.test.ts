import { expect, test } from 'vitest';
import { choose, chosen, pickAt } from '../../../client/map/picking.ts';
import { createPointState } from '../../../client/map/point-state.ts';
import { CRITICAL, LIFECYCLE } from '../../../client/map/sector-state.ts';
import { cameraAt, sectorsAt, stationsAt } from './scene.ts';

const nothing = createPointState(0, 0, 0);
const names = (picks: readonly { kind: string; index: number }[]) => picks.map(({ kind, index }) => `${kind} ${index}`);

test('the mast is nearer than its sectors; a wedge is picked by its azimuth', () => {
  const sectors = sectorsAt([{ x: 200, y: 200, azimuths: [0, 120, 240] }]);
  const camera = cameraAt(400, 400);
  expect(names(pickAt(camera, 201, 200, sectors, nothing))[0]).toBe('site 0');
  expect(names(pickAt(camera, 200, 190, sectors, nothing))).toEqual(['cell 0']);
  expect(names(pickAt(camera, 208, 205, sectors, nothing))).toEqual(['cell 1']);
  expect(names(pickAt(camera, 200, 230, sectors, nothing))).toEqual([]);
});

test('the nearest of several masts comes first', () => {
  const sectors = sectorsAt([
    { x: 200, y: 200, azimuths: [] },
    { x: 205, y: 200, azimuths: [] },
  ]);
  expect(names(pickAt(cameraAt(400, 400), 204, 200, sectors, nothing))).toEqual(['site 1', 'site 0']);
});

test('of overlapping wedges the one drawn last comes first', () => {
  const sectors = sectorsAt([
    { x: 200, y: 200, azimuths: [0] },
    { x: 200, y: 202, azimuths: [0] },
  ]);
  sectors.cellSeverity[1] = CRITICAL;
  expect(names(pickAt(cameraAt(400, 400), 200, 191, sectors, nothing))).toEqual(['cell 1', 'cell 0']);
});

test('clicking again at the same place goes round everything that lies there', () => {
  const sectors = sectorsAt([{ x: 200, y: 200, azimuths: [0] }]);
  const points = stationsAt([{ x: 202, y: 200 }]);
  const picks = pickAt(cameraAt(400, 400), 200, 200, sectors, points);
  const seen: string[] = [];
  let choice = choose(null, 200, 200, picks);
  for (let i = 0; i < 4; i++) {
    seen.push(`${chosen(choice!).kind} ${chosen(choice!).index}`);
    choice = choose(choice, 201, 201, picks);
  }
  expect(seen).toEqual(['site 0', 'station 0', 'cell 0', 'site 0']);
});

test('a click elsewhere, or on other things, begins anew', () => {
  const picks = [
    { kind: 'site', index: 1, distancePx: 0 },
    { kind: 'cell', index: 2, distancePx: 1 },
  ] as const;
  const first = choose(null, 10, 10, picks);
  expect(chosen(choose(first, 40, 10, picks)!).kind).toBe('site');
  expect(chosen(choose(first, 10, 10, [...picks].slice(0, 1))!).kind).toBe('site');
  expect(choose(first, 10, 10, [])).toBeNull();
});

test('hidden layers are not picked', () => {
  const sectors = sectorsAt([{ x: 200, y: 200, azimuths: [0] }]);
  sectors.lifecycle[0] = LIFECYCLE.planned;
  const points = stationsAt([{ x: 200, y: 200 }]);
  points.showStations = false;
  sectors.showPlanned = false;
  expect(pickAt(cameraAt(400, 400), 200, 200, sectors, points)).toEqual([]);
});

test('connectors are picked only where they are drawn', () => {
  const points = createPointState(1, 2, 0);
  points.connectorSiblings.fill(2);
  points.connectorPlace[1] = 1;
  const near = { ...cameraAt(400, 400, 16), originX: -200, originY: -200 };
  const sectors = sectorsAt([]);
  expect(names(pickAt(near, 205, 220, sectors, points))).toContain('connector 1');
  expect(names(pickAt({ ...near, zoom: 12 }, 205, 220, sectors, points))).toEqual([]);
});
