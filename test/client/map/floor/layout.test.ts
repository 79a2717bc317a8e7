import { expect, test } from 'vitest';
import { type Box, cellOf, layoutFloor, rowOffset, rowUnder } from '../../../../client/map/floor/layout.ts';
import { demoPlan } from './plan.ts';

function overlap(a: Box, b: Box): boolean {
  const slack = 1e-9;
  return (
    a.x + slack < b.x + b.width &&
    b.x + slack < a.x + a.width &&
    a.y + slack < b.y + b.height &&
    b.y + slack < a.y + a.height
  );
}

test.each([1, 2])('no two halls overlap and none leaves the floor (folded %i)', (wrap) => {
  const layout = layoutFloor(demoPlan(), wrap);
  expect(layout.halls).toHaveLength(40);
  layout.halls.forEach((hall, i) => {
    for (const other of layout.halls.slice(i + 1)) expect(overlap(hall, other)).toBe(false);
    expect(hall.x).toBeGreaterThanOrEqual(0);
    expect(hall.x + hall.width).toBeLessThanOrEqual(layout.width + 1e-6);
    expect(hall.y + hall.height).toBeLessThanOrEqual(layout.height + 1e-6);
  });
});

test('each of 20,000 racks has a cell of its own inside its hall', () => {
  const plan = demoPlan();
  const layout = layoutFloor(plan);
  expect(new Set(layout.pixelOf).size).toBe(20_000);
  expect(layout.pixelOf.includes(-1)).toBe(false);
  for (let rack = 0; rack < 20_000; rack++) {
    const cell = cellOf(layout, rack)!;
    const hall = layout.halls[plan.rackHall[rack]!]!;
    expect(layout.rackAt[layout.pixelOf[rack]!]).toBe(rack);
    const inside =
      cell.x >= hall.gridX - 1e-9 &&
      cell.y >= hall.gridY - 1e-9 &&
      cell.x + cell.width <= hall.x + hall.width + 1e-9 &&
      cell.y + cell.height <= hall.y + hall.height + 1e-9;
    expect(inside).toBe(true);
  }
});

test('cells of neighbouring racks do not overlap, and an aisle follows every second row', () => {
  const layout = layoutFloor(demoPlan());
  const [first, beside, behind, across] = [0, 1, 20, 40].map((rack) => cellOf(layout, rack)!);
  expect(overlap(first!, beside!)).toBe(false);
  expect(overlap(first!, behind!)).toBe(false);
  expect(behind!.y - (first!.y + first!.height)).toBeCloseTo(0);
  expect(across!.y - (behind!.y + behind!.height)).toBeGreaterThan(0.1);
});

test('a row is found again at its offset, and nothing stands in an aisle', () => {
  for (const depth of [0.8, 1.37, 2]) {
    for (let row = 0; row < 25; row++) expect(rowUnder(rowOffset(row, depth) + 0.01, depth)).toBe(row);
    expect(rowUnder(rowOffset(2, depth) - 0.01, depth)).toBe(-1);
    expect(rowUnder(-0.1, depth)).toBe(-1);
  }
});

test('both phases are as wide as the floor, so that the larger one has the smaller racks', () => {
  const layout = layoutFloor(demoPlan());
  const right = (phase: number) =>
    Math.max(...layout.halls.filter((hall) => hall.phase === phase).map((hall) => hall.x + hall.width));
  expect(right(0)).toBeCloseTo(layout.width);
  expect(right(1)).toBeCloseTo(layout.width);
  expect(layout.halls[16]!.cell).toBeLessThan(layout.halls[0]!.cell);
});

test('a rack without a hall has no cell', () => {
  const plan = demoPlan();
  plan.rackHall[7] = -1;
  const layout = layoutFloor(plan);
  expect(layout.pixelOf[7]).toBe(-1);
  expect(cellOf(layout, 7)).toBeUndefined();
});

test('racks are drawn as deep as a screen has room for, never deeper than twice their width', () => {
  const layout = layoutFloor(demoPlan(25));
  expect(layout.width / layout.height).toBeCloseTo(1.58);
  const one = { ...demoPlan(), halls: demoPlan().halls.slice(0, 1), phases: [{ id: 'phase/dc/p1' }] };
  expect(layoutFloor({ ...one, rackHall: one.rackHall.map((hall) => (hall === 0 ? 0 : -1)) }).depth).toBe(0.8);
});
