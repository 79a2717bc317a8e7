import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { generateZone } from '../../../server/zones/generate.ts';

const committed = resolve(import.meta.dirname, '../../../server/zones/qingdao');

function generated(seed?: number): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-zone-'));
  generateZone(folder, seed);
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

test('the script writes the pack that is in the repository, byte for byte, every time', () => {
  const files = generated();
  expect([...files.keys()].sort()).toEqual(
    readdirSync(committed)
      .filter((file) => file !== 'zone.json' && file !== 'basemap')
      .sort(),
  );
  for (const [file, text] of files) expect(text === readFileSync(join(committed, file), 'utf8'), file).toBe(true);
});

test('another seed gives another zone', () => {
  expect(generated(1).get('sites.csv')).not.toBe(generated(2).get('sites.csv'));
});
