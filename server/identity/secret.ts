import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 192 bits. */
const RANDOM_BYTES = 24;

/** A new token: nobody can guess it, so one round of SHA-256 is enough to keep it. */
export function newSecret(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Takes the same time for every pair of hashes. */
export function sameHash(a: Buffer, b: Buffer): boolean {
  return timingSafeEqual(a, b);
}
