import type { ModelResiduals } from '../../../../shared/wire/planning.ts';
import { residualClass } from '../../../map/residual-classes.ts';
import type { ResidualPoints } from '../../../map/residual-layer.ts';
import { worldOf } from '../world-of.ts';

/** Measured points where the map draws them. */
export function residualPoints({ map }: ModelResiduals): ResidualPoints {
  const places = map.lat.map((lat, point) => worldOf({ lat, lon: map.lon[point]! }));
  return {
    x: Float64Array.from(places, ({ x }) => x),
    y: Float64Array.from(places, ({ y }) => y),
    residual: Uint8Array.from(map.residualDb, residualClass),
  };
}
