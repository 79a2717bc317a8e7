import { cividis } from '../../../shared/metrics/cividis.ts';
import { bandEdges, type Thresholds } from '../../../shared/radio/coverage-bands.ts';
import type { CoverageRaster } from '../../../shared/wire/planning.ts';
import type { Colour } from './palette-png.ts';

/** One band of a layer as files name it. */
export interface BandLook {
  /** `#rrggbb` */
  readonly colour: string;
  /** Its lower edge in the layer's unit, null for the lowest band and for servers. */
  readonly from: number | null;
  /** Its upper edge, null for the highest band and for servers. */
  readonly to: number | null;
  /** Id of the cell, of `best-server` alone. */
  readonly server: string | null;
}

/** How a layer is drawn: into which band a stored number falls, and each band's colour. */
export interface RasterLook {
  bandOf(stored: number): number;
  readonly bands: readonly BandLook[];
  /** Colours that bands take in turn: fewer than bands where there are servers. */
  readonly palette: readonly Colour[];
}

/** Servers side by side: after Okabe and Ito, apart for colour-blind eyes. */
const SERVERS: readonly Colour[] = [
  [0, 114, 178, 255],
  [230, 159, 0, 255],
  [86, 180, 233, 255],
  [204, 121, 167, 255],
  [0, 158, 115, 255],
  [240, 228, 66, 255],
  [213, 94, 0, 255],
];

/** The bands of the map and its colours; of `best-server` every cell is a band. */
export function rasterLook(raster: CoverageRaster, profile: Thresholds): RasterLook {
  const { layer, offset, step, servers } = raster;
  if (layer === 'best-server') {
    const colourOf = (place: number): string => hex(SERVERS[place % SERVERS.length]!);
    return {
      palette: SERVERS,
      bandOf: (stored) => stored,
      bands: servers.map((server, place) => ({ colour: colourOf(place), from: null, to: null, server })),
    };
  }
  const edges = bandEdges(layer, profile);
  const palette = Array.from({ length: edges.length + 1 }, (_, band): Colour => [...cividis(band / edges.length), 255]);
  // Half a step below an edge that is not a whole step still belongs under it.
  const bands = Uint8Array.from({ length: 256 }, (_, stored) => {
    const value = offset + step * stored;
    return edges.filter((edge) => value >= edge - 1e-9).length;
  });
  return {
    palette,
    bandOf: (stored) => bands[stored]!,
    bands: palette.map((colour, band) => ({
      colour: hex(colour),
      from: edges[band - 1] ?? null,
      to: edges[band] ?? null,
      server: null,
    })),
  };
}

function hex([red, green, blue]: Colour): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
