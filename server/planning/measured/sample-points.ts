import { dbmOfMw } from '../../../shared/radio/decibel.ts';
import { metresAt, positionOfPixel } from '../../../shared/radio/raster.ts';
import { powerMwAt } from '../../../shared/radio/sector-tables.ts';
import type { Network } from '../coverage/network.ts';

/** A point of a made log; `cell` is a number of the setup. */
export interface SamplePoint {
  readonly lat: number;
  readonly lon: number;
  readonly rsrpDbm: number;
  readonly sinrDb: number;
  readonly cell: number;
}

const POINTS = 600;
/** What makes the log differ from the model, dB: together, by cell, by place. */
const SHIFT_DB = -4;
const CELL_SIGMA_DB = 3;
const PLACE_SIGMA_DB = 6;
const SEED = 7;
const [LEAST_DBM, MOST_DBM] = [-156, -31];

/** The model's own levels along the roads (without roads all over the zone), with noise; the same ones each time. */
export function samplePoints(network: Network): SamplePoint[] {
  const { raster, roads } = network.ground;
  const { run, tables, cells } = network;
  const isServed = (pixel: number): boolean => raster.mask[pixel] === 1 && run.bestServer[pixel]! >= 0;
  const driven = roads?.flatMap(({ pixel }) => [...pixel].filter((each, i) => each !== pixel[i - 1])) ?? [];
  const onRoads = driven.filter(isServed);
  const route = onRoads.length > 0 ? onRoads : [...run.bestServer.keys()].filter(isServed);
  const normal = normals(SEED);
  const cellShift = Float64Array.from(cells, () => CELL_SIGMA_DB * normal());
  const step = Math.max(1, route.length / POINTS);
  const points: SamplePoint[] = [];
  for (let at = 0; at < route.length; at += step) {
    const pixel = route[Math.floor(at)]!;
    const place = run.bestServer[pixel]!;
    const position = positionOfPixel(raster, pixel);
    const { xM, yM } = metresAt(raster, position);
    const modelDbm = dbmOfMw(powerMwAt(tables, place, xM, yM));
    const levelDbm = modelDbm + SHIFT_DB + cellShift[place]! + PLACE_SIGMA_DB * normal();
    points.push({
      ...position,
      rsrpDbm: Math.max(LEAST_DBM, Math.min(MOST_DBM, levelDbm)),
      sinrDb: run.sinrDb[pixel]!,
      cell: cells[place]!,
    });
  }
  return points;
}

/** Normal deviates: Box and Muller over Park and Miller's generator. */
function normals(seed: number): () => number {
  let state = seed;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}
