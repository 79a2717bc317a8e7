import type { Served } from '../../../shared/radio/coverage.ts';
import { isCovered } from './figures.ts';
import type { Network, View } from './network.ts';

/** Area and people that the profile covers. */
export interface CoveredTotal {
  readonly areaKm2: number;
  readonly people: number;
}

/** Of all that a view shows. */
export function coveredTotal(network: Network, view: View): CoveredTotal {
  const { ground } = network;
  let [pixels, people] = [0, 0];
  for (let pixel = 0; pixel < ground.raster.mask.length; pixel++) {
    if (!isCovered(network, view, pixel)) continue;
    pixels += 1;
    people += ground.people[pixel]!;
  }
  return { areaKm2: pixels * ground.pixelKm2, people };
}

/** What a window covers more than a view does there; less than nothing where it covers less. */
export function coveredMore(network: Network, view: View, served: Served): CoveredTotal {
  const { ground, setup } = network;
  const { rsrpDbm, sinrDb } = setup.settings.profile;
  const { window } = served;
  let [pixels, people] = [0, 0];
  for (let row = 0, at = 0; row < window.rows; row++) {
    let pixel = (window.row + row) * ground.raster.columns + window.column;
    for (let column = 0; column < window.columns; column++, at++, pixel++) {
      const was = isCovered(network, view, pixel) ? 1 : 0;
      const is = served.rsrpDbm[at]! >= rsrpDbm && served.sinrDb[at]! >= sinrDb ? 1 : 0;
      pixels += is - was;
      people += (is - was) * ground.people[pixel]!;
    }
  }
  return { areaKm2: pixels * ground.pixelKm2, people };
}
