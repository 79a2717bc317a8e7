import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Two slots, a disk sector each, written in turn: a torn write leaves the other. */
const SLOT_BYTES = 512;
const SLOTS = 2;

export interface WatermarkFile {
  /** The last one that was written for this remote, 0 when there is none. */
  readonly sequence: number;
  /** Resolves when it is on disk. */
  write(sequence: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * The durable watermark of what a remote has acknowledged. One that was written for another remote does not count: the
 * new one has none of it.
 */
export async function openWatermarkFile(folder: string, remote: string): Promise<WatermarkFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await openOrCreate(join(folder, 'prometheus-watermark'));
  const remoteCrc = crc32(remote);
  const bytes = Buffer.alloc(SLOT_BYTES * SLOTS);
  await handle.read(bytes, 0, bytes.length, 0);
  let sequence = 0;
  let slot = 0;
  for (let i = 0; i < SLOTS; i++) {
    const found = readSlot(bytes.subarray(i * SLOT_BYTES), remoteCrc);
    if (found <= sequence) continue;
    sequence = found;
    slot = i;
  }
  return {
    sequence,
    async write(next) {
      slot = (slot + 1) % SLOTS;
      const bytes = slotOf(next, remoteCrc);
      await handle.write(bytes, 0, bytes.length, slot * SLOT_BYTES);
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}

async function openOrCreate(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return open(path, 'w+', 0o600);
  }
}

function slotOf(sequence: number, remoteCrc: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeDoubleLE(sequence, 0);
  bytes.writeUInt32LE(remoteCrc, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
  return bytes;
}

function readSlot(bytes: Buffer, remoteCrc: number): number {
  const whole = crc32(bytes.subarray(0, 12)) === bytes.readUInt32LE(12);
  return whole && bytes.readUInt32LE(8) === remoteCrc ? bytes.readDoubleLE(0) : 0;
}
