import { NO_DATA_FLAGS } from '../../shared/model/sample.ts';
import { type Frame, unpackAge } from '../../shared/wire/frame.ts';

/** The newest values as drawn, by series number. Read them freely; only the store writes them. */
export interface LiveColumns {
  /** 0 where the quality carries no number. */
  readonly value: Float32Array;
  /** Bits of `value`: the same buffer. */
  readonly bits: Uint32Array;
  /** Source time, UTC ms of the server's clock, to 100 ms; 0 before the first sample. */
  readonly at: Float64Array;
  /** flags of shared/model/sample.ts */
  readonly flags: Uint16Array;
}

export function createLiveColumns(seriesCount: number): LiveColumns {
  const value = new Float32Array(seriesCount);
  return {
    value,
    bits: new Uint32Array(value.buffer),
    at: new Float64Array(seriesCount),
    flags: new Uint16Array(seriesCount).fill(NO_DATA_FLAGS),
  };
}

export function applyFrame({ value, at, flags }: LiveColumns, frame: Frame): void {
  const { series, now } = frame;
  for (let i = 0; i < series.length; i++) {
    const s = series[i]!;
    const ageMs = unpackAge(frame.age[i]!);
    value[s] = frame.value[i]!;
    flags[s] = frame.flags[i]!;
    at[s] = Number.isFinite(ageMs) ? now - ageMs : 0;
  }
}
