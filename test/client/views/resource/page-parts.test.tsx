import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { startText } from '../../../../client/app/text.ts';
import { createLiveColumns } from '../../../../client/live/columns.ts';
import type { Say } from '../../../../client/ui/text.ts';
import { definitionWords } from '../../../../client/views/resource/definition-words.ts';
import { linksOf } from '../../../../client/views/resource/links.ts';
import { liveValues, orderedMetrics, stateOf } from '../../../../client/views/resource/live-values.ts';
import { resourceAddress } from '../../../../client/views/resource/resource-address.ts';
import { sourceRows } from '../../../../client/views/resource/sources.ts';
import { ValueTable } from '../../../../client/views/resource/ValueTable.tsx';
import { findMetric, metricsOf } from '../../../../shared/metrics/index.ts';
import { RESOURCE_KINDS, type ResourceKind } from '../../../../shared/model/resource.ts';
import { packFlags, packQuality } from '../../../../shared/model/sample.ts';
import type { Language } from '../../../../shared/text/format.ts';
import type { ResourceDetail } from '../../../../shared/wire/http.ts';
import { smallZone } from '../../app/drawer/small-zone.ts';

const NOW = 1_600_000_000_000;
const index = smallZone();

function filled(flags: number) {
  const columns = createLiveColumns(index.dictionary.seriesCount);
  columns.value.fill(1);
  columns.flags.fill(flags);
  columns.at.fill(NOW - 3_000);
  return columns;
}

function render(kind: ResourceKind, flags: number, language: Language, inPast = false): string {
  startText(language);
  const values = liveValues(index, filled(flags), { kind, ordinal: 0 }, NOW);
  const sources = new Map(inPast ? [] : [[metricsOf(kind)[0]?.id ?? '', 'pdu-exporter-3']]);
  return renderToString(
    <ValueTable values={values} sources={sources} inPast={inPast} language={language} />,
  ).replaceAll('<!-- -->', '');
}

const good = packFlags(packQuality('good'), 'live', 'normal');
const stale = packFlags(packQuality('uncertain', 'stale', true), 'stale', 'unknown');

test.each(RESOURCE_KINDS)(
  'the page of a %s has each of its metrics with age and quality, in both languages',
  (kind) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const html = render(kind, good, language);
      expect(html.match(/data-metric=/g) ?? []).toHaveLength(metricsOf(kind).length);
      expect(html).not.toMatch(/>(?:resource|quality|state|chart)\.[a-z-]/);
      if (metricsOf(kind).length > 0) expect(html).toContain(language === 'en' ? '3 s ago' : '3 秒前');
    }
  },
);

test('a counter has its 3GPP name and clause', () => {
  expect(render('cell', good, 'en')).toContain('RRU.PrbTotDl (TS 28.552 §5.1.1.2.1)');
  const counters = metricsOf('cell').flatMap(({ standard }) => (standard?.includes('TS 28.552') ? [standard] : []));
  expect(counters.length).toBeGreaterThan(4);
  for (const counter of counters) expect(counter).toMatch(/^[A-Z]+\.\w+ .*TS 28\.552 §5(\.\d+){4,}\)$/);
});

test('silence is said, with why, and is never normal', () => {
  const html = render('rack', stale, 'en');
  expect(html).toContain('Stale · uncertain · the source stopped reporting');
  expect(html).not.toContain('>Normal<');
  const values = liveValues(index, filled(stale), { kind: 'rack', ordinal: 0 }, NOW);
  expect(stateOf(values)).toBe('unknown');
});

test('before the first value there is no number, no age and no state', () => {
  const values = liveValues(index, filled(0), { kind: 'rack', ordinal: 0 }, NOW);
  expect(values.every(({ value, ageMs }) => value === null && ageMs === Number.POSITIVE_INFINITY)).toBe(true);
  expect(stateOf(values)).toBeNull();
});

test('of the past no present sender is named', () => {
  expect(render('rack', good, 'en')).toContain('pdu-exporter-3');
  expect(render('rack', good, 'en', true)).not.toContain('pdu-exporter-3');
});

test('every metric says in both languages what it is: by its standard, by what it is derived from, or in words', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const text = startText(language).getFixedT(language) as unknown as Say;
    for (const metric of RESOURCE_KINDS.flatMap(orderedMetrics)) {
      const said = definitionWords(metric, text, language);
      expect(said ?? metric.standard ?? '', metric.id).not.toBe('');
      if (metric.derive) expect(said, metric.id).not.toBeNull();
      expect(said ?? '').not.toMatch(/\{\{|resource\./);
    }
  }
  const text = startText('en').getFixedT('en') as unknown as Say;
  expect(definitionWords(findMetric('datacentre.pue')!, text, 'en')).toBe('Quotient of Total power (utility), IT load');
});

test('an id is one segment of the address, and the moment goes along', () => {
  expect(resourceAddress('rack/d/p1-h01/r01/01', '?sel=site/s1&t=2026-11-24T03:12:00Z&range=1h&layer=x')).toBe(
    '/resource/rack%2Fd%2Fp1-h01%2Fr01%2F01?t=2026-11-24T03:12:00Z&range=1h',
  );
});

const unlinked = { attributes: {}, dependsOn: [], neededBy: [], neededByCount: 0 };

test('feeds of a rack are what it depends on; what is not in the inventory is no link', () => {
  const attributes = { feed_a: 'a', feed_b: 'b', tenant: 'rack/d/p1-h01/r01/02' };
  const links = linksOf(index, 'rack/d/p1-h01/r01/01', { ...unlinked, attributes });
  expect(links.dependsOn).toEqual([{ id: 'power-feed/d/p1-h01/a', role: 'resource.role-power' }]);
});

test('dependencies of the inventory stand first and once, and those beyond the list are counted', () => {
  const feed = { id: 'power-feed/d/p1-h01/a', role: 'power' } as const;
  const links = linksOf(index, 'rack/d/p1-h01/r01/01', {
    attributes: { feed_a: 'a' },
    dependsOn: [{ id: 'cooling-unit/d/p1-h01/1', role: 'cooling' }, feed],
    neededBy: [{ id: 'gpu-node/d/g1', role: 'power' }],
    neededByCount: 9,
  });
  expect(links.dependsOn).toEqual([
    { id: 'cooling-unit/d/p1-h01/1', role: 'resource.role-cooling' },
    { id: 'power-feed/d/p1-h01/a', role: 'resource.role-power' },
  ]);
  expect(links.neededBy).toEqual([{ id: 'gpu-node/d/g1', role: 'resource.role-power' }]);
  expect(links.neededByMore).toBe(8);
});

test('senders are counted with the ages of their newest and oldest value', () => {
  const value = { source: 'x', at: NOW - 4_000, receivedAt: NOW - 1_000 } as ResourceDetail['values'][number];
  expect(
    sourceRows([value, { ...value, at: NOW - 9_000 }, { ...value, source: null }, { ...value, source: 'y' }], NOW),
  ).toEqual([
    { source: 'x', count: 2, newestMs: 4_000, oldestMs: 9_000, receivedMs: 1_000 },
    { source: 'y', count: 1, newestMs: 4_000, oldestMs: 4_000, receivedMs: 1_000 },
  ]);
});
