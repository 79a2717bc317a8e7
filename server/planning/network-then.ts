import type { Inventory, LiveState } from '../ports.ts';
import { createLoads } from './loads.ts';
import { createNetworkReader } from './network-states.ts';
import type { RadioTable } from './radio-table.ts';

/** Of a state that history has filled: the cells on air that then served, and every cell's load. */
export function networkThen(
  inventory: Inventory,
  past: LiveState,
  table: RadioTable,
): { readonly cells: readonly number[]; readonly loads: Float32Array } {
  const { causes, offDuty } = createNetworkReader(inventory, past, table)();
  const silent = new Set([...offDuty, ...causes.flatMap(({ cells }) => cells)]);
  return {
    cells: table.onAir.filter((cell) => !silent.has(cell)),
    loads: createLoads(inventory, past, table).shares(),
  };
}
