import type { ResourceKind } from '../../shared/model/resource.ts';
import { addEquipment, type EquipmentRow } from './equipment.ts';
import type { Place, ProblemList } from './problems.ts';
import type { Table } from './read-table.ts';
import type { Tables } from './read-tables.ts';
import type { ResourceList } from './resource-list.ts';

interface PlantRow extends EquipmentRow {
  readonly datacentre: string;
  readonly rating_w?: number | undefined;
}

/** Adds what belongs to a data centre as a whole: the power chain down to the UPS, and the routers of its egress. */
export function buildPlant(tables: Tables, list: ResourceList, problems: ProblemList): void {
  const add = <R extends PlantRow, C extends keyof R & string>(
    kind: ResourceKind,
    table: Table<R>,
    column: C,
  ): void => {
    for (const { line, value } of table.rows) {
      const place = { file: table.file, row: line };
      if (!isThere(tables, value.datacentre, list, place, problems)) continue;
      const id = `${kind}/${value.datacentre}/${String(value[column])}`;
      const parent = `datacentre/${value.datacentre}`;
      addEquipment(list, { id, kind, parent }, value, ['rating_w'], { ...place, column });
    }
  };
  add('utility', tables.utilities, 'utility');
  add('transformer', tables.transformers, 'transformer');
  add('generator', tables.generators, 'generator');
  add('ups', tables.ups, 'ups');
  add('router', tables.routers, 'router');
}

/** Adds GPU nodes; the rack that one stands in must be of the pack. */
export function buildGpuNodes(tables: Tables, list: ResourceList, problems: ProblemList): void {
  const { file, rows } = tables.gpuNodes;
  const racksComplete = tables.racks.complete && tables.halls.complete && tables.phases.complete;
  for (const { line, value } of rows) {
    const place = { file, row: line };
    if (!isThere(tables, value.datacentre, list, place, problems)) continue;
    if (racksComplete && list.get(value.rack)?.kind !== 'rack') {
      problems.add({ ...place, column: 'rack' }, `${value.rack} names no rack`);
    }
    const id = `gpu-node/${value.datacentre}/${value.node}`;
    const parent = `datacentre/${value.datacentre}`;
    addEquipment(list, { id, kind: 'gpu-node', parent }, value, ['rack', 'gpus', 'rating_w'], {
      ...place,
      column: 'node',
    });
  }
}

/** False, and a problem, when there is no such data centre. */
function isThere(
  { datacentres }: Tables,
  datacentre: string,
  list: ResourceList,
  place: Place,
  problems: ProblemList,
): boolean {
  if (list.get(`datacentre/${datacentre}`)) return true;
  if (datacentres.complete) {
    problems.add({ ...place, column: 'datacentre' }, `${datacentres.file} has no datacentre ${datacentre}`);
  }
  return false;
}
