import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { startText } from '../../../../client/app/text.ts';
import { prometheusConfig, shellCommand } from '../../../../client/views/data-quality/commands.ts';
import { HealthStrip } from '../../../../client/views/data-quality/HealthStrip.tsx';
import { SourceTable } from '../../../../client/views/data-quality/SourceTable.tsx';
import { DEFAULT_ORDER, sourceRows } from '../../../../client/views/data-quality/source-rows.ts';
import { degradedKey, formatBytes, formatWork, reasonWords } from '../../../../client/views/data-quality/words.ts';
import type { Language } from '../../../../shared/text/format.ts';
import { TEXT } from '../../../../shared/text/index.ts';
import type { HealthView, SourceView } from '../../../../shared/wire/http.ts';
import { NOW, rejected, source } from './source.ts';

const showTime = (at: number) => new Date(at).toISOString();

function table(sources: readonly SourceView[], open: string | null, language: Language = 'en'): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={startText(language)}>
      <SourceTable
        rows={sourceRows(sources, NOW, DEFAULT_ORDER)}
        order={DEFAULT_ORDER}
        open={open}
        onOrder={() => undefined}
        onOpen={() => undefined}
        language={language}
        now={NOW}
        asOf="as of now"
        showTime={showTime}
      />
    </I18nextProvider>,
  );
}

const health: HealthView = {
  ready: true,
  notReady: null,
  epoch: 42,
  degraded: [],
  version: '0.1.0',
  now: NOW,
  uptimeMs: 3_700_000,
  journal: { bytes: 66_400_000, segments: 4, pendingBytes: 0, fsync: { count: 0, meanMs: null, maxMs: 0 } },
  history: null,
  loopDelay: { p99Ms: 12.4, maxMs: 80 },
  rssBytes: 271_000_000,
  clients: 2,
  series: { known: 99_761, limit: 246_857 },
};
const strip = (more: Partial<HealthView>, language: Language = 'en') =>
  renderToStaticMarkup(
    <I18nextProvider i18n={startText(language)}>
      <HealthStrip health={{ ...health, ...more }} language={language} asOf="" />
    </I18nextProvider>,
  );

test('markup in a name, an example or an id stays text', () => {
  const evil = '<img src=x onerror=alert(1)>';
  const html = table(
    [
      source({
        id: evil,
        protocol: evil,
        ...rejected(evil, 1, NOW, evil),
        unmapped: [{ name: evil, count: 1, example: evil }],
        unmappedTotal: 1,
      }),
    ],
    evil,
  );
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x');
});

test('an open row shows what the source uses of its limits, and what was late or told to wait', () => {
  const html = table([source({ series: 60, rate: 5, late: 11, skewed: 22, throttled: 33 })], 'pdu');
  for (const words of ['60 of 50,000 allowed', '5.0 of 500,000 allowed', '>11<', '>22<', '>33<']) {
    expect(html).toContain(words);
  }
  expect(table([source({ limits: null })], 'pdu')).not.toContain('allowed');
});

test('an open row says why each reading was refused, in words and by its code, when, and shows one', () => {
  const html = table([source(rejected('future', 7, NOW - 5_000, 'rack/x rack.inlet-top: 25 at 2096'))], 'pdu');
  expect(html).toContain('over 10 min in the future');
  expect(html).toContain('>future<');
  expect(html).toContain('5 s ago');
  expect(html).toContain(showTime(NOW - 5_000));
  expect(html).toContain('rack/x rack.inlet-top: 25 at 2096');
  expect(table([source(rejected('future', 7, NOW))], null)).not.toContain('over 10 min');
});

test('real and simulated, lag beyond 5 s and what never came are told apart without colour', () => {
  const html = table([source(), source({ id: 'sim', simulated: true, lastReceivedAt: null, skewMs: null })], null);
  expect(html).toContain('REAL');
  expect(html).toContain('SIMULATED');
  expect(html).not.toContain('skew-badge');
  expect(table([source({ skewMs: -7_400 })], null)).toMatch(/skew-badge">7\.4 s behind/);
  expect(table([source({ skewMs: 61_000 })], null)).toMatch(/skew-badge">1 min ahead/);
});

test('headings sort and say how they are sorted', () => {
  const html = table([source()], null);
  expect(html.match(/aria-sort="descending"/g)).toHaveLength(1);
  expect(html.match(/aria-sort="none"/g)).toHaveLength(10);
});

test('the server says that it is ready, degraded and why, or not ready and why', () => {
  expect(strip({})).toContain('Ready');
  expect(strip({})).toContain('epoch 42');
  const words = 'checkpoints/5.checkpoint: damaged, set aside as checkpoints/5.checkpoint.damaged';
  const degraded = strip({ degraded: [words] }, 'zh-CN');
  expect(degraded).toContain('降级');
  expect(degraded).toContain('一个检查点已损坏');
  expect(degraded).toContain(words);
  expect(strip({ ready: false, notReady: 'replaying' })).toContain('Replaying the journal');
  expect(strip({ ready: false, notReady: 'on-fire' })).toContain('takes no data');
});

test('before the first sync there is no mean, not 0 ms', () => {
  expect(strip({})).toContain('–');
});

test.each([
  ['checkpoints/5.checkpoint: damaged, set aside', 'checkpoint-damaged'],
  ['checkpoint does not fit this zone or journal: replayed all', 'checkpoint-unfit'],
  ['the last checkpoint could not be written: ENOSPC', 'checkpoint-unwritten'],
  ['journal/clean: damaged', 'journal'],
  ['the journal ends too early: records 5–7 are missing', 'journal'],
  ['something new', 'other'],
])('"%s" is explained as %s', (words, key) => {
  expect(degradedKey(words)).toBe(`data-quality.degraded.${key}`);
});

test('sizes and times of work read with a unit and few figures', () => {
  expect([0, 999, 1_000, 66_400_000, 271_000_000, 1.5e12].map((bytes) => formatBytes(bytes, 'en'))).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '66.4 MB',
    '271 MB',
    '1.5 TB',
  ]);
  expect([null, 0.46, 5.72, 174, 1_210].map((ms) => formatWork(ms, 'en'))).toEqual([
    '–',
    '0.46 ms',
    '5.7 ms',
    '174 ms',
    '1.2 s',
  ]);
});

test('a reason without words yet shows its code alone; names of object members are no reasons', () => {
  const say = (key: keyof typeof TEXT) => TEXT[key].en;
  expect(reasonWords('not-a-number', say)).toBe('not a number');
  expect(reasonWords('brand-new', say)).toBeNull();
  expect(reasonWords('__proto__', say)).toBeNull();
});

test('the commands that connect a source are those of the README, at this address', () => {
  const command = shellCommand('http://127.0.0.1:8113', 'rack/a/b/c/1');
  expect(command).toContain('http://127.0.0.1:8113/api/v1/samples');
  const body = /-d "(.*)"$/s.exec(command)![1]!.replaceAll('\\"', '"').replaceAll('$(date +%s)', '1600000000');
  expect(JSON.parse(body)).toMatchObject({
    source: 'ingest',
    samples: [{ resource: 'rack/a/b/c/1', metric: 'rack.inlet-top', at: 1_600_000_000_000, value: 36.5 }],
  });
  expect(prometheusConfig('http://127.0.0.1:8113')).toContain('url: http://127.0.0.1:8113/api/v1/write');
});
