import { useEffect, useState } from 'react';
import { useLiveStore } from './react.tsx';

/**
 * Renders again when frames have come of a topic that begins with one of the prefixes: at once for the first, then at
 * most every `gapMs`. For components that read many columns; single values have useReading.
 */
export function useFrames(prefixes: readonly string[], gapMs: number): void {
  const source = useLiveStore();
  const [, setCount] = useState(0);
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
}
