import { type CSSVariablesResolver, createTheme, virtualColor } from '@mantine/core';
import { type Palette, palette } from '../ui/palette.ts';

const FONT =
  'Inter, "Segoe UI", -apple-system, Roboto, "Noto Sans", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';

type Shades = readonly [string, string, string, string, string, string, string, string, string, string];

function shades(colour: string): Shades {
  return [colour, colour, colour, colour, colour, colour, colour, colour, colour, colour];
}

export const mantineTheme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  primaryColor: 'accent',
  autoContrast: true,
  colors: {
    'accent-dark': shades(palette('dark').accent),
    'accent-light': shades(palette('light').accent),
    accent: virtualColor({ name: 'accent', dark: 'accent-dark', light: 'accent-light' }),
  },
});

/** Our palette as CSS variables (`--critical`, `--panel`, …), so that colours have one home, and Mantine's own on top. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: variablesOf(palette('dark')),
  light: variablesOf(palette('light')),
});

function variablesOf({ theme, ...colours }: Palette): Record<string, string> {
  const own = Object.fromEntries(Object.entries(colours).map(([name, colour]) => [`--${name}`, colour]));
  return {
    ...own,
    '--shadow': theme === 'dark' ? '0 6px 24px rgb(0 0 0 / 45%)' : '0 6px 20px rgb(22 29 43 / 14%)',
    '--mantine-color-body': colours.ground,
    '--mantine-color-text': colours.text,
    '--mantine-color-dimmed': colours.muted,
    '--mantine-color-placeholder': colours.faint,
    '--mantine-color-default': colours.panel,
    '--mantine-color-default-hover': colours.raised,
    '--mantine-color-default-color': colours.text,
    '--mantine-color-default-border': colours.hairline,
    '--mantine-color-anchor': colours.accent,
    '--mantine-color-error': colours.critical,
  };
}
