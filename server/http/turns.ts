import { Refused } from '../ports.ts';

/** Requests of one source that are worked on at once, and that may wait beside them. */
const AT_ONCE = 32;
const WAITING = 512;
/** Bytes of bodies of one source that are in memory at once. */
const HELD_BYTES = 64 * 1024 * 1024;
const RETRY_AFTER_SECONDS = 1;

interface Lane {
  running: number;
  heldBytes: number;
  readonly waiting: (() => void)[];
}

/** A request's turn: what it holds is given back by `end`, whatever became of it. */
export interface Turn {
  /** Counts bytes of the body. Throws Refused when the source has too many in hand. */
  hold(bytes: number): void;
  end(): void;
}

/**
 * Each source has a queue of its own in front of the doors, and a bound on what it may have in hand: however many
 * requests one of them sends at once, another's are worked on beside its 32, not behind its hundreds.
 */
export class Turns {
  readonly #lanes = new Map<string, Lane>();

  /** Waits for the source's turn, before a byte of the body is read. Throws Refused when its queue is full. */
  async begin(source: string): Promise<Turn> {
    const lane = this.#lane(source);
    if (lane.running >= AT_ONCE) {
      if (lane.waiting.length >= WAITING) throw new Refused('queue-full', RETRY_AFTER_SECONDS);
      // Whoever ends hands its place over, so it stays counted.
      await new Promise<void>((go) => lane.waiting.push(go));
    } else {
      lane.running++;
    }
    let held = 0;
    let ended = false;
    return {
      hold(bytes) {
        if (lane.heldBytes + bytes > HELD_BYTES) throw new Refused('queue-full', RETRY_AFTER_SECONDS);
        lane.heldBytes += bytes;
        held += bytes;
      },
      end: () => {
        if (ended) return;
        ended = true;
        lane.heldBytes -= held;
        const next = lane.waiting.shift();
        if (next) next();
        else if (--lane.running === 0) this.#lanes.delete(source);
      },
    };
  }

  #lane(source: string): Lane {
    const known = this.#lanes.get(source);
    if (known) return known;
    const lane: Lane = { running: 0, heldBytes: 0, waiting: [] };
    this.#lanes.set(source, lane);
    return lane;
  }
}
