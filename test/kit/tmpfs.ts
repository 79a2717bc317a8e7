import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Why this machine lets no one mount a tmpfs, null when it does. */
export function tmpfsRefusal(): string | null {
  try {
    unmount(mount(1));
    return null;
  } catch {
    return 'needs the right to mount a tmpfs';
  }
}

/** A file system of its own with so much room; it goes when the test ends. */
export function tmpfs(mebibytes: number): string {
  const folder = mount(mebibytes);
  onTestFinished(() => unmount(folder));
  return folder;
}

/** Takes all the room of a disk but so many bytes; returns the file that does. */
export function fillDisk(folder: string, leftBytes: number, name = 'filler'): string {
  const { bavail, bsize } = statfsSync(folder);
  const file = join(folder, name);
  try {
    writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
  } catch (error) {
    // Others write at the same time: then there was less room than a moment ago, and the disk is as full as it can be.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  return file;
}

function mount(mebibytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-tmpfs-'));
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  return folder;
}

function unmount(folder: string): void {
  run('umount', '-l', folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Both commands are part of every Linux. Throws when it fails. */
function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'ignore' });
}
