import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { buildModel } from '../../../../client/app/drawer/build-model.ts';
import { DrawerView } from '../../../../client/app/drawer/DrawerView.tsx';
import type { DrawerModel } from '../../../../client/app/drawer/model.ts';
import { startText } from '../../../../client/app/text.ts';
import { createLiveColumns } from '../../../../client/live/columns.ts';
import { metricsOf } from '../../../../shared/metrics/index.ts';
import { RESOURCE_KINDS } from '../../../../shared/model/resource.ts';
import { packFlags, packQuality } from '../../../../shared/model/sample.ts';
import type { Language } from '../../../../shared/text/format.ts';
import { smallZone } from './small-zone.ts';

const NOW = 1_600_000_000_000;
const index = smallZone();

function render(model: DrawerModel, language: Language): string {
  startText(language);
  const html = renderToString(
    <DrawerView model={model} language={language} headingId="h" onOpen={() => undefined} onClose={() => undefined} />,
  );
  return html.replaceAll('<!-- -->', '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('<', '&lt;');
}

/** All values of everything at the middle of their scale. */
function filled(flags: number) {
  const columns = createLiveColumns(index.dictionary.seriesCount);
  columns.value.fill(1);
  columns.flags.fill(flags);
  columns.at.fill(NOW - 3000);
  return columns;
}

const good = packFlags(packQuality('good'), 'live', 'normal');

for (const language of ['zh-CN', 'en'] as const) {
  test.each(RESOURCE_KINDS)(`a %s shows every metric that the catalogue has for its kind, in ${language}`, (kind) => {
    const model = buildModel(index, filled(good), undefined, index.id(kind, 0), NOW, language)!;
    const html = render(model, language);
    for (const metric of metricsOf(kind)) {
      expect(html).toContain(escaped(metric.label[language === 'en' ? 'en' : 'zh']));
      expect(html).toContain(`data-metric="${metric.id}"`);
    }
    // No key of the texts shows through.
    expect(html).not.toMatch(/>(?:drawer|fact|kind|lifecycle|quality)\.[a-z-]/);
  });
}

test('a hall under construction shows its progress and no numbers', () => {
  const model = buildModel(index, filled(good), undefined, 'hall/d/p2-h17', NOW, 'en')!;
  const html = render(model, 'en');
  expect(html).toContain('90 %');
  expect(html).not.toContain('data-metric');
});

test('no data reads as a dash, never as 0', () => {
  const columns = createLiveColumns(index.dictionary.seriesCount);
  const html = render(buildModel(index, columns, undefined, 'rack/d/p1-h01/r01/01', NOW, 'en')!, 'en');
  expect(html).toContain('–');
  expect(html).not.toMatch(/>0(?:\.0)?</);
});

test('stale values keep their number, are hatched and say their age', () => {
  const stale = packFlags(packQuality('uncertain', 'stale'), 'stale', 'unknown');
  const html = render(buildModel(index, filled(stale), undefined, 'rack/d/p1-h01/r01/01', NOW, 'en')!, 'en');
  expect(html).toContain('figure stale');
  expect(html).toContain('3 s ago');
});

test('simulated values carry their badge', () => {
  const simulated = packFlags(packQuality('good', 'none', true), 'live', 'normal');
  const html = render(buildModel(index, filled(simulated), undefined, 'site/s1', NOW, 'en')!, 'en');
  expect(html).toContain('SIMULATED');
});

test('names from outside are text', () => {
  const model = buildModel(index, filled(good), undefined, 'site/s1', NOW, 'en')!;
  const html = render({ ...model, name: { zh: 'x', en: '<img src=x onerror=alert(1)>' } }, 'en');
  expect(html).not.toContain('<img');
});
