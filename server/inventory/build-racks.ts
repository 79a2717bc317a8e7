import type { HallFacts } from './hall-facts.ts';
import type { Place, ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import { attributesOf, type ResourceList } from './resource-list.ts';

type RackRow = Tables['racks']['rows'][number]['value'];

const RACK_ATTRIBUTES = [
  'units',
  'feed_a',
  'feed_b',
  'feed_a_rating_a',
  'feed_b_rating_a',
  'rated_w',
  'occupied',
  'tenant',
] as const;

/** Adds racks and, as they appear, the rows that they stand in. */
export function buildRacks(
  tables: Tables,
  halls: ReadonlyMap<string, HallFacts>,
  hallsComplete: boolean,
  list: ResourceList,
  problems: ProblemList,
): void {
  const rowsOfHall = new Map<string, number>();
  const racksOfRow = new Map<string, number>();
  for (const { line, value } of tables.racks.rows) {
    const place = { file: tables.racks.file, row: line };
    const hall = halls.get(value.hall);
    if (!hall) {
      if (hallsComplete) problems.add({ ...place, column: 'hall' }, `${tables.halls.file} has no hall ${value.hall}`);
      continue;
    }
    const row = `row/${hall.datacentre}/${value.hall}/${value.row}`;
    if (!list.get(row)) {
      const count = (rowsOfHall.get(value.hall) ?? 0) + 1;
      rowsOfHall.set(value.hall, count);
      if (count > hall.rows) {
        problems.add(
          { ...place, column: 'row' },
          `${value.row} is more than the ${hall.rows} rows of hall ${value.hall}`,
        );
      }
      addRow(row, value, hall, place, list);
    }
    const count = (racksOfRow.get(row) ?? 0) + 1;
    racksOfRow.set(row, count);
    if (count > hall.racksPerRow) {
      problems.add(
        { ...place, column: 'rack' },
        `${value.rack} is more than the ${hall.racksPerRow} racks of a row in hall ${value.hall}`,
      );
    }
    checkFeeds(value, hall, place, tables.feeds.complete, list, problems);
    addRack(row, value, hall, place, list);
  }
}

function addRow(id: string, value: RackRow, hall: HallFacts, place: Place, list: ResourceList): void {
  const name = value.row.toUpperCase();
  list.add(
    {
      id,
      kind: 'row',
      parent: `hall/${hall.datacentre}/${value.hall}`,
      name: { zh: name, en: name },
      lifecycle: hall.lifecycle,
      reports: false,
      synthetic: hall.synthetic,
    },
    { ...place, column: 'row' },
  );
}

function addRack(row: string, value: RackRow, hall: HallFacts, place: Place, list: ResourceList): void {
  const name = `${value.hall}-${value.row}-${value.rack}`.toUpperCase();
  list.add(
    {
      id: `rack/${hall.datacentre}/${value.hall}/${value.row}/${value.rack}`,
      kind: 'rack',
      parent: row,
      name: { zh: name, en: name },
      lifecycle: value.status,
      reports: value.status === 'in-service',
      synthetic: value.synthetic,
      attributes: attributesOf(value, RACK_ATTRIBUTES),
    },
    { ...place, column: 'rack' },
  );
}

function checkFeeds(
  value: RackRow,
  hall: HallFacts,
  place: Place,
  feedsComplete: boolean,
  list: ResourceList,
  problems: ProblemList,
): void {
  if (!feedsComplete) return;
  for (const column of ['feed_a', 'feed_b'] as const) {
    const feed = value[column];
    if (feed === undefined || list.get(`power-feed/${hall.datacentre}/${value.hall}/${feed}`)) continue;
    problems.add({ ...place, column }, `feeds.csv has no feed ${feed} of hall ${value.hall}`);
  }
}
