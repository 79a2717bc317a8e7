/** The last frames of a topic, for clients that missed some. */
export interface Ring {
  readonly bytes: number;
  push(seq: number, frame: Uint8Array): void;
  /** Frames after a sequence, oldest first; null when some of them are gone. */
  after(seq: number): readonly Uint8Array[] | null;
}

/** Bounded in frames and in bytes; the newest frame is kept whatever its size. `newest` is the sequence before the first. */
export function createRing(newest: number, maxFrames: number, maxBytes: number): Ring {
  const frames: Uint8Array[] = [];
  let last = newest;
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    push(seq, frame) {
      last = seq;
      frames.push(frame);
      bytes += frame.length;
      while (frames.length > maxFrames || (bytes > maxBytes && frames.length > 1)) bytes -= frames.shift()!.length;
    },
    after(seq) {
      const missing = last - seq;
      if (missing < 0 || missing > frames.length) return null;
      return missing === 0 ? [] : frames.slice(-missing);
    },
  };
}
