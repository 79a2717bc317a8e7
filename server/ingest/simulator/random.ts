/**
 * Seeded chance without state: every draw is a hash of what it is for (a resource) and of its number (a time step, a
 * draw's ordinal), so that equal seeds give equal runs and no order of calls matters.
 */

/** FNV-1a over UTF-16 units, begun at the seed. An unsigned 32-bit number. */
export function hashText(seed: number, text: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash, seed);
}

/** Two numbers (the low 32 bits of each) stirred into one unsigned 32-bit number. */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A hash as a number in [0, 1). */
export function uniform(hash: number): number {
  return hash / 0x1_0000_0000;
}

/** Between two limits, evenly. */
export function between(hash: number, low: number, high: number): number {
  return low + (high - low) * uniform(hash);
}

/** Four bytes, each even on 0…255: mean 510, variance 4·(256² − 1)/12. */
const BYTES_MEAN = 510;
const BYTES_DEVIATION = Math.sqrt((4 * (256 ** 2 - 1)) / 12);

/** A hash as a draw of about the standard normal distribution, within ±3.5. */
export function gaussian(hash: number): number {
  const sum = (hash & 255) + ((hash >>> 8) & 255) + ((hash >>> 16) & 255) + (hash >>> 24);
  return (sum - BYTES_MEAN) / BYTES_DEVIATION;
}

/** The `count` indices with the lowest hashes: a seeded choice of exactly that many. Ascending hash order. */
export function choose(hashes: readonly number[], count: number): number[] {
  const order = hashes.map((_, index) => index);
  order.sort((a, b) => hashes[a]! - hashes[b]! || a - b);
  return order.slice(0, count);
}
