import { expect, test } from 'vitest';
import { freeAtOnce } from '../../../../server/ingest/body/free-at-once.ts';

test('a large buffer is empty at once', () => {
  const bytes = new Uint8Array(100_000).fill(7);
  freeAtOnce(bytes);
  expect(bytes.length).toBe(0);
});

test('a part of a buffer is left alone: others may read the rest', () => {
  const whole = new Uint8Array(200_000).fill(7);
  freeAtOnce(whole.subarray(0, 150_000));
  expect(whole.length).toBe(200_000);
  expect(whole[199_999]).toBe(7);
});

test('small buffers, which Node may share out, are left alone', () => {
  const bytes = Buffer.from('a body of few bytes');
  freeAtOnce(bytes);
  expect(bytes.toString()).toBe('a body of few bytes');
});

test('shared memory is left alone', () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(100_000));
  freeAtOnce(bytes);
  expect(bytes.length).toBe(100_000);
});
