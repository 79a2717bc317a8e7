import { createRaster, metresAt, pixelAt, positionOfPixel, type Raster } from '../../../shared/radio/raster.ts';
import type { GroundData, Place, Road } from './setup.ts';
import { spreadPeople } from './spread-people.ts';

/** The raster of a zone, and what lies on its pixels. */
export interface Ground {
  readonly raster: Raster;
  /** Of one pixel. */
  readonly pixelKm2: number;
  /** By pixel; zero off the mask. */
  readonly people: Float32Array;
  readonly totalKm2: number;
  readonly totalPeople: number;
  /** Of the demand layer, on no pixel of the mask. */
  readonly peopleElsewhere: number;
  readonly places: readonly (Place & { readonly pixel: number })[];
  readonly roads: readonly RoadPieces[] | null;
}

/** A road cut into short pieces: the pixel of each, and its length. */
export interface RoadPieces {
  readonly road: Road;
  readonly pixel: Int32Array;
  readonly pieceKm: number;
}

/** More than this many pixels across, a sea is drawn coarser than the zone. */
const SEA_PIXELS = 4_000;

/** Throws RasterRefused. */
export function createGround(data: GroundData, pixelM: number): Ground {
  const raster = createRaster(data.outline, pixelM);
  for (const sea of data.seas) clearSea(raster, sea);
  let pixels = 0;
  for (const inside of raster.mask) pixels += inside;
  const pixelKm2 = (pixelM * pixelM) / 1e6;
  return {
    raster,
    pixelKm2,
    totalKm2: pixels * pixelKm2,
    ...spreadPeople(raster, data.demand),
    places: data.places.map((place) => ({ ...place, pixel: pixelAt(raster, place.position) })),
    roads: data.roads?.map((road) => cutRoad(raster, road)) ?? null,
  };
}

/** The sea is a raster of its own: the same even-odd filling as the outline's. */
function clearSea(raster: Raster, rings: GroundData['outline']): void {
  const lats = rings.flatMap((ring) => ring.map(([, lat]) => lat));
  const highM = (Math.max(...lats) - Math.min(...lats)) * 111_195;
  if (!(highM > 0)) return;
  const sea = createRaster(rings, Math.max(raster.pixelM, highM / SEA_PIXELS));
  for (let pixel = 0; pixel < raster.mask.length; pixel++) {
    if (raster.mask[pixel] === 0) continue;
    const inSea = pixelAt(sea, positionOfPixel(raster, pixel));
    if (inSea >= 0 && sea.mask[inSea] === 1) raster.mask[pixel] = 0;
  }
}

/** Pieces of half a pixel: each lies in the pixel of its middle. */
function cutRoad(raster: Raster, road: Road): RoadPieces {
  const stepM = raster.pixelM / 2;
  const pixels: number[] = [];
  for (const line of road.lines) {
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1]!, line[i]!].map(([lon, lat]) => metresAt(raster, { lat, lon }));
      const lengthM = Math.hypot(to!.xM - from!.xM, to!.yM - from!.yM);
      const pieces = Math.round(lengthM / stepM);
      for (let piece = 0; piece < pieces; piece++) {
        const share = (piece + 0.5) / pieces;
        const column = Math.floor((from!.xM + share * (to!.xM - from!.xM) - raster.westM) / raster.pixelM);
        const row = Math.floor((raster.northM - from!.yM - share * (to!.yM - from!.yM)) / raster.pixelM);
        const isInside = column >= 0 && column < raster.columns && row >= 0 && row < raster.rows;
        if (isInside) pixels.push(row * raster.columns + column);
      }
    }
  }
  return { road, pixel: Int32Array.from(pixels), pieceKm: stepM / 1000 };
}
