import type { FloorPlan } from '../../../../client/map/floor/layout.ts';

/** Two phases as the demo zone has them: 16 halls in 8 columns, 24 halls in 12, each of 500 racks in rows of `places`. */
export function demoPlan(places = 20): FloorPlan {
  const halls = Array.from({ length: 40 }, (_, i) =>
    i < 16
      ? { id: `hall/dc/p1-h${i + 1}`, phase: 0, column: i % 8, row: Math.floor(i / 8) }
      : { id: `hall/dc/p2-h${i + 1}`, phase: 1, column: (i - 16) % 12, row: 2 + Math.floor((i - 16) / 12) },
  );
  const racks = 20_000;
  const rackHall = new Int16Array(racks);
  const rackRow = new Uint16Array(racks);
  const rackPlace = new Uint16Array(racks);
  for (let rack = 0; rack < racks; rack++) {
    rackHall[rack] = Math.floor(rack / 500);
    rackRow[rack] = Math.floor((rack % 500) / places);
    rackPlace[rack] = (rack % 500) % places;
  }
  return { phases: [{ id: 'phase/dc/p1' }, { id: 'phase/dc/p2' }], halls, rackHall, rackRow, rackPlace };
}
