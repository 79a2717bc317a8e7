import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReports } from '../../../server/reports/index.ts';
import { testFolder } from '../../kit/test-folder.ts';

const SITE = 'site/qd-ht-001';
const wish = { name: 'Li', text: 'the door of the cabinet stands open' };

async function open() {
  const bed = { now: 1_000_000 };
  const file = join(testFolder('reports'), 'reports.jsonl');
  const reopen = () => openReports({ file, clock: () => bed.now });
  return { bed, file, reopen, reports: await reopen() };
}

test('a report is kept as it came, newest first, through a start', async () => {
  const { bed, reports, reopen } = await open();
  await reports.add(SITE, wish, '127.0.0.1');
  bed.now += 1_000;
  await reports.add(SITE, { name: 'Wang', text: '<script>' }, '::1');
  await reports.add('site/other', wish, '::1');
  const later = await reopen();
  expect(later.of(SITE, 10)).toMatchObject({
    total: 2,
    reports: [
      { name: 'Wang', text: '<script>', from: '::1' },
      { ...wish, resource: SITE, at: 1_000_000 },
    ],
  });
  expect(later.of(SITE, 1)).toMatchObject({ total: 2, reports: [{ name: 'Wang' }] });
});

test('a line that a crash cut off is taken away, and the next one stands whole', async () => {
  const { file, reports, reopen } = await open();
  await reports.add(SITE, wish, '::1');
  appendFileSync(file, '{"id":"0011","resource":"si');
  const later = await reopen();
  await later.add(SITE, { ...wish, name: 'Wang' }, '::1');
  expect((await reopen()).of(SITE, 10)).toMatchObject({ total: 2, reports: [{ name: 'Wang' }, { name: 'Li' }] });
});

test('an address may report ten times a minute; others are not held up by it', async () => {
  const { bed, reports } = await open();
  for (let n = 0; n < 10; n++) await reports.add(SITE, wish, '::1');
  await expect(reports.add(SITE, wish, '::1')).rejects.toMatchObject({ code: 'too-many', limit: 10 });
  await reports.add(SITE, wish, '127.0.0.1');
  bed.now += 60_001;
  await reports.add(SITE, wish, '::1');
  expect(reports.of(SITE, 1).total).toBe(12);
});
