import { useEffect, useRef } from 'react';
import { usePastView } from '../../live/past-react.ts';
import { useLiveStore } from '../../live/react.tsx';
import { useCursor } from '../../state/cursor.ts';
import { startPlayClock } from '../../state/play-clock.ts';
import { useCursorUrl } from '../../state/use-cursor-url.ts';
import { useOldest } from './use-oldest.ts';

/** A drag passes many moments: one is loaded once the pointer rests this long on it. */
const REST_MS = 70;

/** Joins the cursor to what is shown: the store's moment, playing, the address. Call it once, inside LiveProvider. */
export function usePast(): void {
  useCursorUrl();
  useOldest();
  const { past } = useLiveStore();
  const { at, playing, speed, act } = useCursor();
  const view = usePastView();
  const first = useRef(true);

  useEffect(() => {
    // The way back, and the first moment of a page that was opened with one, wait for nothing.
    if (at === null || first.current) {
      first.current = false;
      past.show(at);
      return;
    }
    const timer = setTimeout(() => past.show(at), REST_MS);
    return () => clearTimeout(timer);
  }, [past, at]);

  useEffect(() => {
    if (!playing) return;
    const ready = () => {
      const { wanted, loading } = past.view();
      return !loading && wanted === useCursor.getState().at;
    };
    return startPlayClock(ready, (elapsedMs) => act({ type: 'advance', elapsedMs }));
  }, [past, playing, act]);

  useEffect(() => {
    if (playing && view.shown !== null && !view.loading) past.prefetch(view.shown + speed * 1_000);
  }, [past, playing, speed, view]);
}
