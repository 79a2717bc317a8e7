import type { Position } from '../model/resource.ts';
import { antennaModel, GENERIC_SECTOR } from './antenna-models.ts';
import type { AntennaPattern } from './antenna-pattern.ts';
import { powerPerReDbm } from './link-budget.ts';
import { mhzOfNrArfcn } from './nr-arfcn.ts';
import { resourceBlocks } from './resource-blocks.ts';
import { validityBit } from './validity.ts';

/** A cell as propagation sees it; names follow the columns of a pack's cells.csv. */
export interface RadioCell {
  /** WGS84. */
  readonly position: Position;
  /** Antenna above ground, metres. */
  readonly heightM: number;
  /** Boresight, degrees clockwise from north. */
  readonly azimuthDeg: number;
  /** Mechanical plus electrical downtilt, degrees below the horizon. */
  readonly tiltDeg: number;
  /** Id of `antenna-models.ts`. */
  readonly antennaModel?: string;
  /** Of the antenna's SSB envelope at its maximum, dBi. */
  readonly gainDbi: number;
  /** Horizontal half-power width when the table says another one than the antenna model, degrees. */
  readonly beamwidthDeg?: number;
  /** Of the whole carrier over all channels, at the antenna connector before the feeder, dBm. */
  readonly txPowerDbm: number;
  /** dB; 0 when absent, as for an active antenna. */
  readonly feederLossDb?: number;
  readonly bandwidthMhz: number;
  readonly scsKhz: number;
  readonly nrArfcn: number;
  /** Where the SSB is; the carrier's own when absent. */
  readonly ssbArfcn?: number;
  /** Which candidate positions the SSB burst uses, as a number of the network's own; equal numbers collide. 0 when absent. */
  readonly ssbPosition?: number;
}

/** A cell that nothing can be computed for. */
export class RadioCellRefused extends Error {
  override readonly name = 'RadioCellRefused';
  constructor(
    /** Its place in the list that was given. */
    readonly index: number,
    /** `nr-arfcn`: no such channel; `bandwidth`: TS 38.104 has no such pair with the SCS; `number`: not finite. */
    readonly reason: 'nr-arfcn' | 'bandwidth' | 'number',
  ) {
    super(`cell ${index}: ${reason}`);
  }
}

/** What follows from a cell alone. */
export interface SectorFacts {
  readonly frequencyGhz: number;
  /** Of one resource element after the feeder, before the antenna gain, dBm. */
  readonly powerPerReDbm: number;
  readonly pattern: AntennaPattern;
  /** `antenna-unknown` when the registry has no such model, else 0. */
  readonly validity: number;
}

/** Throws RadioCellRefused, with `index` as the cell's place. */
export function sectorFacts(cell: RadioCell, index = 0): SectorFacts {
  const { position, heightM, azimuthDeg, tiltDeg, gainDbi, txPowerDbm, feederLossDb = 0, beamwidthDeg } = cell;
  const numbers = [position.lat, position.lon, heightM, azimuthDeg, tiltDeg, gainDbi, txPowerDbm, feederLossDb];
  if (!numbers.every(Number.isFinite)) throw new RadioCellRefused(index, 'number');
  const mhz = mhzOfNrArfcn(cell.nrArfcn);
  if (mhz === undefined) throw new RadioCellRefused(index, 'nr-arfcn');
  const blocks = resourceBlocks(cell.bandwidthMhz, cell.scsKhz, mhz / 1000);
  if (blocks === undefined) throw new RadioCellRefused(index, 'bandwidth');
  const model = cell.antennaModel === undefined ? undefined : antennaModel(cell.antennaModel);
  const pattern = model ?? GENERIC_SECTOR;
  return {
    frequencyGhz: mhz / 1000,
    powerPerReDbm: powerPerReDbm(txPowerDbm, blocks) - feederLossDb,
    pattern: beamwidthDeg === undefined ? pattern : { ...pattern, horizontalWidthDeg: beamwidthDeg },
    validity: model ? 0 : validityBit('antenna-unknown'),
  };
}
