import { palette, type Theme } from '../ui/palette.ts';

const SHADOW = { dark: '0 6px 24px rgb(0 0 0 / 45%)', light: '0 6px 20px rgb(22 29 43 / 14%)' } as const;

/** A theme's CSS variables (`--critical`, `--panel`, …) and the browser's own scheme: colours have one home, palette.ts. */
export function themeVariables(name: Theme): ReadonlyMap<string, string> {
  const { theme, ...colours } = palette(name);
  return new Map([
    ['color-scheme', theme],
    ['--shadow', SHADOW[theme]],
    ...Object.entries(colours).map(([colour, value]): [string, string] => [`--${colour}`, value]),
  ]);
}
