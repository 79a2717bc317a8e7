import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import { attributesOf, type ResourceList } from './resource-list.ts';

/** Adds carriers and the uplinks to them. */
export function buildEgress(tables: Tables, list: ResourceList, problems: ProblemList): void {
  const datacentreOfCarrier = new Map<string, string>();
  for (const { line, value } of tables.carriers.rows) {
    const place = { file: tables.carriers.file, row: line };
    if (!list.get(`datacentre/${value.datacentre}`)) {
      if (tables.datacentres.complete) {
        const { file } = tables.datacentres;
        problems.add({ ...place, column: 'datacentre' }, `${file} has no datacentre ${value.datacentre}`);
      }
      continue;
    }
    datacentreOfCarrier.set(value.carrier, value.datacentre);
    list.add(
      {
        id: `carrier/${value.carrier}`,
        kind: 'carrier',
        parent: `datacentre/${value.datacentre}`,
        name: { zh: value.name_zh, en: value.name_en },
        lifecycle: value.status,
        reports: false,
        synthetic: value.synthetic,
      },
      { ...place, column: 'carrier' },
    );
  }
  const complete = tables.carriers.complete && datacentreOfCarrier.size === tables.carriers.rows.length;
  buildUplinks(tables, datacentreOfCarrier, complete, list, problems);
}

function buildUplinks(
  tables: Tables,
  datacentreOfCarrier: ReadonlyMap<string, string>,
  carriersComplete: boolean,
  list: ResourceList,
  problems: ProblemList,
): void {
  const { file, rows } = tables.uplinks;
  for (const { line, value } of rows) {
    const datacentre = datacentreOfCarrier.get(value.carrier);
    if (datacentre === undefined) {
      if (carriersComplete) {
        problems.add({ file, row: line, column: 'carrier' }, `${tables.carriers.file} has no carrier ${value.carrier}`);
      }
      continue;
    }
    list.add(
      {
        id: `uplink/${datacentre}/${value.uplink}`,
        kind: 'uplink',
        parent: `carrier/${value.carrier}`,
        name: { zh: value.name_zh, en: value.name_en },
        lifecycle: value.status,
        reports: value.status === 'in-service',
        synthetic: value.synthetic,
        altResource: value.alt === undefined ? [value.if_name] : [value.if_name, value.alt],
        attributes: attributesOf(value, ['capacity_bps', 'router', 'if_name']),
      },
      { file, row: line, column: 'uplink' },
    );
  }
}
