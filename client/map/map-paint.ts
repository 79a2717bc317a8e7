import type { Palette } from '../ui/palette.ts';

/** Everything the map draws with: a theme's colours and the map's own tones around them. */
export interface MapPaint {
  readonly colours: Palette;
  /** The zone's ground, a breath apart from what is outside. */
  readonly zoneFill: string;
  readonly metro: string;
  readonly mast: string;
  readonly mastRim: string;
  /** Names of waters. */
  readonly water: string;
}

const TONES = {
  dark: { zoneFill: '#0E1729', metro: '#5A4069', mastRim: '#0B1220', water: '#4F7FB5' },
  light: { zoneFill: '#FFFFFF', metro: '#C3A6D0', mastRim: '#161D2B', water: '#3C6C9E' },
} as const;

export function mapPaint(colours: Palette): MapPaint {
  return { colours, mast: '#FFFFFF', ...TONES[colours.theme] };
}

/** A packed pixel (client/ui/palette.ts) as CSS. */
export function cssColour(packed: number): string {
  const rgb = ((packed & 255) << 16) | (packed & 0xff00) | ((packed >>> 16) & 255);
  return `#${rgb.toString(16).padStart(6, '0')}`;
}
