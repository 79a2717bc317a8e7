import { expect, test } from 'vitest';
import { createDrift } from '../../../../server/ingest/simulator/drift.ts';
import { hashText } from '../../../../server/ingest/simulator/random.ts';

const seeds = Uint32Array.from({ length: 200 }, (_, n) => hashText(1, `thing-${n}`));

test('noise has zero mean, unit variance and the correlation of AR(1) from one step to the next', () => {
  const drift = createDrift(seeds, 0.9);
  let count = 0;
  let sum = 0;
  let squares = 0;
  let products = 0;
  for (let i = 0; i < seeds.length; i++) {
    let before = drift.at(i, 1_000);
    for (let step = 1_001; step < 1_500; step++) {
      const x = drift.at(i, step);
      sum += x;
      squares += x * x;
      products += x * before;
      before = x;
      count++;
    }
  }
  expect(Math.abs(sum / count)).toBeLessThan(0.05);
  expect(squares / count).toBeGreaterThan(0.93);
  expect(squares / count).toBeLessThan(1.07);
  expect(products / squares).toBeGreaterThan(0.87);
  expect(products / squares).toBeLessThan(0.93);
});

test('asking twice in one step gives the same, whatever was asked before', () => {
  const one = createDrift(seeds, 0.9);
  const other = createDrift(seeds, 0.9);
  for (let step = 400; step < 500; step++) one.at(3, step);
  expect(one.at(3, 499)).toBe(one.at(3, 499));
  expect(Math.abs(one.at(3, 500) - other.at(3, 500))).toBeLessThan(1e-3);
});

test('a clock set back begins anew and stays finite', () => {
  const drift = createDrift(seeds, 0.95);
  drift.at(0, 10_000);
  expect(Math.abs(drift.at(0, 9_000))).toBeLessThan(6);
  expect(drift.at(0, 9_000)).toBe(createDrift(seeds, 0.95).at(0, 9_000));
});
