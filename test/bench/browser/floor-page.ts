/**
 * Runs in the browser: the real floor (client/map/floor) over the demo's 40 halls, fed with synthetic values. Bundled and
 * loaded by floor-updates.ts.
 */
import { createFloor, type FloorInput } from '../../../client/map/floor/floor.ts';
import { CIVIDIS, packHex, palette } from '../../../client/ui/palette.ts';
import { packFlags, packQuality } from '../../../shared/model/sample.ts';
import { decodeFrame, encodeFrame } from '../../../shared/wire/frame.ts';
import { demoPlan } from '../../client/map/floor/plan.ts';

export interface FloorRun {
  readonly updates: number;
  readonly seconds: number;
  /** Script per update, ms: reading the frames, painting and drawing. */
  readonly scriptMs: number;
}

declare global {
  interface Window {
    runFloor(updatesWanted: number): Promise<FloorRun>;
  }
}

const RACKS = 20_000;
const RACKS_PER_FRAME = 500;
/** Variants of the wire's frames, so that every rack has another value each time. */
const VARIANTS = 4;

function createInput(value: Float32Array, flags: Uint16Array): FloorInput {
  const plan = demoPlan();
  const inlet = { text: '24.1', severity: 'normal' } as const;
  const hall = { title: 'P1-H01', short: 'H01', value: '24.1°', severity: 'normal', building: null } as const;
  return {
    plan,
    values: { value, flags, offset: 0, stride: 1, reporting: new Uint8Array(RACKS).fill(1) },
    style: { min: 18, max: 32, colours: CIVIDIS, noData: packHex('#22304A') },
    colours: palette('dark'),
    alarms: null,
    insets: { top: 60, right: 12, bottom: 96, left: 12 },
    words: {
      halls: plan.halls.map(() => hall),
      phases: plan.phases.map(() => ({ title: 'Phase', note: 'in service', brief: '' })),
      rackNumber: (rack) => String(rack % 20),
      rackCode: (rack) => `P1-H01-R01-${rack % 20}`,
      cellValue: (each) => each.toFixed(1),
      detail: () => ({ inlets: [inlet, inlet, inlet], hottest: 0, feedA: '6 A', feedB: '6 A', units: 42 }),
    },
  };
}

/** One frame per hall with new values for all of its racks, as they come from the stream. */
function encodeVariant(variant: number): Uint8Array[] {
  const flags = packFlags(packQuality('good'), 'live', 'normal');
  return Array.from({ length: RACKS / RACKS_PER_FRAME }, (_, hall) =>
    encodeFrame({
      snapshot: false,
      topic: `floor/inlet/hall/qingyun/h${hall}`,
      epoch: 1,
      seq: variant,
      now: 1_600_000_000_000,
      series: Uint32Array.from({ length: RACKS_PER_FRAME }, (_, i) => hall * RACKS_PER_FRAME + i),
      value: Float32Array.from({ length: RACKS_PER_FRAME }, (_, i) => 19 + ((i * 7 + hall * 3 + variant * 5) % 13)),
      age: new Uint16Array(RACKS_PER_FRAME),
      flags: new Uint16Array(RACKS_PER_FRAME).fill(flags),
    }),
  );
}

window.runFloor = async (updatesWanted) => {
  const element = document.createElement('div');
  element.style.cssText = 'position:fixed;inset:0';
  document.body.append(element);
  const value = new Float32Array(RACKS);
  const flags = new Uint16Array(RACKS);
  const variants = Array.from({ length: VARIANTS }, (_, variant) => encodeVariant(variant));
  const ignore = () => undefined;
  const events = { onPoint: ignore, onSelect: ignore, onMark: ignore, onView: ignore };

  let script = 0;
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const began = performance.now();
      callback(time);
      script += performance.now() - began;
    });
  const floor = createFloor(element, createInput(value, flags), events);
  const nextFrame = () => new Promise<void>((done) => request(() => done()));
  for (let i = 0; i < 10; i++) await nextFrame();

  script = 0;
  const began = performance.now();
  for (let update = 0; update < updatesWanted; update++) {
    const start = performance.now();
    for (const bytes of variants[update % VARIANTS]!) {
      const frame = decodeFrame(bytes);
      for (let i = 0; i < frame.series.length; i++) {
        value[frame.series[i]!] = frame.value[i]!;
        flags[frame.series[i]!] = frame.flags[i]!;
      }
      floor.changed(frame.series);
    }
    script += performance.now() - start;
    // The floor's own drawing was asked for before this: it comes first in the same animation frame.
    await nextFrame();
  }
  const seconds = (performance.now() - began) / 1_000;
  floor.destroy();
  return { updates: updatesWanted, seconds, scriptMs: script / updatesWanted };
};
