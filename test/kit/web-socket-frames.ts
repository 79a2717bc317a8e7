/** One frame that a server sent, as RFC 6455 lays it out; servers do not mask. */
export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
  /** The frame as it came. */
  readonly bytes: Buffer;
}

export const TEXT = 1;
export const BINARY = 2;

/** Cuts a stream of bytes into frames; feed it chunks as they come. */
export function createFrameCutter(): (chunk: Buffer) => ServerFrame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames: ServerFrame[] = [];
    for (let size = sizeOf(rest); size !== null && rest.length >= size.head + size.payload; size = sizeOf(rest)) {
      const bytes = rest.subarray(0, size.head + size.payload);
      frames.push({ opcode: bytes[0]! & 15, payload: bytes.subarray(size.head), bytes });
      rest = rest.subarray(bytes.length);
    }
    return frames;
  };
}

function sizeOf(bytes: Buffer): { head: number; payload: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes[1]! & 127;
  if (short < 126) return { head: 2, payload: short };
  if (short === 126) return bytes.length < 4 ? null : { head: 4, payload: bytes.readUInt16BE(2) };
  return bytes.length < 10 ? null : { head: 10, payload: Number(bytes.readBigUInt64BE(2)) };
}
