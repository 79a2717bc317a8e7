import { expect, test } from 'vitest';
import { createAlarmMarkState, placeAlarmMarks } from '../../../client/map/alarm-layer.ts';
import { type ClusterMark, createClusterState } from '../../../client/map/cluster-state.ts';
import { SEVERITIES, type Severity } from '../../../shared/model/sample.ts';
import { cameraAt, sectorsAt, stationsAt, worldAt } from './scene.ts';

const ZOOM = 13;
const markOf = (severity: Severity): number => 1 + SEVERITIES.indexOf(severity);
const severityOf = (mark: number): Severity => SEVERITIES[mark - 1]!;

function bed() {
  const map = {
    sectors: sectorsAt([
      { x: 100, y: 100, azimuths: [0] },
      { x: 300, y: 100, azimuths: [0] },
      { x: 5_000, y: 100, azimuths: [0] },
    ]),
    points: stationsAt([{ x: 200, y: 200 }]),
    clusters: createClusterState(),
  };
  return { map, state: createAlarmMarkState(3, 1, 0), camera: cameraAt(400, 300) };
}

test('each site and station with an alarm is marked at its corner, worst last, and nothing out of sight', () => {
  const { map, state, camera } = bed();
  state.site.set([markOf('critical'), markOf('minor'), markOf('major')]);
  state.station[0] = markOf('warning');
  const placed = placeAlarmMarks(camera, state, map);
  expect(placed.map(({ mark }) => severityOf(mark))).toEqual(['warning', 'minor', 'critical']);
  const worst = placed.at(-1)!;
  expect(worst.x).toBeLessThan(100);
  expect(worst.y).toBeLessThan(100);
  map.points.showStations = false;
  expect(placeAlarmMarks(camera, state, map)).toHaveLength(2);
  state.visible = false;
  expect(placeAlarmMarks(camera, state, map)).toEqual([]);
});

test('a group carries the worst of its members, one without alarms none', () => {
  const { map, state } = bed();
  state.site.set([markOf('minor'), markOf('critical'), 0]);
  const [from, to] = [worldAt(0, 0, ZOOM), worldAt(400, 300, ZOOM)];
  const square = { left: from.x, top: from.y, right: to.x, bottom: to.y };
  const beside = { ...square, left: to.x, right: to.x + (to.x - from.x) };
  const group = (at: readonly [number, number], within: ClusterMark['square']): ClusterMark => ({
    kind: 'site',
    worldX: worldAt(...at, ZOOM).x,
    worldY: worldAt(...at, ZOOM).y,
    square: within,
    counts: [2, 0, 0, 0, 0, 0],
    inService: 2,
    building: 0,
    planned: 0,
    worst: 0,
    ordinal: null,
  });
  Object.assign(map.clusters, { shown: true, marks: [group([200, 150], square), group([500, 150], beside)] });
  const placed = placeAlarmMarks(cameraAt(800, 300), state, map);
  expect(placed.map(({ mark }) => severityOf(mark))).toEqual(['critical']);
});
