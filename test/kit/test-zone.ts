import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from './test-folder.ts';

export const HALLS = 16;
const ROWS = 4;
const RACKS_PER_ROW = 25;
/** Racks of a hall. */
export const RACKS = ROWS * RACKS_PER_ROW;

const two = (number: number): string => String(number).padStart(2, '0');

/** A rack by its hall, 1–16, and its number there, 0–99. */
export function testRack(hall: number, rack: number): string {
  return `rack/kit/h${two(hall)}/r${Math.floor(rack / RACKS_PER_ROW) + 1}/${two((rack % RACKS_PER_ROW) + 1)}`;
}

/** A zone pack of 16 halls with 100 racks each, whose inlets report every `intervalSeconds`. */
export function testZone(intervalSeconds = 10): string {
  const folder = testFolder('zone');
  const write = (file: string, lines: readonly string[]) => writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  const zone = {
    id: 'kit',
    name: { zh: '测试园区', en: 'Test park' },
    time_zone: 'UTC',
    targets: { sites: 0, egress_tbps: 0, racks: HALLS * RACKS, terminals: 0 },
  };
  write('zone.json', [JSON.stringify(zone)]);
  write('datacentre.csv', [
    'datacentre,name_zh,name_en,lat,lon,status,synthetic',
    'kit,测试机房,Test centre,36.2,120.3,in_service,1',
  ]);
  write('phases.csv', ['phase,datacentre,name_zh,name_en,status,synthetic', 'p1,kit,一期,Phase 1,in_service,1']);
  const halls = Array.from({ length: HALLS }, (_, hall) => {
    return `h${two(hall + 1)},p1,${hall + 1} 号机房,Hall ${hall + 1},in_service,${ROWS},${RACKS_PER_ROW},,${hall},0,1`;
  });
  write('halls.csv', [
    'hall,phase,name_zh,name_en,status,rows,racks_per_row,progress_pct,floor_col,floor_row,synthetic',
    ...halls,
  ]);
  const racks = Array.from({ length: HALLS * RACKS }, (_, rack) => {
    const [, , hall, row, place] = testRack(Math.floor(rack / RACKS) + 1, rack % RACKS).split('/');
    return `${hall},${row},${place},in_service,42,,,,,4000,1,,1`;
  });
  write('racks.csv', [
    'hall,row,rack,status,units,feed_a,feed_b,feed_a_rating_a,feed_b_rating_a,rated_w,occupied,tenant,synthetic',
    ...racks,
  ]);
  write('mapping.yaml', [
    'rules:',
    '  - match: { name: rack_inlet_celsius, labels: { position: top } }',
    '    metric: rack.inlet-top',
    "    resource: 'rack/{dc}/{hall}/{row}/{rack}'",
    `    interval: ${intervalSeconds}`,
  ]);
  return folder;
}
