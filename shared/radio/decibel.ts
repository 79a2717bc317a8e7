const NEPERS_PER_DB = Math.LN10 / 10;

/** Power in dBm of milliwatts; −Infinity of nothing. */
export function dbmOfMw(mw: number): number {
  return Math.log(mw) / NEPERS_PER_DB;
}

/** Milliwatts of dBm; also the power ratio of a gain in dB. */
export function mwOfDbm(dbm: number): number {
  return Math.exp(dbm * NEPERS_PER_DB);
}
