import type { Ring } from '../../../shared/geo/polygon.ts';
import type { Position } from '../../../shared/model/resource.ts';
import type { RadioCell } from '../../../shared/radio/radio-cell.ts';

const METRES_PER_DEGREE = 111_195;
const CENTRE: Position = { lat: 36.26, lon: 120.25 };

/** A position so many metres east and north of the middle of `boxOutline`. */
export function placeAt(eastM: number, northM: number): Position {
  return {
    lat: CENTRE.lat + northM / METRES_PER_DEGREE,
    lon: CENTRE.lon + eastM / (METRES_PER_DEGREE * Math.cos((CENTRE.lat * Math.PI) / 180)),
  };
}

/** A rectangle around the middle. */
export function boxOutline(wideM: number, highM: number): readonly Ring[] {
  const corners = [
    placeAt(-wideM / 2, -highM / 2),
    placeAt(wideM / 2, -highM / 2),
    placeAt(wideM / 2, highM / 2),
    placeAt(-wideM / 2, highM / 2),
  ];
  return [[...corners, corners[0]!].map(({ lon, lat }) => [lon, lat] as const)];
}

/** A macro cell of the demo's carrier. */
export const MACRO: RadioCell = {
  position: CENTRE,
  heightM: 25,
  azimuthDeg: 0,
  tiltDeg: 6,
  antennaModel: 'AAU-64T64R',
  gainDbi: 24,
  beamwidthDeg: 65,
  txPowerDbm: 53.8,
  bandwidthMhz: 100,
  scsKhz: 30,
  nrArfcn: 513_000,
  ssbArfcn: 504_990,
};

/**
 * Three-sector sites at random over the rectangle; the same seed gives the same network. Heights are in steps of
 * 0.5 m, azimuths and tilts in whole degrees, as tables of sites have them, or any numbers at all.
 */
export function randomNetwork(
  sites: number,
  wideM: number,
  highM: number,
  seed: number,
  values: 'as-in-tables' | 'any' = 'as-in-tables',
): readonly RadioCell[] {
  const next = lehmer(seed);
  const stepped = (value: number, step: number) => (values === 'any' ? value : Math.round(value / step) * step);
  return Array.from({ length: sites }, () => {
    const position = placeAt((next() - 0.5) * wideM, (next() - 0.5) * highM);
    const heightM = stepped(25 + 20 * next(), 0.5);
    const firstDeg = stepped(120 * next(), 1);
    return [0, 120, 240].map((turnDeg) => ({
      ...MACRO,
      position,
      heightM,
      azimuthDeg: firstDeg + turnDeg,
      tiltDeg: stepped(5 + 7 * next(), 1),
    }));
  }).flat();
}

/** Park and Miller's generator, 0…1. */
function lehmer(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
