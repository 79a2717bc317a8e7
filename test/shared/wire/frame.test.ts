import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type Frame, FrameError, packAge, unpackAge } from '../../../shared/wire/frame.ts';

const topics = fc.constantFrom('zone', 'tile/14/13700/6400', 'floor/inlet/hall/dc/p1-h01', 'resource/site/s1');
const items = fc.uniqueArray(fc.nat(0xffffffff), { maxLength: 300 }).chain((ids) =>
  fc.record({
    series: fc.constant(Uint32Array.from(ids).sort()),
    value: fc.float32Array({ minLength: ids.length, maxLength: ids.length, noNaN: true }),
    age: fc.uint16Array({ minLength: ids.length, maxLength: ids.length }),
    flags: fc.uint16Array({ minLength: ids.length, maxLength: ids.length }),
  }),
);
const frames: fc.Arbitrary<Frame> = fc
  .record({
    snapshot: fc.boolean(),
    topic: topics,
    epoch: fc.nat(0xffffffff),
    seq: fc.nat(0xffffffff),
    now: fc.integer({ min: 0, max: 2 ** 45 }),
    items,
  })
  .map(({ items: columns, ...head }) => ({ ...head, ...columns }));

test('what is encoded is decoded, whatever it is and however its bytes lie in memory', () => {
  fc.assert(
    fc.property(frames, fc.nat(7), (frame, offset) => {
      const bytes = encodeFrame(frame);
      expect(decodeFrame(bytes)).toEqual(frame);
      const shifted = Buffer.alloc(bytes.length + offset);
      shifted.set(bytes, offset);
      expect(decodeFrame(shifted.subarray(offset))).toEqual(frame);
    }),
  );
});

test('a frame cut anywhere is refused by name', () => {
  fc.assert(
    fc.property(frames, fc.nat(), (frame, cut) => {
      const bytes = encodeFrame(frame);
      expect(() => decodeFrame(bytes.subarray(0, cut % bytes.length))).toThrow(FrameError);
    }),
  );
});

test('arbitrary bytes are a frame or a FrameError, never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, headed) => {
      if (headed && noise.length > 3) noise.set([1, 0, 0, 0]);
      try {
        const { series } = decodeFrame(noise);
        expect(series.every((id, i) => i === 0 || id > series[i - 1]!)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a delta of neighbouring series costs 9 bytes an item', () => {
  const n = 500;
  const frame: Frame = {
    snapshot: false,
    topic: 'zone',
    epoch: 1,
    seq: 1,
    now: 0,
    series: Uint32Array.from({ length: n }, (_, i) => 1000 + 12 * i),
    value: new Float32Array(n),
    age: new Uint16Array(n),
    flags: new Uint16Array(n),
  };
  expect(encodeFrame(frame).length).toBeLessThan(9 * n + 40);
});

test('an age is kept to 50 ms up to 83 minutes, to a minute up to ten days, then it is never', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 864_000_000 }), (ageMs) => {
      const back = unpackAge(packAge(ageMs));
      if (ageMs < 4_999_950) expect(Math.abs(back - ageMs)).toBeLessThanOrEqual(50);
      else expect(Math.abs(back - ageMs)).toBeLessThanOrEqual(60_000);
    }),
  );
  expect(unpackAge(packAge(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
  expect(unpackAge(packAge(Number.NaN))).toBe(Number.POSITIVE_INFINITY);
  expect(unpackAge(packAge(-5000))).toBe(0);
  expect(unpackAge(packAge(20 * 86_400_000))).toBe(Number.POSITIVE_INFINITY);
});

test('ages keep their order', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), (a, b) => {
      expect(Math.sign(packAge(Math.max(a, b)) - packAge(Math.min(a, b)))).toBeGreaterThanOrEqual(0);
    }),
  );
});
