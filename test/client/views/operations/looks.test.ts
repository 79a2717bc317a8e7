import { beforeEach, expect, test } from 'vitest';
import { MARK } from '../../../../client/map/mark-style.ts';
import { CIVIDIS, packHex, palette } from '../../../../client/ui/palette.ts';
import { updateLooks } from '../../../../client/views/operations/looks.ts';
import type { SectorLayer } from '../../../../client/views/operations/metric-layers.ts';
import { SEVERITIES, type Severity } from '../../../../shared/model/sample.ts';
import { type SmallWorld, smallWorld } from './zone.ts';

const colours = palette('dark');
let world: SmallWorld;
beforeEach(() => {
  world = smallWorld();
});

function look(layer: SectorLayer = 'state', scaleTop = 100): number {
  return updateLooks(world.model, world.inventory.dictionary, world.live, {
    layer,
    palette: colours,
    scaleTop,
    language: 'en',
    outLabel: 'out',
    everySite: false,
  });
}
const siteState = (site: number) => SEVERITIES[world.model.sectors.siteSeverity[site]!];
const cell = (index: number) => ({
  colour: world.model.sectors.cellColour[index],
  style: world.model.sectors.cellStyle[index],
});
const of = (severity: Severity) => packHex(colours[severity]);

test('before anything is heard, cells in service are unknown and dashed, planned sites are neither', () => {
  look();
  expect(cell(0)).toEqual({ colour: of('unknown'), style: MARK.dashed });
  expect(siteState(0)).toBe('unknown');
  expect(siteState(2)).toBe('normal');
});

test('state layer: a live cell has the colour of its worst metric, a site that of its worst cell', () => {
  world.set('cell/a/1', 'cell.operational-state', 1);
  world.set('cell/a/1', 'cell.prb-dl', 95, { severity: 'warning' });
  for (const id of ['cell/a/2', 'cell/a/3']) world.set(id, 'cell.operational-state', 1);
  look();
  expect(cell(0)).toEqual({ colour: of('warning'), style: MARK.filled });
  expect(cell(1)).toEqual({ colour: of('normal'), style: MARK.filled });
  expect(siteState(0)).toBe('warning');
});

test('a disabled cell is hollow and critical in every layer', () => {
  world.set('cell/a/1', 'cell.operational-state', 0, { severity: 'critical' });
  world.set('cell/a/1', 'cell.prb-dl', 40);
  for (const layer of ['state', 'prb-dl'] as const) {
    look(layer);
    expect(cell(0)).toEqual({ colour: of('critical'), style: MARK.hollow });
  }
});

test('a stale cell keeps its last colour, hatched, and counts as unknown', () => {
  world.set('cell/a/1', 'cell.operational-state', 1, { freshness: 'stale', severity: 'unknown' });
  world.set('cell/a/1', 'cell.prb-dl', 95, { freshness: 'stale', severity: 'unknown' });
  look();
  expect(cell(0)).toEqual({ colour: of('warning'), style: MARK.hatched });
  expect(siteState(0)).toBe('unknown');
});

test('what the simulator left on a cell that a real source has taken over is not held against it', () => {
  world.set('cell/a/1', 'cell.operational-state', 1);
  world.set('cell/a/1', 'cell.power', 500, { freshness: 'stale', severity: 'unknown', simulated: true });
  look();
  expect(cell(0)).toEqual({ colour: of('normal'), style: MARK.filled });
});

test('metric layers colour by value on cividis; no value is dashed, never the colour of 0', () => {
  world.set('cell/a/1', 'cell.prb-dl', 50);
  world.set('cell/a/2', 'cell.prb-dl', 0, { quality: 'bad' });
  expect(look('prb-dl')).toBe(100);
  expect(cell(0)).toEqual({ colour: CIVIDIS[128], style: MARK.filled });
  expect(cell(1)).toEqual({ colour: of('unknown'), style: MARK.dashed });
});

test('a scale without a natural top grows to a round number above the largest value and does not shrink', () => {
  world.set('cell/a/1', 'cell.users', 137);
  expect(look('users', 10)).toBe(200);
  world.set('cell/a/1', 'cell.users', 3);
  expect(look('users', 200)).toBe(200);
});

test('a station is as bad as its worst connector and says how many are free', () => {
  world.set('connector/s/1', 'connector.status', 0);
  world.set('connector/s/2', 'connector.status', 2);
  world.set('connector/s/3', 'connector.status', 8, { severity: 'major' });
  world.set('charging-station/s', 'charging-station.available', 1);
  look();
  const { points } = world.model;
  expect(SEVERITIES[points.stationSeverity[0]!]).toBe('major');
  expect(points.stationFree[0]).toBe(1);
  expect([...points.connectorBusy]).toEqual([0, 1, 0]);
  expect(points.stationStyle[0]).toBe(MARK.filled);
});

test('a station nobody has heard of has no number of free connectors', () => {
  look();
  expect(world.model.points.stationFree[0]).toBe(-1);
  expect(world.model.points.stationStyle[0]).toBe(MARK.dashed);
});

test('a data centre shows the worst of its roll-ups', () => {
  world.set('datacentre/d', 'datacentre.inlet-max', 34, { severity: 'major' });
  look();
  expect(SEVERITIES[world.model.points.centreSeverity[0]!]).toBe('major');
});

test('a site is out only when its own roll-up says so; one of its cells out is major', () => {
  world.set('cell/a/1', 'cell.operational-state', 0, { severity: 'critical' });
  look();
  expect(siteState(0)).toBe('major');
  world.set('site/a', 'site.cells-enabled', 0, { severity: 'critical' });
  look();
  expect(siteState(0)).toBe('critical');
});

test('a locked or energy-saving cell is drawn as out without alarm, and its site is not the worse for it', () => {
  world.set('cell/b/1', 'cell.operational-state', 0, { severity: 'critical' });
  world.set('cell/b/1', 'cell.administrative-state', 0);
  look();
  expect(cell(3)).toEqual({ colour: of('unknown'), style: MARK.hollow });
  world.set('site/b', 'site.cells-enabled', 100);
  look();
  expect(siteState(1)).toBe('normal');
});

test('a site says after its name that it is out, or how long its battery lasts', () => {
  world.set('site/a', 'site.cells-enabled', 0, { severity: 'critical' });
  world.set('site/b', 'site.mains', 0, { severity: 'major' });
  world.set('site/b', 'site.battery-runtime', 2580, { severity: 'major' });
  look();
  expect(world.model.sectors.siteNote).toEqual(['out', '43 min', '']);
  expect([...world.model.sectors.siteOut]).toEqual([1, 0, 0]);
});
