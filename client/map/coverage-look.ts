import type { CoverageLayer } from '../../shared/wire/planning.ts';
import { cividis, packColour, packHex, type Theme } from '../ui/palette.ts';
import { bandEdges, CHANGE, contourBand, type Thresholds } from './coverage-classes.ts';

/** How classes are drawn. */
export interface ClassLook {
  /** Packed colour by class (client/ui/palette.ts); 0 draws nothing. Classes beyond the end begin anew. */
  readonly colours: readonly number[];
  /** Classes that are hatched: no coverage must not be told from coverage by colour alone. */
  readonly hatched: readonly number[];
  /** Class that the contour runs around, null for every border. */
  readonly contour: number | null;
}

/** Servers side by side: after Okabe and Ito, apart for colour-blind eyes; borders are drawn between them. */
const SERVERS = ['#0072B2', '#E69F00', '#56B4E9', '#CC79A7', '#009E73', '#F0E442', '#D55E00'] as const;
const BLUE: Readonly<Record<Theme, string>> = { dark: '#4C78D0', light: '#7FA3E6' };
const ORANGE: Readonly<Record<Theme, string>> = { dark: '#F0983C', light: '#EE9A45' };
const PURPLE: Readonly<Record<Theme, string>> = { dark: '#C46BC0', light: '#A83A9E' };

export function lookOfLayer(layer: CoverageLayer, thresholds: Thresholds, theme: Theme): ClassLook {
  const contour = contourBand(layer);
  const [blue, orange] = [packHex(BLUE[theme]), packHex(ORANGE[theme])];
  switch (layer) {
    case 'best-server':
      return { colours: SERVERS.map(packHex), hatched: [], contour };
    case 'covered':
      return { colours: [0, blue], hatched: [0], contour };
    case 'single-server':
      return { colours: [0, blue, orange], hatched: [0], contour };
    case 'validity':
      return { colours: [0, orange], hatched: [1], contour };
    default: {
      const bands = bandEdges(layer, thresholds).length + 1;
      const colours = Array.from({ length: bands }, (_, band) => packColour(...cividis(band / (bands - 1))));
      return { colours, hatched: [], contour };
    }
  }
}

/** Blue for what both have, orange for what is new, purple and hatched for what is lost. */
export function lookOfDifference(theme: Theme): ClassLook {
  const colours: number[] = [];
  colours[CHANGE.neither] = 0;
  colours[CHANGE.both] = packHex(BLUE[theme]);
  colours[CHANGE.gained] = packHex(ORANGE[theme]);
  colours[CHANGE.lost] = packHex(PURPLE[theme]);
  return { colours, hatched: [CHANGE.neither, CHANGE.lost], contour: null };
}
