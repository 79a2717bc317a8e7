import { useEffect, useState } from 'react';

interface FrameSource {
  onFrame(listener: (series: Uint32Array, topic: string) => void): () => void;
}

/** Counts up when frames of a topic that begins so have come, at once for the first and then at most every `gapMs`. */
export function useFrames(source: FrameSource, prefixes: readonly string[], gapMs: number): number {
  const [count, setCount] = useState(0);
  const key = prefixes.join(' ');
  useEffect(() => {
    const wanted = key.split(' ');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = Number.NEGATIVE_INFINITY;
    const step = () => {
      timer = undefined;
      last = performance.now();
      setCount((before) => before + 1);
    };
    const stop = source.onFrame((_, topic) => {
      if (timer !== undefined || !wanted.some((prefix) => topic.startsWith(prefix))) return;
      timer = setTimeout(step, Math.max(0, last + gapMs - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [source, key, gapMs]);
  return count;
}
