import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toCsv } from './csv.ts';
import { readGround } from './ground.ts';
import { makeCharging } from './make-charging.ts';
import { makeDataCentre } from './make-data-centre.ts';
import { makeEgress } from './make-egress.ts';
import { makeMapping } from './make-mapping.ts';
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
  const { siteRows, cellRows } = makeRadio(ground, seed);
  const { datacentreRows, phaseRows, hallRows, feedRows, rackRows } = makeDataCentre(seed);
  const { carrierRows, uplinkRows } = makeEgress();
  const { stationRows, connectorRows } = makeCharging(ground, seed);
  const linkRows = [
    ...feedRows.map(({ hall, feed }) => link(`hall/qingyun/${hall}`, `power-feed/qingyun/${hall}/${feed}`, 'power')),
    ...carrierRows.map(({ carrier }) => link('datacentre/qingyun', `carrier/${carrier}`, 'transport')),
    ...uplinkRows.map(({ uplink, carrier }) => link(`uplink/qingyun/${uplink}`, `carrier/${carrier}`, 'carrier')),
  ];
  return new Map([
    ['sites.csv', toCsv(siteRows)],
    ['cells.csv', toCsv(cellRows)],
    ['datacentre.csv', toCsv(datacentreRows)],
    ['phases.csv', toCsv(phaseRows)],
    ['halls.csv', toCsv(hallRows)],
    ['feeds.csv', toCsv(feedRows)],
    ['racks.csv', toCsv(rackRows)],
    ['carriers.csv', toCsv(carrierRows)],
    ['uplinks.csv', toCsv(uplinkRows)],
    ['stations.csv', toCsv(stationRows)],
    ['connectors.csv', toCsv(connectorRows)],
    ['links.csv', toCsv(linkRows)],
    ['mapping.yaml', makeMapping(uplinkRows)],
  ]);
}

function link(from: string, to: string, role: string) {
  return { from, to, role };
}

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  generateZone();
  process.stdout.write(`wrote ${QINGDAO}\n`);
}
