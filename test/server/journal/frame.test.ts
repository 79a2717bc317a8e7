import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FRAME_HEADER_BYTES,
  FrameScanner,
  lastSequenceBehind,
  readFrame,
  sealFrame,
  viewOf,
} from '../../../server/journal/frame.ts';

function frames(payloads: readonly Uint8Array[], first: number): Uint8Array {
  const bytes = new Uint8Array(payloads.reduce((sum, payload) => sum + FRAME_HEADER_BYTES + payload.length, 0));
  let offset = 0;
  for (const [index, payload] of payloads.entries()) {
    const end = offset + FRAME_HEADER_BYTES + payload.length;
    bytes.set(payload, offset + FRAME_HEADER_BYTES);
    sealFrame(bytes, viewOf(bytes), offset, end, first + index);
    offset = end;
  }
  return bytes;
}

const payloads = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 });
const sequence = fc.integer({ min: 1, max: 2 ** 53 - 100 });

test('frames come back in order with sequences up to 2^53', () => {
  fc.assert(
    fc.property(payloads, sequence, (written, first) => {
      const scanner = new FrameScanner(frames(written, first), 0, first);
      for (const [index, payload] of written.entries()) {
        expect(scanner.next()).toMatchObject({ sequence: first + index, payload });
      }
      expect(scanner.next()).toBeNull();
      expect(scanner).toMatchObject({ fault: null, last: first + written.length - 1 });
    }),
  );
});

test('a flip of any bit ends the walk before the frame that it hit', () => {
  fc.assert(
    fc.property(payloads, sequence, fc.nat(), (written, first, position) => {
      const bytes = frames(written, first);
      const bit = position % (bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const scanner = new FrameScanner(bytes, 0, first);
      for (let frame = scanner.next(); frame; frame = scanner.next()) expect(frame.end).toBeLessThanOrEqual(bit >> 3);
      expect(scanner.fault).not.toBeNull();
      expect(scanner.offset).toBeLessThanOrEqual(bit >> 3);
    }),
  );
});

test('a cut at any byte leaves the whole frames before it', () => {
  fc.assert(
    fc.property(payloads, fc.nat(), (written, position) => {
      const bytes = frames(written, 1);
      const cut = position % bytes.length;
      const scanner = new FrameScanner(bytes.subarray(0, cut), 0, 1);
      while (scanner.next()) {}
      expect(scanner.offset).toBeLessThanOrEqual(cut);
      expect(scanner.fault).toBe(scanner.offset === cut ? null : 'unfinished');
    }),
  );
});

test('a sequence out of order and a stretch of zeros are damage', () => {
  const bytes = frames([Uint8Array.of(1), Uint8Array.of(2)], 5);
  const scanner = new FrameScanner(bytes, 0, 4);
  expect(scanner.next()).toBeNull();
  expect(scanner.fault).toBe('damaged');
  const zeros = new Uint8Array(64);
  expect(readFrame(zeros, viewOf(zeros), 0)).toBe('damaged');
});

test('behind a bad frame the last sequence is told where lengths still lead to it, and no more is believed than fits', () => {
  const bytes = frames([Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)], 8);
  bytes[FRAME_HEADER_BYTES]! ^= 1;
  expect(lastSequenceBehind(bytes, 0, 7)).toBe(10);
  bytes[1]! ^= 1;
  expect(lastSequenceBehind(bytes, 0, 7)).toBe(7);
  expect(lastSequenceBehind(frames([Uint8Array.of(1)], 2 ** 52), 0, 7)).toBe(7);
});
