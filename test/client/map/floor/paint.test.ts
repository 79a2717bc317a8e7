import { expect, test } from 'vitest';
import { layoutFloor } from '../../../../client/map/floor/layout.ts';
import {
  cellColour,
  createPixels,
  type LayerStyle,
  paintAll,
  paintChanged,
  type RackValues,
} from '../../../../client/map/floor/paint.ts';
import { CIVIDIS, packHex } from '../../../../client/ui/palette.ts';
import { packFlags, packQuality } from '../../../../shared/model/sample.ts';
import { demoPlan } from './plan.ts';

const style: LayerStyle = { min: 16, max: 32, colours: CIVIDIS, noData: packHex('#22304A') };
const good = packFlags(packQuality('good'), 'live', 'normal');
const stale = packFlags(packQuality('uncertain', 'stale'), 'stale', 'unknown');
const hot = packFlags(packQuality('good'), 'live', 'major');

const plan = demoPlan();
const layout = layoutFloor(plan);

function values(): RackValues {
  const stride = 12;
  const offset = 1000 + 10;
  const length = 1000 + stride * 20_000;
  const reporting = new Uint8Array(20_000).fill(1, 0, 8000);
  return {
    value: new Float32Array(length).fill(24),
    flags: new Uint16Array(length).fill(good),
    offset,
    stride,
    reporting,
  };
}

test('values run along the scale and stay at its ends beyond it', () => {
  expect(cellColour(16, good, style)).toBe(CIVIDIS[0]);
  expect(cellColour(24, good, style)).toBe(CIVIDIS[128]);
  expect(cellColour(32, good, style)).toBe(CIVIDIS[255]);
  expect(cellColour(-5, good, style)).toBe(CIVIDIS[0]);
  expect(cellColour(70, good, style)).toBe(CIVIDIS[255]);
});

test('no number has a colour of its own, never that of 0', () => {
  for (const quality of ['none', 'bad'] as const) {
    expect(cellColour(0, packFlags(packQuality(quality), 'live', 'unknown'), style)).toBe(style.noData);
  }
});

test('a stale value keeps its last colour and is hatched', () => {
  const input = values();
  input.flags[input.offset] = stale;
  const pixels = createPixels(layout);
  paintAll(pixels, layout, input, style);
  expect(pixels.colour[layout.pixelOf[0]!]).toBe(CIVIDIS[128]);
  expect(pixels.stale[layout.pixelOf[0]!]).not.toBe(0);
  expect(pixels.stale[layout.pixelOf[1]!]).toBe(0);
  expect(pixels.staleCount).toBe(1);
});

test('racks that do not report yet stay uncoloured', () => {
  const pixels = createPixels(layout);
  paintAll(pixels, layout, values(), style);
  expect(pixels.colour[layout.pixelOf[7999]!]).not.toBe(0);
  expect(pixels.colour[layout.pixelOf[8000]!]).toBe(0);
});

test('only changed racks are painted, and other series are passed over', () => {
  const input = values();
  const pixels = createPixels(layout);
  paintAll(pixels, layout, input, style);
  const before = pixels.colour.slice();
  input.value.fill(30);
  const painted = paintChanged(
    pixels,
    layout,
    input,
    style,
    Uint32Array.of(3, input.offset - 1, input.offset + 5 * input.stride, input.offset + 6 * input.stride + 1),
  );
  expect(painted).toEqual({ colours: true, hatch: false, states: false });
  const changed = [...pixels.colour.keys()].filter((pixel) => pixels.colour[pixel] !== before[pixel]);
  expect(changed).toEqual([layout.pixelOf[5]]);
});

test('painting says what changed: nothing, hatching, states', () => {
  const input = values();
  const pixels = createPixels(layout);
  paintAll(pixels, layout, input, style);
  const series = Uint32Array.of(input.offset);
  expect(paintChanged(pixels, layout, input, style, series)).toEqual({ colours: false, hatch: false, states: false });
  input.flags[input.offset] = hot;
  expect(paintChanged(pixels, layout, input, style, series)).toEqual({ colours: false, hatch: false, states: true });
  input.flags[input.offset] = stale;
  expect(paintChanged(pixels, layout, input, style, series)).toEqual({ colours: false, hatch: true, states: true });
  input.flags[input.offset] = good;
  paintChanged(pixels, layout, input, style, series);
  expect(pixels.staleCount).toBe(0);
});
