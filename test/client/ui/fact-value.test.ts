import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sectorPath } from '../../../client/app/drawer/SiteHead.tsx';
import { startText } from '../../../client/app/text.ts';
import { factValue, factWords } from '../../../client/ui/fact-value.ts';
import type { Say } from '../../../client/ui/text.ts';
import { loadZone } from '../../../server/inventory/index.ts';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';
import { TEXT } from '../../../shared/text/index.ts';

test.each([
  ['azimuth_deg', 120, '120°'],
  ['tx_power_dbm', 46, '46 dBm'],
  ['height_m', 32.5, '32.5 m'],
  ['feed_a_rating_a', 32, '32 A'],
  ['capacity_bps', 4e11, '400 Gbit/s'],
  ['rated_w', 6000, '6.00 kW'],
  ['units', 42, '42 U'],
  ['nci', 12_345_678, '12345678'],
  ['tenant', 'blue', 'blue'],
])('%s of %s reads %s', (name, value, said) => {
  expect(factValue(name, value, 'en')).toBe(said);
});

test('a sector points to its azimuth, clockwise from north', () => {
  expect(sectorPath(90, 60, 10)).toMatch(/^M0 0L8\.66 -5\.00A10 10 0 0 1 8\.66 5\.00Z$/);
});

test('every fact of the demo zone has a name in both languages: no column name shows through', async () => {
  const zone = await loadZone({ folder: join(import.meta.dirname, '../../../server/zones/qingdao') });
  const attributes = RESOURCE_KINDS.flatMap((kind) =>
    zone.ofKind(kind).flatMap((resource) => [...resource.attributes.keys()]),
  );
  const nameless = [...new Set(attributes)].filter((name) => !Object.hasOwn(TEXT, `fact.${name}`));
  expect(attributes).toContain('floor_side');
  expect(nameless).toEqual([]);
});

test.each([
  ['occupied', 1, '是'],
  ['floor_side', 'left', '左侧'],
  ['floor_side', 'constructor', 'constructor'],
  ['tenant', 'top', 'top'],
])('%s of %s reads %s', (name, value, said) => {
  const text = startText('zh-CN').getFixedT('zh-CN') as unknown as Say;
  expect(factWords(name, value, text, 'zh-CN')).toBe(said);
});
