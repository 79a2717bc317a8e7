import type { PackFolder } from './pack-folder.ts';
import * as plant from './plant-schemas.ts';
import type { ProblemList } from './problems.ts';
import { readTable } from './read-table.ts';
import * as schemas from './schemas.ts';

/** Every table of a pack, checked row by row. A file that is not there is an empty table. */
export async function readTables(pack: PackFolder, problems: ProblemList) {
  return {
    sites: await readTable(pack, 'sites.csv', schemas.siteSchema, problems),
    cells: await readTable(pack, 'cells.csv', schemas.cellSchema, problems),
    datacentres: await readTable(pack, 'datacentre.csv', schemas.datacentreSchema, problems),
    phases: await readTable(pack, 'phases.csv', schemas.phaseSchema, problems),
    halls: await readTable(pack, 'halls.csv', schemas.hallSchema, problems),
    feeds: await readTable(pack, 'feeds.csv', schemas.feedSchema, problems),
    racks: await readTable(pack, 'racks.csv', schemas.rackSchema, problems),
    carriers: await readTable(pack, 'carriers.csv', schemas.carrierSchema, problems),
    uplinks: await readTable(pack, 'uplinks.csv', schemas.uplinkSchema, problems),
    stations: await readTable(pack, 'stations.csv', schemas.stationSchema, problems),
    connectors: await readTable(pack, 'connectors.csv', schemas.connectorSchema, problems),
    utilities: await readTable(pack, 'utilities.csv', plant.utilitySchema, problems),
    transformers: await readTable(pack, 'transformers.csv', plant.transformerSchema, problems),
    generators: await readTable(pack, 'generators.csv', plant.generatorSchema, problems),
    ups: await readTable(pack, 'ups.csv', plant.upsSchema, problems),
    pdus: await readTable(pack, 'pdus.csv', plant.pduSchema, problems),
    cooling: await readTable(pack, 'cooling.csv', plant.coolingSchema, problems),
    gpuNodes: await readTable(pack, 'gpu-nodes.csv', plant.gpuNodeSchema, problems),
    routers: await readTable(pack, 'routers.csv', plant.routerSchema, problems),
    backhaulNodes: await readTable(pack, 'backhaul.csv', plant.backhaulNodeSchema, problems),
    backhaulLinks: await readTable(pack, 'backhaul-links.csv', plant.backhaulLinkSchema, problems),
    milestones: await readTable(pack, 'milestones.csv', plant.milestoneSchema, problems),
    demand: await readTable(pack, 'demand.csv', plant.demandSchema, problems),
    links: await readTable(pack, 'links.csv', schemas.linkSchema, problems),
  };
}

export type Tables = Awaited<ReturnType<typeof readTables>>;
