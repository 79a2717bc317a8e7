import type { CoverageLayer } from '../wire/planning.ts';

/** Thresholds that decide the edges of bands: the profile's. */
export interface Thresholds {
  readonly rsrpDbm: number;
  readonly sinrDb: number;
}

/** Lower edges of the bands of a layer, ascending, in its unit; below the first is a band of its own. */
export function bandEdges(layer: CoverageLayer, { rsrpDbm, sinrDb }: Thresholds): readonly number[] {
  switch (layer) {
    case 'rsrp':
      return [-10, 0, 10, 20, 30].map((above) => rsrpDbm + above);
    case 'sinr':
      return [0, 3, 8, 13, 23].map((above) => sinrDb + above);
    case 'pdsch-sinr':
      return [0, 5, 10, 15, 20];
    case 'uplink':
      return [-3, 0, 5, 10, 20];
    case 'probability':
      return [0.5, 0.75, 0.9, 0.95];
    case 'overlap':
      return [2, 3, 4];
    case 'single-server':
      return [1, 2];
    case 'covered':
    case 'validity':
      return [1];
    case 'best-server':
      return [];
  }
}
