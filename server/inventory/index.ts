import type { Inventory, ZoneFacts } from '../ports.ts';
import { type Ground, readGround } from './basemap.ts';
import { buildBackhaul } from './build-backhaul.ts';
import { buildCharging } from './build-charging.ts';
import { buildDataCentre } from './build-data-centre.ts';
import { buildEgress } from './build-egress.ts';
import { buildLinks } from './build-links.ts';
import { buildDemand, buildMilestones } from './build-plan.ts';
import { buildRadio } from './build-radio.ts';
import { checkMappingTargets } from './check-mapping-targets.ts';
import { checkPositions } from './check-positions.ts';
import { createInventory } from './create-inventory.ts';
import { withImported } from './imported-rows.ts';
import { openPackFolder } from './pack-folder.ts';
import { ProblemList, ZonePackError } from './problems.ts';
import { readMapping } from './read-mapping.ts';
import { readTables, type Tables } from './read-tables.ts';
import { ResourceList } from './resource-list.ts';
import { readZoneFile, type ZoneFile } from './zone-file.ts';

export { problemLine, ZonePackError } from './problems.ts';
export { openTableOverlay } from './table-overlay.ts';

/**
 * Loads a zone pack. Only zone.json must be there; what it needs of the rest is up to the zone. Everything is checked
 * before anything is used: throws ZonePackError with every problem's file, row and column.
 */
export async function loadZone(options: {
  readonly folder: string;
  /** With the rows that were imported over the pack's, see TableOverlay; `imported` names another folder than theirs. */
  readonly dataFolder?: string | undefined;
  readonly imported?: string | undefined;
}): Promise<Inventory> {
  const problems = new ProblemList();
  const pack = openPackFolder(options.folder, problems);
  const zone = await readZoneFile(pack, problems);
  if (!zone) throw new ZonePackError(options.folder, problems.all);

  const ground = await readGround(pack, zone, problems);
  const tables = await withImported(await readTables(pack, problems), zone.id, options, problems);
  const list = buildResources(zone, ground, tables, problems);
  const milestones = buildMilestones(tables, list, problems);
  const demand = buildDemand(tables, problems);
  const sound = problems.all.length === 0;
  const links = buildLinks(tables, list, sound, problems);
  const mapping = await readMapping(pack, problems);
  if (sound) checkMappingTargets(mapping.rules, list, problems);
  if (problems.all.length > 0) throw new ZonePackError(options.folder, problems.all);

  return createInventory({
    zone: zoneFacts(zone, ground, tables),
    resources: list.finish(),
    links,
    milestones,
    demand,
    mapping: mapping.rules,
    sourcePriority: mapping.sourcePriority,
    basemap: ground.layers,
  });
}

function buildResources(zone: ZoneFile, ground: Ground, tables: Tables, problems: ProblemList): ResourceList {
  const list = new ResourceList(problems);
  const id = `zone/${zone.id}`;
  const { name, synthetic } = zone;
  const facts = { id, kind: 'zone', parent: null, name, lifecycle: 'in-service', reports: false, synthetic } as const;
  list.add(facts, { file: 'zone.json' });
  buildRadio(tables, id, list, problems);
  buildBackhaul(tables, id, list, problems);
  buildDataCentre(tables, id, list, problems);
  buildEgress(tables, list, problems);
  buildCharging(tables, id, list, problems);
  checkPositions(tables, ground, problems);
  return list;
}

function zoneFacts(zone: ZoneFile, ground: Ground, tables: Tables): ZoneFacts {
  const { id, name, timeZone, targets, coverageProfile, attribution, basemapLayers } = zone;
  return {
    ...{ id, name, timeZone, targets, attribution, basemapLayers, outline: ground.outline ?? boxAround(tables) },
    ...(coverageProfile ? { coverageProfile } : {}),
  };
}

/** Half a kilometre, in degrees of latitude. */
const BOX_MARGIN_DEG = 0.0045;

/** A pack without an outline is shown by the box around what it places; one that places nothing has no outline. */
function boxAround({ sites, stations, datacentres }: Tables): ZoneFacts['outline'] {
  const positions = [sites, stations, datacentres].flatMap((table) => table.rows.map(({ value }) => value));
  if (positions.length === 0) return [];
  const lats = positions.map(({ lat }) => lat);
  const lons = positions.map(({ lon }) => lon);
  const [south, north] = [Math.min(...lats) - BOX_MARGIN_DEG, Math.max(...lats) + BOX_MARGIN_DEG];
  const [west, east] = [Math.min(...lons) - BOX_MARGIN_DEG, Math.max(...lons) + BOX_MARGIN_DEG];
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}
