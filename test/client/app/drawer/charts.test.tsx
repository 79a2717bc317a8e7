import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { chartedMetrics, panelsOf } from '../../../../client/app/drawer/charts/panels-of.ts';
import { startText } from '../../../../client/app/text.ts';
import { createSharedHover, Panel, type SeriesPanel } from '../../../../client/charts/index.ts';
import { metricsOf } from '../../../../shared/metrics/index.ts';
import { RESOURCE_KINDS } from '../../../../shared/model/resource.ts';
import { packQuality } from '../../../../shared/model/sample.ts';
import type { Language } from '../../../../shared/text/format.ts';
import type { PastSeriesList } from '../../../../shared/wire/history.ts';
import { FROM, MINUTE, panelOf } from '../../charts/panels.ts';

const buckets = panelOf([[0, 20, 21, 22]]).lines[0]!.buckets;

function reply(resource: string, metrics: readonly string[]): PastSeriesList {
  const columns = { ...buckets, last: buckets.mean } as unknown as PastSeriesList['series'][number];
  return {
    from: FROM,
    to: FROM + 60 * MINUTE,
    tier: '1m',
    stepMs: MINUTE,
    series: metrics.map((metric) => ({ ...columns, resource, metric, unit: '' })),
  };
}

test.each(RESOURCE_KINDS)('every metric of a %s has its chart, once', (kind) => {
  const ids = metricsOf(kind).map(({ id }) => id);
  expect(
    chartedMetrics(kind)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([...ids].sort());
  const panels = panelsOf(kind, reply('x', ids), 'en');
  expect(panels.map(({ lines }) => lines[0]!.key).sort()).toEqual([...ids].sort());
});

test('what is judged by thresholds comes first', () => {
  expect(chartedMetrics('rack')[0]!.id).toBe('rack.inlet');
});

test('a metric without a sample in the span has no chart', () => {
  expect(panelsOf('rack', reply('x', ['rack.inlet']), 'en')).toHaveLength(1);
});

function render(panel: SeriesPanel, language: Language, cursorAt: number | null): string {
  startText(language);
  return renderToString(
    <Panel
      panel={panel}
      span={{ from: FROM, to: FROM + 60 * MINUTE }}
      hover={createSharedHover()}
      cursorAt={cursorAt}
      subject="<b>rack</b>"
      timeZone="Asia/Shanghai"
      language={language}
      theme="dark"
      onCursor={() => undefined}
      onZoom={() => undefined}
    />,
  ).replaceAll('<!-- -->', '');
}

const SIMULATED = packQuality('good', 'none', true);

test('a panel says metric, aggregation, reading at the cursor and that it is simulated, in both languages', () => {
  const panel = panelOf([
    [0, 20, 21, 22, SIMULATED],
    [5, 22, 23, 24, SIMULATED],
  ]);
  const en = render(panel, 'en', FROM + 6 * MINUTE);
  expect(en).toContain('mean and min–max of 5 min');
  expect(en).toContain('23.0 °C (22.0 – 24.0 °C)');
  expect(en).toContain('11-24 11:06:00');
  expect(en).toContain('SIMULATED');
  const zh = render(panel, 'zh-CN', null);
  expect(zh).toContain('均值与最小–最大');
  expect(zh).not.toMatch(/>(?:chart|time)\.[a-z-]/);
});

test('the plot can be read point by point without seeing it', () => {
  const html = render(panelOf([[0, 20, 21, 22]]), 'en', FROM + 30 * MINUTE);
  expect(html).toContain('role="slider"');
  expect(html).toContain('lowest 20.0 °C, highest 22.0 °C');
  // In a gap there is no number, and never a zero.
  expect(html).toContain('aria-valuetext="2026-11-24 11:30:00: –"');
});

test('an empty panel says what to do next', () => {
  expect(render(panelOf([]), 'en', null)).toContain('No data in this span');
});

test('names from outside are text', () => {
  const html = render({ ...panelOf([[0, 1, 2, 3]]), title: '<img src=x onerror=alert(1)>' }, 'en', null);
  expect(html).not.toContain('<img');
});
