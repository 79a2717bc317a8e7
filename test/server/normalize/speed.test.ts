import { expect, test } from 'vitest';
import { qualityOf, reasonOf } from '../../../shared/model/sample.ts';
import { UPLINK_BPS } from './small-zone.ts';
import { batchOf, createStage, labelled, NOW, samplesOf } from './stage.ts';

const INTERVAL_MS = 10_000;

/** An uplink's octet counter whose rates, one per interval, are these shares of the link's speed. */
async function rates(shares: readonly number[]) {
  const stage = createStage();
  const source = stage.normalizer.source('s1', 'remote-write');
  const counter = labelled(source, 'ifHCInOctets', { port: 'Ethernet1/1' });
  let octets = 0;
  let at = NOW - shares.length * INTERVAL_MS;
  await source.accept(batchOf([{ handle: counter, at, value: octets }]));
  for (const share of shares) {
    at += INTERVAL_MS;
    octets += (share * UPLINK_BPS * INTERVAL_MS) / 8 / 1_000;
    await source.accept(batchOf([{ handle: counter, at, value: octets }]));
  }
  return samplesOf(stage).map(({ value, quality }) => ({
    share: value / UPLINK_BPS,
    quality: qualityOf(quality),
    reason: reasonOf(quality),
  }));
}

test('up to 1.02 × the speed of the link a rate is good', async () => {
  expect(await rates([0.5, 1, 1.02])).toEqual(
    [0.5, 1, 1.02].map((share) => ({ share, quality: 'good', reason: 'none' })),
  );
});

test('beyond it a rate is doubted: agents that cache counters show two intervals in one', async () => {
  const seen = await rates([0.6, 0, 1.2, 0.6]);
  expect(seen[2]).toEqual({ share: 1.2, quality: 'uncertain', reason: 'suspect' });
  expect(seen[3]).toEqual({ share: 0.6, quality: 'good', reason: 'none' });
});

test('two intervals beyond it cannot be a cache: no number is kept', async () => {
  const seen = await rates([1.2, 1.3, 1.4, 0.5]);
  expect(seen.map(({ quality }) => quality)).toEqual(['uncertain', 'bad', 'bad', 'good']);
  expect(seen[1]).toEqual({ share: 0, quality: 'bad', reason: 'out-of-range' });
});
