import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Two slots, a disk sector each, written in turn: a torn write leaves the other. */
const SLOT_BYTES = 512;
const SLOTS = 2;

export interface Watermark {
  /** The remote has acknowledged everything up to it; 0 before the first. */
  readonly sequence: number;
  /** Time of the oldest sample that this remote was ever sent (UTC ms); infinite before the first. */
  readonly oldestAt: number;
}

export interface WatermarkFile {
  /** The last one that was written for this remote. */
  readonly found: Watermark;
  /** Resolves when it is on disk. */
  write(next: Watermark): Promise<void>;
  close(): Promise<void>;
}

const NONE: Watermark = { sequence: 0, oldestAt: Number.POSITIVE_INFINITY };

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
  let found = NONE;
  let slot = 0;
  for (let i = 0; i < SLOTS; i++) {
    const read = readSlot(bytes.subarray(i * SLOT_BYTES), remoteCrc);
    if (read.sequence <= found.sequence) continue;
    found = read;
    slot = i;
  }
  return {
    found,
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

/** Sequence, oldest time, CRC-32 of the remote, CRC-32 of all of it. */
const FIELDS_BYTES = 20;

function slotOf({ sequence, oldestAt }: Watermark, remoteCrc: number): Buffer {
  const bytes = Buffer.alloc(FIELDS_BYTES + 4);
  bytes.writeDoubleLE(sequence, 0);
  bytes.writeDoubleLE(oldestAt, 8);
  bytes.writeUInt32LE(remoteCrc, 16);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, FIELDS_BYTES)), FIELDS_BYTES);
  return bytes;
}

function readSlot(bytes: Buffer, remoteCrc: number): Watermark {
  const whole = crc32(bytes.subarray(0, FIELDS_BYTES)) === bytes.readUInt32LE(FIELDS_BYTES);
  if (!whole || bytes.readUInt32LE(16) !== remoteCrc) return NONE;
  return { sequence: bytes.readDoubleLE(0), oldestAt: bytes.readDoubleLE(8) };
}
