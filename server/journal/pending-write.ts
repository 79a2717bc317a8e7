/**
 * Memory for frames that wait for their write. Frames are encoded straight into chunks which are written as they are,
 * so a record is copied once between the caller's columns and the disk. Chunks are used again.
 */
import { viewOf } from './frame.ts';

const CHUNK_BYTES = 1024 * 1024;
const SPARE_CHUNKS = 8;

export interface Chunk {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Bytes given out so far. */
  used: number;
  /** Frames in it that are not written yet. */
  live: number;
}

/** Where a frame lies. */
export interface Place {
  readonly chunk: Chunk;
  readonly start: number;
  readonly end: number;
}

export class PendingWrite {
  #current = newChunk(CHUNK_BYTES);
  readonly #spare: Chunk[] = [];

  /** Room for `bytes` in one piece; given back by `free`. */
  reserve(bytes: number): Place {
    const chunk = bytes > CHUNK_BYTES ? newChunk(bytes) : this.#withRoom(bytes);
    const start = chunk.used;
    chunk.used += bytes;
    chunk.live++;
    return { chunk, start, end: chunk.used };
  }

  #withRoom(bytes: number): Chunk {
    if (this.#current.used + bytes > CHUNK_BYTES) this.#current = this.#spare.pop() ?? newChunk(CHUNK_BYTES);
    return this.#current;
  }

  free({ chunk }: Place): void {
    chunk.live--;
    if (chunk.live > 0) return;
    chunk.used = 0;
    const spare = chunk !== this.#current && chunk.bytes.length === CHUNK_BYTES;
    if (spare && this.#spare.length < SPARE_CHUNKS) this.#spare.push(chunk);
  }
}

function newChunk(bytes: number): Chunk {
  const memory = new Uint8Array(bytes);
  return { bytes: memory, view: viewOf(memory), used: 0, live: 0 };
}

/** The bytes of places in order, neighbours joined. */
export function buffersOf(places: readonly Place[]): Uint8Array[] {
  const buffers: Uint8Array[] = [];
  let open: { chunk: Chunk; start: number; end: number } | null = null;
  for (const { chunk, start, end } of places) {
    if (open && open.chunk === chunk && open.end === start) {
      open.end = end;
      continue;
    }
    if (open) buffers.push(open.chunk.bytes.subarray(open.start, open.end));
    open = { chunk, start, end };
  }
  if (open) buffers.push(open.chunk.bytes.subarray(open.start, open.end));
  return buffers;
}
