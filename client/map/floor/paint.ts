import { freshnessOf, qualityOf, SEVERITIES, severityOf } from '../../../shared/model/sample.ts';
import type { FloorLayout } from './layout.ts';

/** How a layer turns values into colours. */
export interface LayerStyle {
  /** Values at the two ends of the colour scale, in the metric's base unit; beyond them the colour stays. */
  readonly min: number;
  readonly max: number;
  /** 256 packed ABGR colours. */
  readonly colours: Uint32Array;
  /** Packed ABGR of a rack that should report and has no number. */
  readonly noData: number;
}

/** The newest values of one metric of all racks: value of rack i is at `offset + i · stride`. */
export interface RackValues {
  readonly value: Float32Array;
  readonly flags: Uint16Array;
  readonly offset: number;
  readonly stride: number;
  /** Per rack 1 when it is expected to report; the others stay uncoloured. */
  readonly reporting: Uint8Array;
}

/** One pixel per rack, twice: its colour, and whether it is stale. */
export interface FloorPixels {
  readonly colour: Uint32Array;
  readonly stale: Uint32Array;
  /** The catalogue's state as last painted, by its number in SEVERITIES. */
  readonly state: Uint8Array;
  /** How many stale racks there are. */
  staleCount: number;
}

const OPAQUE = 0xffffffff;

export function createPixels(layout: FloorLayout): FloorPixels {
  const length = layout.atlasWidth * layout.atlasHeight;
  return {
    colour: new Uint32Array(length),
    stale: new Uint32Array(length),
    state: new Uint8Array(length),
    staleCount: 0,
  };
}

/** Colour of one value, packed ABGR. */
export function cellColour(value: number, flags: number, style: LayerStyle): number {
  const quality = qualityOf(flags);
  if (quality === 'none' || quality === 'bad') return style.noData;
  const share = (value - style.min) / (style.max - style.min);
  return style.colours[share <= 0 ? 0 : share >= 1 ? 255 : Math.round(share * 255)]!;
}

/** What changed by painting: colours, which racks are stale, states of the catalogue. */
export interface Painted {
  colours: boolean;
  hatch: boolean;
  states: boolean;
}

function paintRack(
  pixels: FloorPixels,
  layout: FloorLayout,
  values: RackValues,
  style: LayerStyle,
  rack: number,
  out: Painted,
) {
  const pixel = layout.pixelOf[rack]!;
  if (pixel < 0 || values.reporting[rack] === 0) return;
  const at = values.offset + rack * values.stride;
  const flags = values.flags[at]!;
  const colour = cellColour(values.value[at]!, flags, style);
  if (pixels.colour[pixel] !== colour) {
    pixels.colour[pixel] = colour;
    out.colours = true;
  }
  const state = SEVERITIES.indexOf(severityOf(flags));
  if (pixels.state[pixel] !== state) {
    pixels.state[pixel] = state;
    out.states = true;
  }
  const stale = colour !== style.noData && freshnessOf(flags) === 'stale' ? OPAQUE : 0;
  if (pixels.stale[pixel] !== stale) {
    pixels.stale[pixel] = stale;
    pixels.staleCount += stale === 0 ? -1 : 1;
    out.hatch = true;
  }
}

/** Paints every rack (a new layer, theme or layout). */
export function paintAll(pixels: FloorPixels, layout: FloorLayout, values: RackValues, style: LayerStyle): Painted {
  pixels.colour.fill(0);
  pixels.stale.fill(0);
  pixels.state.fill(0);
  pixels.staleCount = 0;
  const out: Painted = { colours: true, hatch: true, states: true };
  for (let rack = 0; rack < layout.pixelOf.length; rack++) paintRack(pixels, layout, values, style, rack, out);
  return out;
}

/** Paints the racks whose series changed; series of other metrics and kinds are passed over. */
export function paintChanged(
  pixels: FloorPixels,
  layout: FloorLayout,
  values: RackValues,
  style: LayerStyle,
  series: Uint32Array,
): Painted {
  const out: Painted = { colours: false, hatch: false, states: false };
  const racks = layout.pixelOf.length;
  for (let i = 0; i < series.length; i++) {
    const distance = series[i]! - values.offset;
    if (distance < 0) continue;
    const rack = Math.floor(distance / values.stride);
    if (rack >= racks || rack * values.stride !== distance) continue;
    paintRack(pixels, layout, values, style, rack, out);
  }
  return out;
}
