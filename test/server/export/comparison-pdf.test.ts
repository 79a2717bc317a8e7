import { expect, test } from 'vitest';
import { printComparison } from '../../../server/export/comparison-pdf.ts';
import { compareSnapshots } from '../../../server/snapshots/compare.ts';
import { readPdf } from './read-pdf.ts';
import { exampleContent } from './sealed.ts';

test('a comparison on paper has both ids, every figure and every change', { timeout: 60_000 }, async () => {
  const a = await exampleContent();
  const b = {
    ...a,
    id: 'fedcba9876543210'.repeat(2),
    kinds: a.kinds.map((kind) =>
      kind.kind === 'site' ? { ...kind, state: kind.state.map(() => 'critical' as const) } : kind,
    ),
    alarms: [],
  };
  const comparison = compareSnapshots(a, b);
  expect(comparison.resources.rows.length).toBeGreaterThan(0);
  for (const language of ['zh-CN', 'en'] as const) {
    const bytes = await printComparison(comparison, language);
    expect(Buffer.from(await printComparison(comparison, language)).equals(bytes)).toBe(true);
    const { pages, outline } = await readPdf(bytes);
    const text = pages.join(' ').replaceAll(' ', '');
    for (const id of [a.id, b.id, ...comparison.resources.rows.map(({ resource }) => resource)])
      expect(text).toContain(id);
    for (const { label } of comparison.figures)
      expect(text).toContain((language === 'en' ? label.en : label.zh).replaceAll(' ', ''));
    expect(text).toContain(a.alarms![0]!.resource);
    expect(outline.length).toBe(4);
  }
});
