import { closeSync, openSync, readdirSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RunBytes } from './run.ts';

const PREFIX = 'unsealed-';

/** A run's bytes in memory: a copy without spare capacity. */
export function inMemory(bytes: Uint8Array): RunBytes {
  const kept = bytes.slice();
  return {
    length: kept.length,
    inMemory: true,
    read: (from, to) => kept.subarray(from, to),
    dispose: () => undefined,
  };
}

/**
 * A run's bytes in a file without a name, so that an hour of a large fleet is not all in memory and nothing is left when the
 * process dies: what it holds is durable elsewhere. In memory where the disk has no room.
 */
export function inFile(folder: string, bytes: Uint8Array): RunBytes {
  const path = join(folder, `${PREFIX}${process.pid}-${nextFile++}`);
  const file = openSync(path, 'wx+');
  try {
    unlinkSync(path);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, at);
  } catch (error) {
    closeSync(file);
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    return inMemory(bytes);
  }
  return new FileBytes(file, bytes.length);
}

/** Files that a process left which died between making one and taking its name away. */
export function removeLeftRuns(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(PREFIX)) rmSync(join(folder, name));
}

let nextFile = 1;

class FileBytes implements RunBytes {
  readonly inMemory = false;
  readonly length: number;
  readonly #file: number;
  #window = new Uint8Array(0);

  constructor(file: number, length: number) {
    this.#file = file;
    this.length = length;
  }

  read(from: number, to: number): Uint8Array {
    const size = to - from;
    if (this.#window.length < size) this.#window = new Uint8Array(size);
    for (let at = 0; at < size; ) {
      const count = readSync(this.#file, this.#window, at, size - at, from + at);
      if (count === 0) throw new Error('a file of unsealed samples ended before its bytes');
      at += count;
    }
    return this.#window.subarray(0, size);
  }

  dispose(): void {
    closeSync(this.#file);
    this.#window = new Uint8Array(0);
  }
}
