import type { WhatIfRequest } from '../../shared/wire/planning.ts';
import { PlanningRefused } from '../ports.ts';
import type { RadioTable } from './radio-table.ts';

/** Cells of the table that a what-if names. Throws PlanningRefused. */
export function namedCells({ cells = [], sites = [] }: WhatIfRequest, table: RadioTable): number[] {
  if (cells.length + sites.length === 0) throw new PlanningRefused('nothing-asked', 'name cells or sites', 'cells');
  const numbers = new Set<number>();
  for (const id of cells) {
    const number = table.numberOf.get(id);
    if (number === undefined) throw new PlanningRefused('no-such-cell', `there is no cell ${id}`, 'cells');
    numbers.add(number);
  }
  for (const id of sites) {
    const site = table.siteNumberOf.get(id);
    if (site === undefined) throw new PlanningRefused('no-such-site', `there is no site ${id}`, 'sites');
    for (const cell of table.cellsOf[site]!) numbers.add(cell);
  }
  return [...numbers];
}
