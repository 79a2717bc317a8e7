import { buildHallPlant } from './build-hall-plant.ts';
import { buildGpuNodes, buildPlant } from './build-plant.ts';
import { buildRacks } from './build-racks.ts';
import type { HallFacts } from './hall-facts.ts';
import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import { attributesOf, type ResourceList } from './resource-list.ts';

/** Adds data centres with their plant, phases, halls with theirs, rows and racks, and the GPU nodes in the racks. */
export function buildDataCentre(tables: Tables, zone: string, list: ResourceList, problems: ProblemList): void {
  for (const { line, value } of tables.datacentres.rows) {
    list.add(
      {
        id: `datacentre/${value.datacentre}`,
        kind: 'datacentre',
        parent: zone,
        name: { zh: value.name_zh, en: value.name_en },
        lifecycle: value.status,
        reports: false,
        synthetic: value.synthetic,
        position: { lat: value.lat, lon: value.lon },
      },
      { file: tables.datacentres.file, row: line, column: 'datacentre' },
    );
  }
  buildPlant(tables, list, problems);
  const phases = buildPhases(tables, list, problems);
  const halls = buildHalls(tables, phases, list, problems);
  const complete = tables.halls.complete && halls.size === tables.halls.rows.length;
  buildHallPlant(tables, halls, complete, list, problems);
  buildRacks(tables, halls, complete, list, problems);
  buildGpuNodes(tables, list, problems);
}

/** phase → its data centre */
function buildPhases(tables: Tables, list: ResourceList, problems: ProblemList): ReadonlyMap<string, string> {
  const phases = new Map<string, string>();
  for (const { line, value } of tables.phases.rows) {
    const place = { file: tables.phases.file, row: line };
    if (!list.get(`datacentre/${value.datacentre}`)) {
      if (tables.datacentres.complete) {
        const { file } = tables.datacentres;
        problems.add({ ...place, column: 'datacentre' }, `${file} has no datacentre ${value.datacentre}`);
      }
      continue;
    }
    if (phases.has(value.phase)) {
      problems.add({ ...place, column: 'phase' }, `duplicate id: phase ${value.phase} stands in the file already`);
      continue;
    }
    phases.set(value.phase, value.datacentre);
    list.add(
      {
        id: `phase/${value.datacentre}/${value.phase}`,
        kind: 'phase',
        parent: `datacentre/${value.datacentre}`,
        name: { zh: value.name_zh, en: value.name_en },
        lifecycle: value.status,
        reports: false,
        synthetic: value.synthetic,
        attributes: attributesOf(value, ['in_service_date']),
      },
      { ...place, column: 'phase' },
    );
  }
  return phases;
}

function buildHalls(
  tables: Tables,
  phases: ReadonlyMap<string, string>,
  list: ResourceList,
  problems: ProblemList,
): ReadonlyMap<string, HallFacts> {
  const halls = new Map<string, HallFacts>();
  const complete = tables.phases.complete && phases.size === tables.phases.rows.length;
  for (const { line, value } of tables.halls.rows) {
    const place = { file: tables.halls.file, row: line };
    const datacentre = phases.get(value.phase);
    if (datacentre === undefined) {
      if (complete) problems.add({ ...place, column: 'phase' }, `${tables.phases.file} has no phase ${value.phase}`);
      continue;
    }
    if (halls.has(value.hall)) {
      problems.add({ ...place, column: 'hall' }, `duplicate id: hall ${value.hall} stands in the file already`);
      continue;
    }
    halls.set(value.hall, {
      datacentre,
      lifecycle: value.status,
      rows: value.rows,
      racksPerRow: value.racks_per_row,
      synthetic: value.synthetic,
    });
    list.add(
      {
        id: `hall/${datacentre}/${value.hall}`,
        kind: 'hall',
        parent: `phase/${datacentre}/${value.phase}`,
        name: { zh: value.name_zh, en: value.name_en },
        lifecycle: value.status,
        reports: false,
        synthetic: value.synthetic,
        attributes: attributesOf(value, ['rows', 'racks_per_row', 'progress_pct', 'floor_col', 'floor_row']),
      },
      { ...place, column: 'hall' },
    );
  }
  return halls;
}
