import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPulse, takesBeat } from '../../../server/stream/heartbeat.ts';
import { HEARTBEAT_MS, TICK_MS } from '../../../shared/wire/events.ts';

/** Times of ticks at which a client got a beat; `hears` says in which it is sent something else. */
function beats(ticks: number, hears: (tick: number) => boolean): number[] {
  const pulse = createPulse();
  const at: number[] = [];
  for (let tick = 0; tick < ticks; tick++) if (takesBeat(pulse, tick * TICK_MS, hears(tick))) at.push(tick * TICK_MS);
  return at;
}

test('who hears nothing else has a beat every second', () => {
  expect(beats(16, () => false)).toEqual([0, 1000, 2000, 3000]);
});

test('who hears something every second has the beat along with it and no other', () => {
  expect(beats(20, (tick) => tick % 5 === 2)).toEqual([0, 1400, 2400, 3400]);
});

test('whatever else a client hears, it hears something every second and a beat every one and a half', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 20, maxLength: 200 }), (hears) => {
      const at = beats(hears.length, (tick) => hears[tick]!);
      const heard = hears.flatMap((something, tick) => (something ? [tick * TICK_MS] : []));
      const longest = (times: number[]) => {
        const sorted = [...times, hears.length * TICK_MS].sort((a, b) => a - b);
        return Math.max(...sorted.slice(1).map((time, i) => time - sorted[i]!));
      };
      expect(longest([...at, ...heard])).toBeLessThanOrEqual(HEARTBEAT_MS);
      expect(longest(at)).toBeLessThanOrEqual(1.5 * HEARTBEAT_MS);
    }),
  );
});

test('a clock that was set back stops no heartbeat', () => {
  const pulse = createPulse();
  expect(takesBeat(pulse, 10_000_000, false)).toBe(true);
  expect(takesBeat(pulse, 5_000, false)).toBe(true);
  expect(takesBeat(pulse, 1_000, true)).toBe(true);
});
