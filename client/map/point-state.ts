import { type Camera, worldPx } from './camera.ts';

/** Below this zoom a station is a small mark; from it on, a badge with the number of free connectors. */
export const BADGE_ZOOM = 13.75;
/** From this zoom on each connector is drawn. */
export const CONNECTOR_ZOOM = 15.5;
const CONNECTOR_PITCH_PX = 11;
const CONNECTORS_PER_ROW = 6;
const FIRST_ROW_PX = 20;

/** Charging stations, their connectors and data centres as the map draws them: columns; looks are written from outside. */
export interface PointState {
  readonly stationCount: number;
  /** World position, 0…1 (camera.ts). */
  readonly stationX: Float64Array;
  readonly stationY: Float64Array;
  /** Connectors available, −1 when not known. */
  readonly stationFree: Int32Array;
  /** Worst state of the station's connectors, index into SEVERITIES. */
  readonly stationSeverity: Uint8Array;
  /** MARK */
  readonly stationStyle: Uint8Array;
  readonly connectorCount: number;
  readonly connectorStation: Uint32Array;
  /** Place among its station's connectors and how many those are. */
  readonly connectorPlace: Uint16Array;
  readonly connectorSiblings: Uint16Array;
  readonly connectorSeverity: Uint8Array;
  /** 1 while a vehicle is plugged in. */
  readonly connectorBusy: Uint8Array;
  /** MARK */
  readonly connectorStyle: Uint8Array;
  readonly centreCount: number;
  readonly centreX: Float64Array;
  readonly centreY: Float64Array;
  readonly centreSeverity: Uint8Array;
  /** Names in the language shown. */
  centreLabel: readonly string[];
  showStations: boolean;
  showLabels: boolean;
}

export function createPointState(stationCount: number, connectorCount: number, centreCount: number): PointState {
  return {
    stationCount,
    stationX: new Float64Array(stationCount),
    stationY: new Float64Array(stationCount),
    stationFree: new Int32Array(stationCount).fill(-1),
    stationSeverity: new Uint8Array(stationCount),
    stationStyle: new Uint8Array(stationCount),
    connectorCount,
    connectorStation: new Uint32Array(connectorCount),
    connectorPlace: new Uint16Array(connectorCount),
    connectorSiblings: new Uint16Array(connectorCount),
    connectorSeverity: new Uint8Array(connectorCount),
    connectorBusy: new Uint8Array(connectorCount),
    connectorStyle: new Uint8Array(connectorCount),
    centreCount,
    centreX: new Float64Array(centreCount),
    centreY: new Float64Array(centreCount),
    centreSeverity: new Uint8Array(centreCount),
    centreLabel: [],
    showStations: true,
    showLabels: true,
  };
}

/** Canvas position of a station. */
export function stationPoint(state: PointState, camera: Camera, station: number): { x: number; y: number } {
  const side = worldPx(camera.zoom);
  return { x: state.stationX[station]! * side - camera.originX, y: state.stationY[station]! * side - camera.originY };
}

export function centrePoint(state: PointState, camera: Camera, centre: number): { x: number; y: number } {
  const side = worldPx(camera.zoom);
  return { x: state.centreX[centre]! * side - camera.originX, y: state.centreY[centre]! * side - camera.originY };
}

/** Canvas position of a connector's mark: rows of six beneath its station. */
export function connectorPoint(state: PointState, camera: Camera, connector: number): { x: number; y: number } {
  const station = stationPoint(state, camera, state.connectorStation[connector]!);
  const place = state.connectorPlace[connector]!;
  const row = Math.floor(place / CONNECTORS_PER_ROW);
  const inRow = Math.min(CONNECTORS_PER_ROW, state.connectorSiblings[connector]! - row * CONNECTORS_PER_ROW);
  const column = place - row * CONNECTORS_PER_ROW;
  return {
    x: station.x + (column - (inRow - 1) / 2) * CONNECTOR_PITCH_PX,
    y: station.y + FIRST_ROW_PX + row * CONNECTOR_PITCH_PX,
  };
}
