import { type AntennaPattern, horizontalLossDb, verticalLossDb } from './antenna-pattern.ts';
import { BEARING_BINS, bearingBin, bearingOfBinDeg } from './bearing-bin.ts';
import { mwOfDbm } from './decibel.ts';
import { distinct } from './distinct.ts';
import { type Environment, linkIn, totalLoss } from './environment.ts';
import { noisePerReDbm } from './link-budget.ts';
import { type LossTables, lossTables } from './loss-tables.ts';
import { propagationModel } from './path-loss.ts';
import { type RadioCell, type SectorFacts, sectorFacts } from './radio-cell.ts';
import { metresAt, type Raster } from './raster.ts';
import { type SsbGroups, ssbGroups } from './ssb-groups.ts';
import { validityBit } from './validity.ts';

/** Settings of a coverage run that are not the environment's. */
export interface SectorTableSettings {
  /** Cells farther than this serve nothing and disturb nothing, metres, at most 60,000; the model's range by default. */
  readonly maxRangeM?: number;
  /** PRB load, 0…1, with which cells whose SSB is elsewhere on the same carrier disturb an SSB; 0.5 by default. */
  readonly otherPositionLoad?: number;
}

/**
 * All cells of a run as numbers and tables: plain typed arrays, so that a worker takes them as they are. Gains and losses
 * are power ratios; `powerMwAt` says how they are put together. Distances along the ground are whole metres, bearings
 * bins of `bearing-bin.ts`. Equal tables are shared; for that heights are rounded to 0.5 m, tilts to 0.1° and azimuths
 * to 0.5°.
 */
export interface SectorTables extends LossTables {
  readonly cellCount: number;
  /** Cells of one site share a position; site s holds siteCells[siteFirst[s] … siteFirst[s + 1]). */
  readonly siteCount: number;
  /** Local metres of the raster. */
  readonly siteXM: Float64Array;
  readonly siteYM: Float64Array;
  readonly siteFirst: Int32Array;
  readonly siteCells: Int32Array;
  /** By cell. */
  readonly siteOf: Int32Array;
  /** By cell: power of a resource element plus gain, mW. */
  readonly peakMw: Float64Array;
  /** By cell: where its tables begin. */
  readonly horizontal: Int32Array;
  readonly vertical: Int32Array;
  /** By cell: the antenna's greatest loss, as a gain. */
  readonly floorGain: Float32Array;
  /** By cell: noise in one resource element, mW. */
  readonly noiseMw: Float64Array;
  /** By cell: flags that hold at every distance. */
  readonly validity: Uint8Array;
  readonly groups: SsbGroups;
  readonly horizontalGain: Float32Array;
  readonly verticalGain: Float32Array;
}

/** The longest range that fits the 16-bit distances of the inner loops. */
const LONGEST_RANGE_M = 60_000;
const DISTANCE_FLAGS = validityBit('too-near') | validityBit('too-far');

/**
 * Tables of all cells over a raster. Throws RadioCellRefused for a cell that cannot be computed, RangeError for a range
 * that is not positive.
 */
export function sectorTables(
  cells: readonly RadioCell[],
  environment: Environment,
  raster: Raster,
  { maxRangeM, otherPositionLoad = 0.5 }: SectorTableSettings = {},
): SectorTables {
  const rangeM = Math.min(
    LONGEST_RANGE_M,
    Math.floor(maxRangeM ?? propagationModel(environment.scenario).maxDistanceM),
  );
  if (!(rangeM > 0)) throw new RangeError('the range must be positive');
  const facts = cells.map((cell, index) => sectorFacts(cell, index));
  const heightsM = cells.map(({ heightM }) => rounded(heightM, 0.5));
  const frequenciesGhz = facts.map(({ frequencyGhz }) => frequencyGhz);
  return {
    cellCount: cells.length,
    ...siteColumns(cells, raster),
    ...lossTables(heightsM, frequenciesGhz, environment, rangeM, DISTANCE_FLAGS),
    ...horizontalTables(cells, facts),
    ...verticalTables(cells, facts, heightsM, environment.terminalHeightM, rangeM),
    peakMw: Float64Array.from(cells, ({ gainDbi }, i) => mwOfDbm(facts[i]!.powerPerReDbm + gainDbi)),
    floorGain: Float32Array.from(facts, ({ pattern }) => mwOfDbm(-pattern.frontToBackDb)),
    noiseMw: Float64Array.from(cells, ({ scsKhz }) => mwOfDbm(noisePerReDbm(scsKhz, environment.noiseFigureDb))),
    validity: Uint8Array.from(cells, (cell, i) => standingFlags(cell, facts[i]!, environment)),
    groups: ssbGroups(cells, otherPositionLoad),
  };
}

/**
 * Received power of one resource element, mW, at local metres of the raster; 0 beyond the range. The same arithmetic as
 * the inner loop of `coverRows`.
 */
export function powerMwAt(tables: SectorTables, cell: number, xM: number, yM: number): number {
  const site = tables.siteOf[cell]!;
  const eastM = xM - tables.siteXM[site]!;
  const northM = yM - tables.siteYM[site]!;
  const metres = wholeMetres(eastM, northM, tables.rangeM);
  return powerMwOf(tables, cell, metres, bearingBin(eastM, northM));
}

/**
 * The same for a distance and a bearing that are known. Rounded to 32 bits as it is kept, so that two cells that are
 * equal (the backs of two sectors of a mast) are equal everywhere, and the lower number wins.
 */
export function powerMwOf(tables: SectorTables, cell: number, metres: number, bearing: number): number {
  const gain =
    tables.horizontalGain[tables.horizontal[cell]! + bearing]! * tables.verticalGain[tables.vertical[cell]! + metres]!;
  const floor = tables.floorGain[cell]!;
  return Math.fround(
    tables.peakMw[cell]! * tables.lossGain[tables.loss[cell]! + metres]! * (gain < floor ? floor : gain),
  );
}

/** Flags of a cell's value at local metres of the raster. */
export function validityOf(tables: SectorTables, cell: number, xM: number, yM: number): number {
  const site = tables.siteOf[cell]!;
  const metres = wholeMetres(xM - tables.siteXM[site]!, yM - tables.siteYM[site]!, tables.rangeM);
  return tables.validity[cell]! | tables.lossValidity[tables.loss[cell]! + metres]!;
}

/** Distance in whole metres, rangeM + 1 for everything beyond the range. */
export function wholeMetres(eastM: number, northM: number, rangeM: number): number {
  const metres = (Math.sqrt(eastM * eastM + northM * northM) + 0.5) | 0;
  return metres > rangeM ? rangeM + 1 : metres;
}

function siteColumns(cells: readonly RadioCell[], raster: Raster) {
  const { kindOf, firsts } = distinct(cells.length, (i) => `${cells[i]!.position.lat}/${cells[i]!.position.lon}`);
  const places = firsts.map((cell) => metresAt(raster, cells[cell]!.position));
  const siteFirst = new Int32Array(firsts.length + 1);
  for (const site of kindOf) siteFirst[site + 1]! += 1;
  for (let site = 0; site < firsts.length; site++) siteFirst[site + 1]! += siteFirst[site]!;
  return {
    siteCount: firsts.length,
    siteXM: Float64Array.from(places, ({ xM }) => xM),
    siteYM: Float64Array.from(places, ({ yM }) => yM),
    siteFirst,
    siteCells: Int32Array.from(cells.keys()).sort((a, b) => kindOf[a]! - kindOf[b]! || a - b),
    siteOf: kindOf,
  };
}

function horizontalTables(cells: readonly RadioCell[], facts: readonly SectorFacts[]) {
  const azimuthsDeg = cells.map(({ azimuthDeg }) => rounded(azimuthDeg, 0.5));
  const { kindOf, firsts } = distinct(cells.length, (i) => `${patternKey(facts[i]!.pattern)}/${azimuthsDeg[i]}`);
  const bearingsDeg = Float64Array.from({ length: BEARING_BINS }, (_, bin) => bearingOfBinDeg(bin));
  const horizontalGain = new Float32Array(firsts.length * BEARING_BINS);
  firsts.forEach((cell, kind) => {
    const { pattern } = facts[cell]!;
    for (let bin = 0; bin < BEARING_BINS; bin++) {
      const lossDb = horizontalLossDb(pattern, bearingsDeg[bin]! - azimuthsDeg[cell]!);
      horizontalGain[kind * BEARING_BINS + bin] = mwOfDbm(-lossDb);
    }
  });
  return { horizontal: kindOf.map((kind) => kind * BEARING_BINS), horizontalGain };
}

function verticalTables(
  cells: readonly RadioCell[],
  facts: readonly SectorFacts[],
  heightsM: readonly number[],
  terminalHeightM: number,
  rangeM: number,
) {
  const stride = rangeM + 2;
  const tiltsDeg = cells.map(({ tiltDeg }) => rounded(tiltDeg, 0.1));
  const beams = distinct(cells.length, (i) => `${patternKey(facts[i]!.pattern)}/${tiltsDeg[i]}`);
  const gainByAngle = beams.firsts.map((cell) => gainByDepression(facts[cell]!.pattern, tiltsDeg[cell]!));
  const heights = distinct(cells.length, (i) => `${heightsM[i]}`);
  const angles = heights.firsts.map((cell) => depressionSteps(heightsM[cell]! - terminalHeightM, rangeM));
  const { kindOf, firsts } = distinct(cells.length, (i) => `${beams.kindOf[i]}/${heights.kindOf[i]}`);
  const verticalGain = new Float32Array(firsts.length * stride);
  firsts.forEach((cell, kind) => {
    const gains = gainByAngle[beams.kindOf[cell]!]!;
    const steps = angles[heights.kindOf[cell]!]!;
    for (let metres = 0; metres <= rangeM; metres++) verticalGain[kind * stride + metres] = gains[steps[metres]!]!;
  });
  return { vertical: kindOf.map((kind) => kind * stride), verticalGain };
}

/** Steps in a degree of depression: a hundredth is 0.03 dB on the steepest flank of an 8° beam. */
const STEPS_PER_DEGREE = 100;

/** Gain by depression from −90° to 90°, in steps. */
function gainByDepression(pattern: AntennaPattern, tiltDeg: number): Float32Array {
  const gains = new Float32Array(180 * STEPS_PER_DEGREE + 1);
  for (let step = 0; step < gains.length; step++) {
    gains[step] = mwOfDbm(-verticalLossDb(pattern, step / STEPS_PER_DEGREE - 90, tiltDeg));
  }
  return gains;
}

/** By whole metres: the step of `gainByDepression` at which a terminal is seen from so far above it. */
function depressionSteps(aboveM: number, rangeM: number): Uint16Array {
  const stepsPerRadian = (180 / Math.PI) * STEPS_PER_DEGREE;
  const steps = new Uint16Array(rangeM + 1);
  for (let metres = 0; metres <= rangeM; metres++) {
    steps[metres] = Math.round(Math.atan2(aboveM, metres) * stepsPerRadian + 90 * STEPS_PER_DEGREE);
  }
  return steps;
}

/** Flags of a cell that no distance changes; heights as given, not rounded. */
function standingFlags(cell: RadioCell, facts: SectorFacts, environment: Environment): number {
  const link = linkIn(environment, { distance2dM: 100, baseHeightM: cell.heightM, frequencyGhz: facts.frequencyGhz });
  return facts.validity | (totalLoss(environment, link).validity & ~DISTANCE_FLAGS);
}

function patternKey({ horizontalWidthDeg, verticalWidthDeg, frontToBackDb, sideLobeDb }: AntennaPattern): string {
  return `${horizontalWidthDeg}/${verticalWidthDeg}/${frontToBackDb}/${sideLobeDb}`;
}

function rounded(value: number, step: number): number {
  return Math.round(value / step) * step;
}
