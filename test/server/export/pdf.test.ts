import { beforeAll, describe, expect, test } from 'vitest';
import { writeExport } from '../../../server/export/index.ts';
import { verificationText } from '../../../server/export/pdf/cover.ts';
import type { Unit } from '../../../shared/metrics/metric.ts';
import { formatWithUnit } from '../../../shared/text/format.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';
import { exampleContent, named, seal } from './sealed.ts';

const TIMEOUT = { timeout: 120_000 };
const LANGUAGES = ['zh-CN', 'en'] as const;

let example: SnapshotContent;
const reports = new Map<string, ReadPdf>();
beforeAll(async () => {
  example = await exampleContent();
  const { document } = seal(example);
  for (const language of LANGUAGES) reports.set(language, await readPdf(await writeExport(document, 'pdf', language)));
}, 120_000);

describe.each(LANGUAGES)('PDF report, %s', (language) => {
  const report = (): ReadPdf => reports.get(language)!;
  const words = (label: { zh: string; en: string }): string => (language === 'zh-CN' ? label.zh : label.en);

  test('the cover verifies: id, hash, records, coverage, stale and simulated counts', TIMEOUT, () => {
    const { sha256 } = seal(example);
    const [first] = report().pages;
    const { id, counts, sequence } = example;
    for (const part of [
      id,
      sha256,
      `${sequence!.from}–${sequence!.to}`,
      String(counts.simulated),
      String(counts.stale),
    ])
      expect(first!.replaceAll(' ', ''), part).toContain(part);
    expect(verificationText(id, sha256)).toMatch(/^skyrack-snapshot [0-9a-f]{32} sha256 [0-9a-f]{64}$/);
  });

  test('every page has its number, and the outline names the chapters', TIMEOUT, () => {
    const { pages, outline } = report();
    for (const [i, page] of pages.entries())
      expect(page).toContain(
        language === 'en' ? `Page ${i + 1} of ${pages.length}` : `第 ${i + 1} / ${pages.length} 页`,
      );
    expect(outline.slice(0, 4)).toEqual(
      language === 'en'
        ? ['Status report', 'Key figures', 'Map and radio coverage', 'Alarm list']
        : ['状态报告', '关键指标', '地图与无线覆盖', '告警清单'],
    );
  });

  test('numbers of the zone are those of the snapshot, exactly', TIMEOUT, () => {
    const text = report().pages.join(' ');
    const zone = example.kinds.find(({ kind }) => kind === 'zone')!;
    expect(zone.metrics.some(({ value }) => value[0] !== null)).toBe(true);
    for (const { metric, value } of zone.metrics) {
      const { label, unit } = example.metrics.find(({ id }) => id === metric)!;
      const number = value[0] ?? null;
      const exact = number === null ? '–' : String(number);
      const row = `${words(label)} ${formatWithUnit(number, unit as Unit, language)} ${exact} ${unit}`;
      expect(text).toContain(row);
    }
  });

  test.each([
    ['hall', ['hall.racks-live', 'hall.it-power', 'hall.inlet-mean', 'hall.inlet-max']],
    ['site', ['site.cells-enabled', 'site.users', 'site.prb-dl', 'site.traffic-dl', 'site.power']],
    ['uplink', ['uplink.in', 'uplink.out', 'uplink.utilization']],
    ['charging-station', ['charging-station.available', 'charging-station.power']],
  ] as const)('numbers of every %s are those of the snapshot', TIMEOUT, (name, metrics) => {
    // Ids and names may be cut into lines: what is compared has no spaces.
    const text = report().pages.join(' ').replaceAll(' ', '');
    const kind = example.kinds.find((candidate) => candidate.kind === name)!;
    const units = new Map(example.metrics.map(({ id, unit }) => [id, unit as Unit]));
    for (const [row, id] of kind.id.entries()) {
      const values = metrics.map((metric) => {
        const value = kind.metrics.find((candidate) => candidate.metric === metric)!.value[row] ?? null;
        return formatWithUnit(value, units.get(metric)!, language).replaceAll(' ', '');
      });
      const pattern = new RegExp(`${quoted(id)}.{1,24}?${values.map(quoted).join('')}`);
      expect(text).toMatch(pattern);
    }
  });

  test('alarms are listed', TIMEOUT, () => {
    const text = report().pages.join(' ').replaceAll(' ', '');
    for (const { resource } of example.alarms!) expect(text).toContain(resource);
  });
});

test('D4: a name that is markup is text on paper', TIMEOUT, async () => {
  const evil = '<img src=x onerror=1>';
  const pdf = await writeExport(seal(named(example, evil)).document, 'pdf', 'en');
  expect((await readPdf(pdf)).pages.join(' ')).toContain(evil);
});

test('a snapshot of one kind has only the chapters that it has something for', TIMEOUT, async () => {
  const racks = { ...example, kinds: example.kinds.filter(({ kind }) => kind === 'rack'), alarms: null, plan: null };
  const { outline } = await readPdf(await writeExport(seal(racks).document, 'pdf', 'en'));
  expect(outline).not.toContain('Egress');
  expect(outline).toContain('Alarm list');
});

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
