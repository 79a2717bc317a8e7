import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toCsv } from './csv.ts';
import { readGround } from './ground.ts';
import { makeBackhaul } from './make-backhaul.ts';
import { makeCharging } from './make-charging.ts';
import { makeCompute } from './make-compute.ts';
import { makeCooling } from './make-cooling.ts';
import { makeDataCentre } from './make-data-centre.ts';
import { makeEgress } from './make-egress.ts';
import { makeLinks } from './make-links.ts';
import { makeMapping } from './make-mapping.ts';
import { makeDemand, makeMilestones } from './make-plan.ts';
import { makePower } from './make-power.ts';
import { makeRadio } from './make-radio.ts';

/** The year of the report that the demo zone follows. */
const SEED = 2020;
const QINGDAO = resolve(import.meta.dirname, 'qingdao');

/**
 * Writes the invented part of the Qingdao pack (all CSV files and mapping.yaml) into a folder; the same seed gives the
 * same bytes. zone.json and basemap/ are written by hand and are read from the pack itself.
 */
export function generateZone(out: string = QINGDAO, seed: number = SEED): void {
  mkdirSync(out, { recursive: true });
  for (const [file, text] of packFiles(seed)) writeFileSync(join(out, file), text);
}

function packFiles(seed: number): ReadonlyMap<string, string> {
  const ground = readGround(join(QINGDAO, 'basemap'));
  const backhaul = makeBackhaul(ground, seed);
  const { siteRows, cellRows } = makeRadio(ground, seed, backhaul.nodeFor);
  const { datacentreRows, phaseRows, hallRows, feedRows, rackRows } = makeDataCentre(seed);
  const power = makePower(hallRows);
  const coolingRows = makeCooling(hallRows);
  const gpuNodeRows = makeCompute(rackRows);
  const { carrierRows, routerRows, uplinkRows } = makeEgress();
  const { stationRows, connectorRows } = makeCharging(ground, seed);
  const linkRows = makeLinks({
    feeds: feedRows,
    power: power.links,
    cooling: coolingRows,
    sites: siteRows,
    backhaul: backhaul.links,
    gpuNodes: gpuNodeRows,
    carriers: carrierRows,
    uplinks: uplinkRows,
    routers: routerRows,
  });
  return new Map([
    ['sites.csv', toCsv(siteRows)],
    ['cells.csv', toCsv(cellRows)],
    ['datacentre.csv', toCsv(datacentreRows)],
    ['phases.csv', toCsv(phaseRows)],
    ['halls.csv', toCsv(hallRows)],
    ['feeds.csv', toCsv(feedRows)],
    ['racks.csv', toCsv(rackRows)],
    ['utilities.csv', toCsv(power.utilityRows)],
    ['transformers.csv', toCsv(power.transformerRows)],
    ['generators.csv', toCsv(power.generatorRows)],
    ['ups.csv', toCsv(power.upsRows)],
    ['pdus.csv', toCsv(power.pduRows)],
    ['cooling.csv', toCsv(coolingRows)],
    ['gpu-nodes.csv', toCsv(gpuNodeRows)],
    ['routers.csv', toCsv(routerRows)],
    ['backhaul.csv', toCsv(backhaul.nodeRows)],
    ['backhaul-links.csv', toCsv(backhaul.linkRows)],
    ['milestones.csv', toCsv(makeMilestones(siteRows, seed))],
    ['demand.csv', toCsv(makeDemand(ground, seed))],
    ['carriers.csv', toCsv(carrierRows)],
    ['uplinks.csv', toCsv(uplinkRows)],
    ['stations.csv', toCsv(stationRows)],
    ['connectors.csv', toCsv(connectorRows)],
    ['links.csv', toCsv(linkRows)],
    ['mapping.yaml', makeMapping(uplinkRows, power.upsIds)],
  ]);
}

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  generateZone();
  process.stdout.write(`wrote ${QINGDAO}\n`);
}
