import type { Severity } from '../../shared/model/sample.ts';

/** What the map needs to know of a theme, CSS `#RRGGBB`; client/ui/palette.ts has it. */
export interface ThemeColours extends Readonly<Record<Severity, string>> {
  readonly theme: 'dark' | 'light';
  readonly stale: string;
  readonly ground: string;
  readonly panel: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
  readonly sea: string;
  readonly shore: string;
  readonly road: string;
  readonly rail: string;
  readonly halo: string;
}

/** Draws a severity's shape of `size` CSS pixels centred on a point: given to the map, which knows no component. */
export type ShapePainter = (
  context: CanvasRenderingContext2D,
  severity: Severity,
  x: number,
  y: number,
  size: number,
) => void;

/** Everything the map draws with. */
export interface MapPaint {
  readonly colours: ThemeColours;
  /** The zone's ground, a breath apart from what is outside. */
  readonly zoneFill: string;
  readonly metro: string;
  /** Names of waters. */
  readonly water: string;
  readonly shape: ShapePainter;
}

const TONES = {
  dark: { zoneFill: '#0E1729', metro: '#4A3558', water: '#4F7FB5' },
  light: { zoneFill: '#FFFFFF', metro: '#CDB4D8', water: '#3C6C9E' },
} as const;

export function mapPaint(colours: ThemeColours, shape: ShapePainter): MapPaint {
  return { colours, shape, ...TONES[colours.theme] };
}

/** `#RRGGBB` as a pixel of an ImageData seen through a Uint32Array (little-endian: ABGR), opaque. */
export function packColour(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1, 7), 16);
  return (0xff000000 | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >>> 16)) >>> 0;
}

/** The same pixel as CSS. */
export function cssColour(packed: number): string {
  const rgb = ((packed & 255) << 16) | (packed & 0xff00) | ((packed >>> 16) & 255);
  return `#${rgb.toString(16).padStart(6, '0')}`;
}
