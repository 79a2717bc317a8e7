import { expect, test } from 'vitest';
import { cellOf, layoutFloor } from '../../../../client/map/floor/layout.ts';
import { neighbourOf, pickAt, racksWithin } from '../../../../client/map/floor/pick.ts';
import { demoPlan } from './plan.ts';

const plan = demoPlan();
const layout = layoutFloor(plan);

test('the middle of every rack picks that rack and its hall', () => {
  for (let rack = 0; rack < 20_000; rack++) {
    const cell = cellOf(layout, rack)!;
    const pick = pickAt(layout, cell.x + cell.width / 2, cell.y + cell.height / 2);
    if (pick.rack !== rack || pick.hall !== plan.rackHall[rack]) expect({ rack, pick }).toBeNull();
  }
});

test('a title picks its hall without a rack, and the gap between halls picks nothing', () => {
  const hall = layout.halls[3]!;
  expect(pickAt(layout, hall.x + 1, hall.y + 0.5)).toEqual({ hall: 3, rack: -1 });
  expect(pickAt(layout, hall.x + hall.width + 0.5, hall.y + 5)).toEqual({ hall: -1, rack: -1 });
});

test('a rectangle over a hall gathers its racks, whichever corner it starts from', () => {
  const hall = layout.halls[0]!;
  const all = racksWithin(layout, hall.x, hall.y, hall.x + hall.width, hall.y + hall.height);
  expect(all).toHaveLength(500);
  expect(racksWithin(layout, hall.x + hall.width, hall.y + hall.height, hall.x, hall.y)).toEqual(all);
  const [a, b] = [cellOf(layout, 0)!, cellOf(layout, 21)!];
  expect(racksWithin(layout, a.x + 0.5, a.y + 0.5, b.x + 0.5, b.y + 0.5)).toEqual([0, 1, 20, 21]);
});

test('the cursor steps over aisles and from hall to hall, and stays at the edge of the floor', () => {
  expect(neighbourOf(layout, 0, 1, 0)).toBe(1);
  expect(neighbourOf(layout, 20, 0, 1)).toBe(40);
  expect(neighbourOf(layout, 19, 1, 0)).toBe(500);
  expect(neighbourOf(layout, 480, 0, 1)).toBe(8 * 500);
  expect(neighbourOf(layout, 0, -1, 0)).toBe(0);
  expect(neighbourOf(layout, 0, 0, -1)).toBe(0);
});
