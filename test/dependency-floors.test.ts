import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Versions below these have known holes or lose data (D15). What npm installs is what the lock file says. */
const FLOORS = {
  'socket.io-parser': '4.2.7',
  ws: '8.21.3',
  'engine.io': '6.6.12',
  echarts: '6.1.0',
  'body-parser': '2.3.0',
  qs: '6.16.0',
  '@duckdb/node-api': '1.5.5',
};

interface LockFile {
  packages: Record<string, { version?: string }>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;

/** Every copy of a package, also those that another package brings along. */
function installed(name: string): string[] {
  return Object.entries(packages)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([, { version = '' }]) => version);
}

/** The numbers of a version; `1.5.5-r.5` is a build of 1.5.5. */
const numbers = (version: string): number[] => version.replace(/-.*/, '').split('.').map(Number);

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [numbers(version), numbers(floor)];
  const part = need.findIndex((number, index) => number !== have[index]);
  return part < 0 || have[part]! > need[part]!;
}

test.each(Object.entries(FLOORS))('D15: every copy of %s is at least %s', (name, floor) => {
  const versions = installed(name);
  expect(versions).not.toEqual([]);
  expect(versions.filter((version) => !isAtLeast(version, floor))).toEqual([]);
});

test('D15: the old duckdb package, which loses rows on a full disk, is not installed', () => {
  expect(installed('duckdb')).toEqual([]);
});

test.each([
  ['1.5.5-r.5', '1.5.5', true],
  ['1.5.4-r.9', '1.5.5', false],
  ['1.10.0', '1.9.9', true],
  ['8.21.3', '8.21.3', true],
  ['7.99.99', '8.0.0', false],
])('a version %s against the floor %s: %s', (version, floor, expected) => {
  expect(isAtLeast(version, floor)).toBe(expected);
});
