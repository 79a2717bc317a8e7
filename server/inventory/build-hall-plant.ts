import { addEquipment, type EquipmentRow } from './equipment.ts';
import type { HallFacts } from './hall-facts.ts';
import type { ProblemList } from './problems.ts';
import type { Row, Table } from './read-table.ts';
import type { Tables } from './read-tables.ts';
import type { ResourceList } from './resource-list.ts';

interface HallRow extends EquipmentRow {
  readonly hall: string;
}

/** Adds what stands in a hall beside its racks: power feeds, distribution units, cooling units. */
export function buildHallPlant(
  tables: Tables,
  halls: ReadonlyMap<string, HallFacts>,
  hallsComplete: boolean,
  list: ResourceList,
  problems: ProblemList,
): void {
  const inHall = <R extends HallRow>(table: Table<R>, add: (row: Row<R>, datacentre: string) => void): void => {
    for (const row of table.rows) {
      const hall = halls.get(row.value.hall);
      if (hall) add(row, hall.datacentre);
      else if (hallsComplete) {
        const place = { file: table.file, row: row.line, column: 'hall' };
        problems.add(place, `${tables.halls.file} has no hall ${row.value.hall}`);
      }
    }
  };
  const { feeds, pdus, cooling } = tables;
  inHall(feeds, ({ line, value }, datacentre) => {
    const code = `${value.hall} ${value.feed}`.toUpperCase();
    const id = `power-feed/${datacentre}/${value.hall}/${value.feed}`;
    const parent = `hall/${datacentre}/${value.hall}`;
    const names = { zh: `${code} 路`, en: `${code} feed` };
    addEquipment(
      list,
      { id, kind: 'power-feed', parent, ...names },
      value,
      ['rating_a', 'voltage_v', 'rating_w'] as const,
      { file: feeds.file, row: line, column: 'feed' },
    );
  });
  inHall(pdus, ({ line, value }, datacentre) => {
    const id = `pdu/${datacentre}/${value.pdu}`;
    const parent = `hall/${datacentre}/${value.hall}`;
    addEquipment(list, { id, kind: 'pdu', parent }, value, ['rating_w'], { file: pdus.file, row: line, column: 'pdu' });
  });
  inHall(cooling, ({ line, value }, datacentre) => {
    const name = `${value.hall} ${value.unit}`.toUpperCase();
    const id = `cooling-unit/${datacentre}/${value.hall}/${value.unit}`;
    const parent = `hall/${datacentre}/${value.hall}`;
    addEquipment(
      list,
      { id, kind: 'cooling-unit', parent, zh: name, en: name },
      value,
      ['floor_side', 'floor_position', 'cooling_w', 'rating_w'] as const,
      { file: cooling.file, row: line, column: 'unit' },
    );
  });
}
