import { type ClusterFrame, decodeClusters } from '../../shared/wire/cluster-frame.ts';
import { FrameError } from '../../shared/wire/frame.ts';

/** True for topics whose frames say everything by themselves: no snapshot is loaded for them and nothing is mended. */
export function isClusterTopic(topic: string): boolean {
  return topic.startsWith('cluster/');
}

/** The newest counts of the watched tiles. */
export interface ClusterTiles {
  follow(topic: string): void;
  forget(topic: string): void;
  /** The topic that is newer now; null for what is old, unasked for or no frame of this start of the server. */
  receive(bytes: Uint8Array): string | null;
  /** A new start of the server: sequences begin anew, and what is shown stays until its counts come. */
  reset(epoch: number): void;
  get(topic: string): ClusterFrame | null;
  /** True when every followed tile has counts of this start of the server. */
  readonly settled: boolean;
}

export function createClusterTiles(): ClusterTiles {
  const tiles = new Map<string, ClusterFrame | null>();
  let epoch = 0;
  return {
    follow(topic) {
      if (!tiles.has(topic)) tiles.set(topic, null);
    },
    forget: (topic) => tiles.delete(topic),
    receive(bytes) {
      const frame = read(bytes);
      if (frame === null || frame.epoch !== epoch) return null;
      const known = tiles.get(frame.topic);
      if (known === undefined || (known?.epoch === epoch && known.seq >= frame.seq)) return null;
      tiles.set(frame.topic, frame);
      return frame.topic;
    },
    reset(newEpoch) {
      epoch = newEpoch;
    },
    get: (topic) => tiles.get(topic) ?? null,
    get settled() {
      for (const frame of tiles.values()) if (frame?.epoch !== epoch) return false;
      return true;
    },
  };
}

/** Null for anything that is not a frame: the next one says everything again. */
function read(bytes: Uint8Array): ClusterFrame | null {
  try {
    return decodeClusters(bytes);
  } catch (error) {
    if (error instanceof FrameError) return null;
    throw error;
  }
}
