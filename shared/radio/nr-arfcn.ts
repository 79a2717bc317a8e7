/** A range of the global frequency raster: MHz = offset + step · (N − first). */
interface RasterRange {
  readonly first: number;
  readonly last: number;
  readonly offsetKhz: number;
  readonly stepKhz: number;
}

/** TS 38.104 Table 5.4.2.1-1: 0–3000, 3000–24250 and 24250–100000 MHz. */
const RANGES: readonly RasterRange[] = [
  { first: 0, last: 599_999, offsetKhz: 0, stepKhz: 5 },
  { first: 600_000, last: 2_016_666, offsetKhz: 3_000_000, stepKhz: 15 },
  { first: 2_016_667, last: 3_279_165, offsetKhz: 24_250_080, stepKhz: 60 },
];

/** Frequency of an NR-ARFCN, MHz; undefined unless it is a whole number from 0 to 3,279,165 (TS 38.104 §5.4.2.1). */
export function mhzOfNrArfcn(nrArfcn: number): number | undefined {
  const range = RANGES.find(({ first, last }) => nrArfcn >= first && nrArfcn <= last);
  // Counted in kHz, where every step is whole, so that MHz come out unrounded.
  return range && Number.isInteger(nrArfcn) ? khzOf(range, nrArfcn) / 1000 : undefined;
}

/** The NR-ARFCN nearest to a frequency in MHz; undefined outside 0–100 GHz (TS 38.104 §5.4.2.1). */
export function nrArfcnOfMhz(mhz: number): number | undefined {
  if (!(mhz >= 0 && mhz <= 100_000)) return undefined;
  const khz = mhz * 1000;
  let nearest = 0;
  let apartKhz = Number.POSITIVE_INFINITY;
  for (const range of RANGES) {
    const steps = Math.round((khz - range.offsetKhz) / range.stepKhz);
    const nrArfcn = Math.min(range.last, Math.max(range.first, range.first + steps));
    const apart = Math.abs(khzOf(range, nrArfcn) - khz);
    if (apart < apartKhz) [nearest, apartKhz] = [nrArfcn, apart];
  }
  return nearest;
}

function khzOf({ first, offsetKhz, stepKhz }: RasterRange, nrArfcn: number): number {
  return offsetKhz + stepKhz * (nrArfcn - first);
}
