import { describe, expect, it } from 'vitest';
import { createBodyCollector, createYoungCollector } from '../../server/young-garbage.ts';

describe('memory outside of the heap', () => {
  it.each([
    ['buffers', () => createYoungCollector(4 * 1024 * 1024)],
    ['bodies', createBodyCollector],
  ])('is given back while %s come and go', (_what, create) => {
    const collect = create();
    collect();
    const before = process.memoryUsage().arrayBuffers;
    let largest = 0;
    for (let body = 0; body < 400; body++) {
      new Uint8Array(1024 * 1024).fill(1);
      collect();
      largest = Math.max(largest, process.memoryUsage().arrayBuffers - before);
    }
    expect(largest).toBeLessThan(32 * 1024 * 1024);
  });
});
