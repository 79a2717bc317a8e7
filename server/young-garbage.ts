import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A quarter of what V8 lets memory outside of its heap grow before it marks everything. */
const GROWTH_BYTES = 16 * 1024 * 1024;
/**
 * Of the heap that was left after the last marking, before the next. V8's own choice is a few MB under this load, as it
 * counts the bodies that were in flight during two short collections.
 */
const HEAP_GROWTH_PERCENT = 100;
/** The young generation is cut to 1 MB when nobody sends: it is whole again at once, not in five steps of marking. */
const YOUNG_GROWTH_FACTOR = 32;

/**
 * For a thread whose large buffers lie outside of V8's heap: little else is allocated, so the short collections that would
 * free them come seldom. The returned function is called whenever some have become garbage, and runs a short collection
 * (1 to 2 ms) once `growthBytes` have come together.
 */
export function createYoungCollector(growthBytes = GROWTH_BYTES): () => void {
  const collect = minorCollection();
  let lowest = outside();
  return () => {
    const now = outside();
    if (now < lowest) lowest = now;
    if (now < lowest + growthBytes) return;
    collect({ type: 'minor' });
    lowest = outside();
  };
}

/**
 * The same for bodies of senders, which V8 else takes for a reason to mark the whole heap, over and over, at twice the
 * processor time of the ingest itself. From the first body on the heap is given room for it, not before: a server that only
 * simulates stays smaller by that.
 */
export function createBodyCollector(): () => void {
  let collect: (() => void) | null = null;
  return () => {
    if (collect === null) {
      setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
      setFlagsFromString(`--semi-space-growth-factor=${YOUNG_GROWTH_FACTOR}`);
      collect = createYoungCollector();
    }
    collect();
  };
}

/** Frees large buffers that were needed for a moment only, before the next ones are made (1 to 2 ms). */
export function freeYoung(): void {
  gc ??= minorCollection();
  gc({ type: 'minor' });
}

let gc: ((options: { type: 'minor' }) => void) | null = null;

function minorCollection(): (options: { type: 'minor' }) => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

function outside(): number {
  return getHeapStatistics().external_memory;
}
