import type { CoverageFigures } from '../../../shared/wire/planning.ts';
import type { CoveredTotal } from './covered-total.ts';
import { figuresOf, isCovered } from './figures.ts';
import { downFlags, type Network } from './network.ts';
import { type MultiPolygon, polygonsOf } from './polygons.ts';

/** What one network covers and another does not. */
export interface Difference extends CoveredTotal {
  readonly polygons: MultiPolygon;
}

export interface NetworkComparison {
  readonly before: CoverageFigures;
  readonly after: CoverageFigures;
  readonly gained: Difference;
  readonly lost: Difference;
}

/** Two networks on the same ground, all their cells on air. */
export function compareNetworks(before: Network, after: Network): NetworkComparison {
  return {
    before: figuresOf(before, before.run, before.shares, downFlags(before, [])),
    after: figuresOf(after, after.run, after.shares, downFlags(after, [])),
    gained: coveredOnlyBy(after, before),
    lost: coveredOnlyBy(before, after),
  };
}

function coveredOnlyBy(one: Network, other: Network): Difference {
  const { raster, people, pixelKm2 } = one.ground;
  const values = new Uint8Array(raster.mask.length);
  const sum = { pixels: 0, people: 0 };
  for (let pixel = 0; pixel < values.length; pixel++) {
    if (!isCovered(one, one.run, pixel) || isCovered(other, other.run, pixel)) continue;
    values[pixel] = 1;
    sum.pixels += 1;
    sum.people += people[pixel]!;
  }
  const patch = { row: 0, column: 0, rows: raster.rows, columns: raster.columns, values };
  return { areaKm2: sum.pixels * pixelKm2, people: sum.people, polygons: polygonsOf(raster, patch) };
}
