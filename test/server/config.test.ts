import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('without settings: loopback, 8080, the demo zone, simulated', () => {
  const config = readConfig({ PATH: '/usr/bin' }, ROOT);
  expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, simulate: true, seed: 1, ingestToken: undefined });
  expect(config.zoneFolder).toBe(join(ROOT, 'server/zones/qingdao'));
  expect(config.dataFolder).toBe(join(ROOT, '.data'));
});

test.each([
  [{ SKYRACK_HOST: '0.0.0.0' }, /SKYRACK_HOST: must be one of 127\.0\.0\.1/],
  [{ SKYRACK_PORT: 'http' }, /SKYRACK_PORT: must be a number/],
  [{ SKYRACK_PORT: '70000' }, /SKYRACK_PORT: must be 0–65535/],
  [{ SKYRACK_SIMULATE: 'yes' }, /SKYRACK_SIMULATE: must be on, off or stress/],
  [{ SKYRACK_SEED: '-1' }, /SKYRACK_SEED: must be 0–/],
  [{ SKYRACK_SPEED: 'fast' }, /SKYRACK_SPEED: must be a number/],
  [{ SKYRACK_SPEED: '0.5' }, /SKYRACK_SPEED: must be 1–3600/],
  [{ SKYRACK_SCENARIO: './none.yaml' }, /SKYRACK_SCENARIO: there is no file .*none\.yaml/],
  [{ SKYRACK_SCENARIO: 'cooling', SKYRACK_SIMULATE: 'off' }, /SKYRACK_SCENARIO: needs a simulated zone/],
  [{ SKYRACK_INGEST_TOKEN: 'short' }, /SKYRACK_INGEST_TOKEN: must be 16–200/],
  [{ SKYRACK_ZONE: 'atlantis' }, /SKYRACK_ZONE: there is no built-in zone "atlantis".*\.\/atlantis/],
  [{ SKYRACK_ZONE: './nowhere' }, /SKYRACK_ZONE: .*nowhere holds no zone\.json/],
  [{ SKYRACK_CRASH_AT: 'journal:sometimes' }, /SKYRACK_CRASH_AT: must be a crash point.*known: .*journal:after-sync/],
  [{ SKYRACK_CRASH_AT: 'journal:after-sync:0' }, /SKYRACK_CRASH_AT: must be a crash point/],
  [{ SKYRACK_CRASH_AT: 'journal:after-sync:x' }, /SKYRACK_CRASH_AT: must be a crash point/],
  [{ SKYRACK_SIMULATED: 'on' }, /SKYRACK_SIMULATED: unknown setting; known: .*SKYRACK_SIMULATE/],
])('refuses %o by name', (env, message) => {
  expect(() => readConfig(env, ROOT)).toThrow(message);
});

test('stress simulates a zone of its own, and is refused together with a zone by name', () => {
  expect(readConfig({ SKYRACK_SIMULATE: 'stress' }, ROOT)).toMatchObject({ simulate: true, stress: true });
  expect(readConfig({}, ROOT).stress).toBe(false);
  const both = { SKYRACK_SIMULATE: 'stress', SKYRACK_ZONE: 'qingdao' };
  expect(() => readConfig(both, ROOT)).toThrow(/SKYRACK_ZONE: cannot be set with SKYRACK_SIMULATE=stress/);
});

test('a crash point is named with the passage at which the process dies, the first unless said; without one it never does', () => {
  expect(readConfig({}, ROOT).crashAt).toBeNull();
  const at = (text: string) => readConfig({ SKYRACK_CRASH_AT: text }, ROOT).crashAt;
  expect(at('checkpoint:before-rename')).toEqual({ point: 'checkpoint:before-rename', passage: 1 });
  expect(at('journal:after-sync:30')).toEqual({ point: 'journal:after-sync', passage: 30 });
});

test('a scenario is a name or a file, and its clock runs as fast as ours unless said', () => {
  expect(readConfig({}, ROOT)).toMatchObject({ speed: 1, scenario: undefined });
  expect(readConfig({ SKYRACK_SCENARIO: 'cooling', SKYRACK_SPEED: '12.5' }, ROOT)).toMatchObject({
    speed: 12.5,
    scenario: 'cooling',
  });
  const file = join(mkdtempSync(join(tmpdir(), 'skyrack-config-')), 'mine.yaml');
  writeFileSync(file, '');
  expect(readConfig({ SKYRACK_SCENARIO: file }, ROOT).scenario).toBe(file);
});

test('names every wrong setting at once', () => {
  expect(() => readConfig({ SKYRACK_PORT: 'x', SKYRACK_SIMULATE: 'x' }, ROOT)).toThrow(/PORT[\s\S]*SIMULATE/);
});

test('a zone may be any folder with a zone.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-config-'));
  writeFileSync(join(folder, 'zone.json'), '{}');
  expect(readConfig({ SKYRACK_ZONE: folder }, ROOT).zoneFolder).toBe(folder);
});

const TILES = { SKYRACK_TILE_URL: 'https://tiles.example/{z}/{x}/{y}.png', SKYRACK_TILE_ATTRIBUTION: '© Example' };

test('tiles come with whose they are and the system they are drawn in', () => {
  expect(readConfig({}, ROOT).tiles).toBeNull();
  expect(readConfig({ ...TILES, SKYRACK_TILE_CRS: 'GCJ-02' }, ROOT).tiles).toEqual({
    url: 'https://tiles.example/{z}/{x}/{y}.png',
    attribution: '© Example',
    crs: 'GCJ-02',
  });
});

test.each([
  [{ SKYRACK_TILE_URL: 'tiles/{z}/{x}/{y}' }, /SKYRACK_TILE_URL: is not an http or https URL/],
  [{ SKYRACK_TILE_URL: 'javascript:/{z}/{x}/{y}' }, /SKYRACK_TILE_URL: is not an http or https URL/],
  [{ SKYRACK_TILE_URL: 'https://tiles.example/{z}/{x}.png' }, /SKYRACK_TILE_URL: has no \{y\}/],
  [{ SKYRACK_TILE_URL: 'https://{s}.tiles.example/{z}/{x}/{y}.png' }, /SKYRACK_TILE_URL: \{s\} is not one of/],
  [{ SKYRACK_TILE_ATTRIBUTION: undefined }, /SKYRACK_TILE_ATTRIBUTION: must be set with SKYRACK_TILE_URL/],
  [{ SKYRACK_TILE_CRS: 'EPSG:3857' }, /SKYRACK_TILE_CRS: must be one of WGS84, GCJ-02, BD-09/],
  [{ SKYRACK_PMTILES: './nowhere.pmtiles' }, /SKYRACK_PMTILES: .*nowhere\.pmtiles cannot be read/],
])('refuses a base map of %o by name', (env, message) => {
  expect(() => readConfig({ ...TILES, ...env }, ROOT)).toThrow(message);
});

test('history is kept here unless it is given to another store or turned off', () => {
  expect(readConfig({}, ROOT).history).toEqual({ engine: 'duckdb' });
  expect(readConfig({ SKYRACK_HISTORY: 'off' }, ROOT).history).toEqual({ engine: 'off' });
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-config-'));
  writeFileSync(join(folder, 'headers'), 'Authorization: Bearer secret of the store\nX-Scope-OrgID: zone\n');
  expect(readConfig({ ...STORE, SKYRACK_HISTORY_HEADERS: join(folder, 'headers') }, ROOT).history).toEqual({
    engine: 'prometheus',
    writeUrl: 'http://store:9090/api/v1/write',
    queryUrl: 'http://store:9090',
    headers: { Authorization: 'Bearer secret of the store', 'X-Scope-OrgID': 'zone' },
  });
});

const STORE = {
  SKYRACK_HISTORY: 'prometheus',
  SKYRACK_HISTORY_WRITE_URL: 'http://store:9090/api/v1/write',
  SKYRACK_HISTORY_QUERY_URL: 'http://store:9090',
};

test.each([
  [{ SKYRACK_HISTORY: 'influx' }, /SKYRACK_HISTORY: must be duckdb, prometheus or off/],
  [{ SKYRACK_HISTORY_WRITE_URL: undefined }, /SKYRACK_HISTORY_WRITE_URL: must be set with SKYRACK_HISTORY=prometheus/],
  [{ SKYRACK_HISTORY_QUERY_URL: 'file:///etc' }, /SKYRACK_HISTORY_QUERY_URL: must be an http or https URL/],
  [{ SKYRACK_HISTORY: 'duckdb' }, /SKYRACK_HISTORY_WRITE_URL: needs SKYRACK_HISTORY=prometheus/],
  [{ SKYRACK_HISTORY_HEADERS: './nowhere' }, /SKYRACK_HISTORY_HEADERS: there is no file/],
])('refuses a history of %o by name', (env, message) => {
  expect(() => readConfig({ ...STORE, ...env }, ROOT)).toThrow(message);
});

test('a line of the header file that is none is named by its number', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-config-'));
  writeFileSync(join(folder, 'headers'), 'X-Scope-OrgID: zone\nnot a header\n');
  expect(() => readConfig({ ...STORE, SKYRACK_HISTORY_HEADERS: join(folder, 'headers') }, ROOT)).toThrow(
    /headers line 2 is not "Name: value"/,
  );
});
