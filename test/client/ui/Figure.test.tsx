import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { startText } from '../../../client/app/text.ts';
import { Figure } from '../../../client/ui/Figure.tsx';
import { packFlags, packQuality } from '../../../shared/model/sample.ts';

const english = startText('en');

function render(figure: Parameters<typeof Figure>[0]): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={english}>
      <Figure {...figure} />
    </I18nextProvider>,
  );
}

/** What is read, without the marks of its looks. */
function words(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const live = packFlags(packQuality('good', 'none', true), 'live', 'normal');
const stale = packFlags(packQuality('uncertain', 'stale'), 'stale', 'unknown');
const hot = packFlags(packQuality('good'), 'live', 'major');

test('nothing is "–", never 0, and says why', () => {
  const html = render({ value: null, unit: 'W', language: 'en' });
  expect(words(html)).toBe('–');
  expect(html).toContain('title="No data"');
});

test('a live number has its unit, and its age and simulation on hover', () => {
  const html = render({ value: 16_200_000, unit: 'W', flags: live, ageMs: 3_000, language: 'en' });
  expect(words(html)).toBe('16.2 MW');
  expect(html).toContain('title="Live · 3 s ago · SIMULATED"');
});

test('a stale number keeps its last value, hatched, with its age in sight', () => {
  const html = render({ value: 24.5, unit: '°C', flags: stale, ageMs: 120_000, language: 'en' });
  expect(html).toContain('class="figure stale"');
  expect(words(html)).toBe('24.5 °C 2 min ago');
});

test('a state is said by shape, not by colour alone', () => {
  const html = render({ value: 33, unit: '°C', flags: hot, language: 'en', withState: true });
  expect(html).toContain('aria-label="Major"');
});

test('a number and its whole share one unit', () => {
  expect(words(render({ value: 8.03e12, unit: 'bit/s', flags: live, language: 'en', of: 20e12 }))).toBe(
    '8.03 / 20 Tbit/s',
  );
  expect(words(render({ value: 8.03e11, unit: 'bit/s', flags: live, language: 'en', of: 20e12 }))).toBe(
    '803 Gbit/s / 20 Tbit/s',
  );
  expect(words(render({ value: 74, unit: 'count', flags: live, language: 'en', of: 198 }))).toBe('74 / 198');
});
