import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { originOfTiles, readPmtilesHeader } from '../../server/base-map.ts';

const folder = mkdtempSync(join(tmpdir(), 'skyrack-base-map-'));

/** A PMTiles header: magic, version, and what is looked at (specification version 3, §3). */
function header(bytes: {
  magic?: string;
  version?: number;
  tileType?: number;
  maxZoom?: number;
  tileDataBytes?: number;
}): string {
  const data = new Uint8Array(127);
  data.set(new TextEncoder().encode(bytes.magic ?? 'PMTiles'));
  data[7] = bytes.version ?? 3;
  new DataView(data.buffer).setBigUint64(64, BigInt(bytes.tileDataBytes ?? 0), true);
  data[99] = bytes.tileType ?? 1;
  data[101] = bytes.maxZoom ?? 14;
  const path = join(folder, `${JSON.stringify(bytes).replaceAll(/\W/g, '')}.pmtiles`);
  writeFileSync(path, data);
  return path;
}

test('a PMTiles file of vector tiles says its finest zoom', () => {
  expect(readPmtilesHeader(header({ maxZoom: 13 }))).toEqual({ problem: null, maxZoom: 13 });
});

test.each([
  [header({ magic: 'PK\u0003\u0004zip' }), /is not a PMTiles file: it does not begin with "PMTiles"/],
  [header({ version: 2 }), /is not a PMTiles file of version 3/],
  [header({ tileType: 2 }), /holds no vector tiles/],
  [header({ tileDataBytes: 9_000 }), /is cut short: 127 of 9000 bytes/],
  [join(folder, 'absent'), /cannot be read: ENOENT/],
])('%s is refused by name', (path, problem) => {
  expect(readPmtilesHeader(path)).toEqual({ problem: expect.stringMatching(problem) });
});

test('a file too short for a header is none', () => {
  const path = join(folder, 'short');
  writeFileSync(path, 'PMTiles');
  expect(readPmtilesHeader(path)).toEqual({ problem: expect.stringMatching(/too short/) });
});

test('the policy names the host of the tiles and nothing else', () => {
  expect(originOfTiles('https://tiles.example:8443/a/{z}/{x}/{y}.png?key=1')).toBe('https://tiles.example:8443');
});
