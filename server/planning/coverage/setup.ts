import type { Ring } from '../../../shared/geo/polygon.ts';
import type { Label, Position } from '../../../shared/model/resource.ts';
import type { RadioCell } from '../../../shared/radio/radio-cell.ts';
import type { CoverageSettings } from '../settings.ts';

/** What lies on the ground, as plain data for a worker. */
export interface GroundData {
  /** WGS84 rings [lon, lat], even-odd. */
  readonly outline: readonly Ring[];
  /** Polygons of the sea, each with its islands. */
  readonly seas: readonly (readonly Ring[])[];
  readonly demand: readonly { readonly lat: number; readonly lon: number; readonly people: number }[];
  readonly places: readonly Place[];
  /** Null where the base map has none. */
  readonly roads: readonly Road[] | null;
}

/** Something that a hole may hold. */
export interface Place {
  readonly id: string;
  readonly kind: 'charging-station' | 'datacentre';
  readonly position: Position;
  /** Connectors of a station, racks of a data centre. */
  readonly count: number;
}

export interface Road {
  readonly name: Label;
  readonly class: string;
  readonly schematic: boolean;
  readonly lines: readonly Ring[];
}

/** Key of the network that is on air. */
export const ON_AIR = 'on-air';

/** A network that is not in the table: cells of a plan, with their ids and their sites' numbers. */
export interface Variant {
  /** Says which one it is: equal keys are equal networks. */
  readonly key: string;
  readonly cells: readonly RadioCell[];
  readonly ids: readonly string[];
  readonly siteOf: readonly number[];
  /** Measured points that its levels were fitted to; absent where nothing was fitted. */
  readonly fittedPoints?: number;
}

/** Cells are numbered by their place in `cells`; a number means the same in every message. */
export interface CoverageSetup {
  readonly ground: GroundData;
  readonly settings: CoverageSettings;
  readonly cells: readonly RadioCell[];
  readonly ids: readonly string[];
  /** By cell: number of its site. */
  readonly siteOf: readonly number[];
  /** Cells in service. */
  readonly onAir: readonly number[];
  readonly synthetic: boolean;
  readonly fittedPoints?: number;
  /** Its thread gives way to others: nobody waits for it as for an outage. */
  readonly inBackground?: boolean;
}
