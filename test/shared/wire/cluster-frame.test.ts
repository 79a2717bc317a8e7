import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import { decodeClusters, encodeClusters } from '../../../shared/wire/cluster-frame.ts';
import { FrameError } from '../../../shared/wire/frame.ts';

const u32 = fc.nat(2 ** 32 - 1);
const count = fc.oneof(fc.nat(200), u32);
const group = fc.record({
  kind: fc.constantFrom(...RESOURCE_KINDS),
  x: fc.nat(65_535),
  y: fc.nat(65_535),
  ordinal: fc.option(fc.nat(2 ** 32 - 2)),
  counts: fc.array(count, { minLength: SEVERITIES.length, maxLength: SEVERITIES.length }),
  building: count,
  planned: count,
});
const frame = fc.record({
  topic: fc.stringMatching(/^cluster\/\d{1,2}\/\d{1,6}\/\d{1,6}$/),
  epoch: u32,
  seq: u32,
  now: fc.double({ noNaN: true }),
  groups: fc.array(group, { maxLength: 20 }),
});

test('what is encoded is what is decoded', () => {
  fc.assert(
    fc.property(frame, (given) => {
      expect(decodeClusters(encodeClusters(given))).toEqual(given);
    }),
  );
});

test('a frame read from the middle of a larger buffer is the same', () => {
  const given = { topic: 'cluster/9/1/2', epoch: 7, seq: 3, now: 5, groups: [] };
  const padded = Buffer.concat([Buffer.alloc(3), encodeClusters(given), Buffer.alloc(5)]);
  expect(decodeClusters(padded.subarray(3, padded.length - 5))).toEqual(given);
});

test('cut short, prolonged or invented bytes are a FrameError, never a frame of another length', () => {
  fc.assert(
    fc.property(frame, fc.nat(), (given, at) => {
      const bytes = encodeClusters(given);
      expect(() => decodeClusters(bytes.subarray(0, at % bytes.length))).toThrow(FrameError);
      expect(() => decodeClusters(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow(FrameError);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeClusters(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
  );
});
