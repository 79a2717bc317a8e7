import type { AntennaPattern } from './antenna-pattern.ts';

/** The envelope of an antenna type's SSB beams. Its gain is the cell's own (`gain_dbi`), not added to an element's. */
export interface AntennaModel extends AntennaPattern {
  /** As in the column antenna_model of a pack's cells. */
  readonly id: string;
}

/** What a cell without a model, or with an unknown one, is computed with: a passive sector antenna. */
export const GENERIC_SECTOR: AntennaModel = {
  id: 'generic-sector',
  horizontalWidthDeg: 65,
  verticalWidthDeg: 8,
  frontToBackDb: 30,
  sideLobeDb: 30,
};

/**
 * One entry per antenna type. Vendors' pattern files are not public: widths are those usual for the type, and the limits
 * those of TR 38.901 Table 7.3-1. The vertical width is that of the SSB envelope: with one element's 65° a re-tilt would
 * change nothing.
 */
const MODELS: readonly AntennaModel[] = [
  GENERIC_SECTOR,
  { id: 'AAU-64T64R', horizontalWidthDeg: 65, verticalWidthDeg: 8, frontToBackDb: 30, sideLobeDb: 30 },
  { id: 'AAU-32T32R', horizontalWidthDeg: 65, verticalWidthDeg: 10, frontToBackDb: 30, sideLobeDb: 30 },
  { id: 'RRU-8T8R', horizontalWidthDeg: 65, verticalWidthDeg: 7, frontToBackDb: 25, sideLobeDb: 20 },
  { id: 'omni', horizontalWidthDeg: 360, verticalWidthDeg: 10, frontToBackDb: 30, sideLobeDb: 20 },
];
const BY_ID: ReadonlyMap<string, AntennaModel> = new Map(MODELS.map((model) => [model.id, model]));

/** Ids that cells may name. */
export const ANTENNA_MODEL_IDS: readonly string[] = MODELS.map(({ id }) => id);

/** The model of an id; undefined when the registry has none. */
export function antennaModel(id: string): AntennaModel | undefined {
  return BY_ID.get(id);
}
