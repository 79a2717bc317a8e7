import { expect, test } from 'vitest';
import { backhaulAt, createBackhaulState, linkEnds } from '../../../client/map/backhaul-state.ts';
import type { Camera } from '../../../client/map/camera.ts';

const camera: Camera = { zoom: 0, originX: 0, originY: 0, width: 256, height: 256, ratio: 1 };

/** Two nodes 100 px apart and a link between them; another link names a node that is not there. */
function ring() {
  const state = createBackhaulState(2, 2);
  state.nodeX.set([0.25, 0.25 + 100 / 256]);
  state.nodeY.set([0.5, 0.5]);
  state.linkFrom.set([0, 0]);
  state.linkTo.set([1, -1]);
  state.visible = true;
  return state;
}

test('a node is picked before the links that end at it, a link anywhere along its line', () => {
  const state = ring();
  expect(backhaulAt(state, camera, 66, 129).map(({ kind }) => kind)).toEqual(['backhaul-node', 'backhaul-link']);
  expect(backhaulAt(state, camera, 114, 131).map(({ kind, index }) => [kind, index])).toEqual([['backhaul-link', 0]]);
  expect(backhaulAt(state, camera, 114, 140)).toEqual([]);
});

test('what is hidden is not picked; a link without both ends is nowhere', () => {
  const state = ring();
  state.visible = false;
  expect(backhaulAt(state, camera, 66, 129)).toEqual([]);
  expect(linkEnds(state, camera, 1)).toBeNull();
  state.nodeX[1] = Number.NaN;
  expect(linkEnds(state, camera, 0)).toBeNull();
});
