import { expect, test } from 'vitest';
import { createRedraw } from '../../../client/map/redraw.ts';

function fakeFrames() {
  const waiting = new Map<number, () => void>();
  let next = 1;
  return {
    request(callback: () => void) {
      waiting.set(next, callback);
      return next++;
    },
    cancel: (handle: number) => void waiting.delete(handle),
    run() {
      const due = [...waiting.values()];
      waiting.clear();
      for (const callback of due) callback();
    },
  };
}

test('many requests make one drawing per animation frame', () => {
  const frames = fakeFrames();
  let drawn = 0;
  const redraw = createRedraw(() => drawn++, frames);
  for (let i = 0; i < 1000; i++) redraw.request();
  expect(drawn).toBe(0);
  frames.run();
  expect(drawn).toBe(1);
  frames.run();
  expect(drawn).toBe(1);
  redraw.request();
  frames.run();
  expect(drawn).toBe(2);
});

test('a request made while drawing is for the next frame', () => {
  const frames = fakeFrames();
  let drawn = 0;
  const redraw = createRedraw(() => {
    drawn++;
    if (drawn === 1) redraw.request();
  }, frames);
  redraw.request();
  frames.run();
  expect(drawn).toBe(1);
  frames.run();
  expect(drawn).toBe(2);
});

test('nothing is drawn after stop', () => {
  const frames = fakeFrames();
  let drawn = 0;
  const redraw = createRedraw(() => drawn++, frames);
  redraw.request();
  redraw.stop();
  redraw.request();
  frames.run();
  expect(drawn).toBe(0);
});
