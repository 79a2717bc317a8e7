import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { FloorPlan, PlanHall } from '../../map/floor/layout.ts';

/** The floor as the inventory has it. Halls, phases and racks keep their ordinals. */
export interface FloorInventory {
  readonly plan: FloorPlan;
  /** Per rack 1 when it is expected to report. */
  readonly reporting: Uint8Array;
  /** Per hall: its racks, and whether any of them reports. */
  readonly racksOf: readonly Uint32Array[];
  readonly hallReports: readonly boolean[];
  /** Ordinals of the halls of each phase. */
  readonly hallsOf: readonly Uint32Array[];
}

/** Halls without a place stand in reading order in rows of this many. */
const HALLS_PER_ROW = 8;

function hallsOfPlan(index: InventoryIndex): PlanHall[] {
  const placed = new Map<number, number>();
  return Array.from({ length: index.count('hall') }, (_, hall) => {
    const phase = index.parent('hall', hall)?.ordinal ?? 0;
    const nth = placed.get(phase) ?? 0;
    placed.set(phase, nth + 1);
    const column = index.attribute('hall', hall, 'floor_col');
    const row = index.attribute('hall', hall, 'floor_row');
    return {
      id: index.id('hall', hall),
      phase,
      column: typeof column === 'number' ? column : nth % HALLS_PER_ROW,
      row: typeof row === 'number' ? row : Math.floor(nth / HALLS_PER_ROW),
    };
  });
}

/** Reads halls, rows and racks; a rack's row and place are its order among its siblings. */
export function readFloor(index: InventoryIndex): FloorInventory {
  const halls = hallsOfPlan(index);
  const racks = index.count('rack');
  const rackHall = new Int16Array(racks).fill(-1);
  const rackRow = new Uint16Array(racks);
  const rackPlace = new Uint16Array(racks);
  const reporting = new Uint8Array(racks);
  halls.forEach((_, hall) => {
    index.children('hall', hall, 'row').forEach((row, rowNumber) => {
      index.children('row', row, 'rack').forEach((rack, place) => {
        rackHall[rack] = hall;
        rackRow[rack] = rowNumber;
        rackPlace[rack] = place;
      });
    });
  });
  for (let rack = 0; rack < racks; rack++) reporting[rack] = index.reporting('rack', rack) ? 1 : 0;
  const racksOf = halls.map((_, hall) => index.children('hall', hall, 'rack'));
  const phases = Array.from({ length: index.count('phase') }, (_, phase) => ({ id: index.id('phase', phase) }));
  return {
    plan: { phases, halls, rackHall, rackRow, rackPlace },
    reporting,
    racksOf,
    hallReports: racksOf.map((all) => all.some((rack) => reporting[rack] === 1)),
    hallsOf: phases.map((_, phase) => index.children('phase', phase, 'hall')),
  };
}
