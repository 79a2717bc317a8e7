import { CRS_NAMES, type Crs } from '../../shared/geo/crs.ts';

/** What lies under everything: the zone pack's vectors, a tile service, or a PMTiles file of the server. */
export const BASE_MAPS = ['vectors', 'tiles', 'pmtiles'] as const;
export type BaseMapChoice = (typeof BASE_MAPS)[number];

export interface MapChoices {
  readonly base: BaseMapChoice;
  /** Of the base map, percent. */
  readonly opacityPercent: number;
  /** In which system coordinates are written. */
  readonly crs: Crs;
}

export const MIN_OPACITY_PERCENT = 20;
export const MAP_KEY = 'skyrack.map';
const DEFAULTS: MapChoices = { base: 'vectors', opacityPercent: 100, crs: 'WGS84' };

/** What was kept in the browser, each part by itself: one that is not understood is as if it had not been chosen. */
export function readMapChoices(stored: string | null): MapChoices {
  const kept = parse(stored);
  const opacity = kept.get('opacityPercent');
  return {
    base: BASE_MAPS.find((base) => base === kept.get('base')) ?? DEFAULTS.base,
    opacityPercent:
      typeof opacity === 'number' && opacity >= MIN_OPACITY_PERCENT && opacity <= 100
        ? opacity
        : DEFAULTS.opacityPercent,
    crs: CRS_NAMES.find((crs) => crs === kept.get('crs')) ?? DEFAULTS.crs,
  };
}

function parse(text: string | null): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  } catch {
    return new Map();
  }
}
