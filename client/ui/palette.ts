import { cividis } from '../../shared/metrics/cividis.ts';

export { cividis };

import type { Severity } from '../../shared/model/sample.ts';

export type Theme = 'dark' | 'light';

/** Colours of one theme as CSS hex, for canvases and SVG; client/app/theme.css gives the same to style sheets. */
export interface Palette extends Readonly<Record<Severity, string>> {
  readonly theme: Theme;
  /** Hatching over the last colour where the value is stale. */
  readonly stale: string;
  readonly simulated: string;
  /** The frame while a moment of the past is shown; stands for nothing else. */
  readonly past: string;
  readonly ground: string;
  readonly panel: string;
  /** Panel under the pointer, or selected. */
  readonly raised: string;
  readonly hairline: string;
  /** The three weights of text; each has a contrast of at least 4.5:1 on ground and panel. */
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  /** Selection, focus, outlines of the zone. */
  readonly accent: string;
  readonly sea: string;
  readonly shore: string;
  /** Roads and railways of the schematic base map. */
  readonly road: string;
  readonly rail: string;
  /** Halo behind labels on the map. */
  readonly halo: string;
}

const DARK: Palette = {
  theme: 'dark',
  critical: '#FF6369',
  major: '#FF8B3E',
  minor: '#FFC53D',
  warning: '#70B8FF',
  unknown: '#A1A7B3',
  normal: '#3DD6C0',
  stale: '#6B7280',
  simulated: '#B9A7FF',
  past: '#F77FD0',
  ground: '#0B1220',
  panel: '#111A2C',
  raised: '#1A2740',
  hairline: '#22304A',
  text: '#E7ECF5',
  muted: '#A3AFC4',
  faint: '#8592AA',
  accent: '#86A9F7',
  sea: '#0A1D35',
  shore: '#2C5C97',
  road: '#2A3850',
  rail: '#3D3350',
  halo: '#0B1220',
};

const LIGHT: Palette = {
  theme: 'light',
  critical: '#CE2C31',
  major: '#BD4B00',
  minor: '#8F6400',
  warning: '#0D74CE',
  unknown: '#60646C',
  normal: '#067A6F',
  stale: '#8B8D98',
  simulated: '#5A3FC0',
  past: '#A8157A',
  ground: '#F7F8FA',
  panel: '#FFFFFF',
  raised: '#E8EEF8',
  hairline: '#D6DBE5',
  text: '#161D2B',
  muted: '#4C566B',
  faint: '#5E6880',
  accent: '#2D5BC2',
  sea: '#D5E3F1',
  shore: '#6C98C9',
  road: '#D2D7E0',
  rail: '#DCCFE0',
  halo: '#F7F8FA',
};

export function palette(theme: Theme): Palette {
  return theme === 'dark' ? DARK : LIGHT;
}

/** cividis in 256 steps, each 0xAABBGGRR: what a Uint32Array over ImageData takes on a little-endian host. */
export const CIVIDIS: Uint32Array = Uint32Array.from({ length: 256 }, (_, i) => packColour(...cividis(i / 255)));

/** Opaque colour as 0xAABBGGRR. */
export function packColour(r: number, g: number, b: number): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/** CSS hex (#RRGGBB) as 0xAABBGGRR. */
export function packHex(hex: string): number {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return packColour((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255);
}
