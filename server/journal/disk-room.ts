import { statfs } from 'node:fs/promises';
import type { Clock } from '../ports.ts';

/** Left free for what is on its way, for checkpoints and for people; a tenth of a small file system. */
const RESERVE_BYTES = 64 * 1024 * 1024;
const RESERVE_SHARE = 0.1;
const CHECK_EVERY_MS = 1000;

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export async function diskSpace(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/**
 * Knows before the disk is full that it will be: a full disk fails a write, and a failed write ends the process.
 * Between two looks at the disk it counts what was written.
 */
export class DiskRoom {
  readonly #measure: () => Promise<DiskSpace>;
  readonly #clock: Clock;
  #free = Number.POSITIVE_INFINITY;
  #reserve = 0;
  #refusedBytes = 0;
  #checkedAt = 0;
  #checking: Promise<void> | null = null;

  constructor(measure: () => Promise<DiskSpace>, clock: Clock) {
    this.#measure = measure;
    this.#clock = clock;
  }

  /** True when `bytes` more would not leave the reserve. Looks at the disk again in the background when it is time. */
  short(bytes: number): boolean {
    if (Math.abs(this.#clock() - this.#checkedAt) >= CHECK_EVERY_MS) void this.check();
    const isShort = this.#free - bytes < this.#reserve;
    this.#refusedBytes = isShort ? bytes : 0;
    return isShort;
  }

  /** True while what was refused last would be refused again. */
  get isShort(): boolean {
    return this.#free - this.#refusedBytes < this.#reserve || this.#free === 0;
  }

  /** The disk refused a write for want of room, whatever it said before: true until the next look. */
  exhausted(): void {
    this.#free = 0;
    this.#checkedAt = this.#clock();
  }

  /** Says that bytes were written. */
  spend(bytes: number): void {
    this.#free -= bytes;
  }

  /** Looks at the disk; a look that fails leaves what was known. */
  check(): Promise<void> {
    this.#checkedAt = this.#clock();
    this.#checking ??= this.#measure()
      .then(({ freeBytes, totalBytes }) => {
        this.#free = freeBytes;
        this.#reserve = Math.min(RESERVE_BYTES, totalBytes * RESERVE_SHARE);
      })
      .catch(() => undefined)
      .finally(() => {
        this.#checking = null;
      });
    return this.#checking;
  }
}
