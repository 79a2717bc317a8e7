import { expect, test } from 'vitest';
import { CIVIDIS, cividis, packHex, palette, type Theme } from '../../../client/ui/palette.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';

/** WCAG 2 contrast of two #RRGGBB colours. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test.each<Theme>(['dark', 'light'])('%s: text has 4.5:1 on every ground, marks 3:1', (theme) => {
  const colours = palette(theme);
  for (const ground of [colours.ground, colours.panel, colours.raised]) {
    for (const text of ['text', 'muted', 'faint', 'accent', 'simulated', 'past'] as const) {
      expect(contrast(colours[text], ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  }
  for (const severity of SEVERITIES) {
    expect(contrast(colours[severity], colours.panel), severity).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours[severity], colours.ground), severity).toBeGreaterThanOrEqual(3);
  }
  expect(contrast(colours.stale, colours.panel)).toBeGreaterThanOrEqual(3);
});

test('states have the colours of interface.md', () => {
  const { critical, major, minor, warning, unknown, normal } = palette('dark');
  expect([critical, major, minor, warning, unknown, normal]).toEqual([
    '#FF6369',
    '#FF8B3E',
    '#FFC53D',
    '#70B8FF',
    '#A1A7B3',
    '#3DD6C0',
  ]);
});

test('cividis runs from dark blue to yellow with rising lightness, and clamps', () => {
  expect(cividis(-1)).toEqual(cividis(0));
  expect(cividis(2)).toEqual(cividis(1));
  const lightness = Array.from({ length: 101 }, (_, i) => {
    const [r, g, b] = cividis(i / 100);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  for (let i = 1; i < lightness.length; i++) expect(lightness[i]!).toBeGreaterThan(lightness[i - 1]!);
});

test('packed colours are opaque 0xAABBGGRR', () => {
  const [r, g, b] = cividis(1);
  expect(CIVIDIS).toHaveLength(256);
  expect(CIVIDIS[255]).toBe(((255 << 24) | (b << 16) | (g << 8) | r) >>> 0);
  expect(packHex('#0B1220')).toBe(0xff20120b);
});
