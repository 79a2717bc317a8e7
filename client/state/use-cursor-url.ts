import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useCursor } from './cursor.ts';
import { readCursor, withCursor } from './cursor-search.ts';

/** A drag passes many moments; the address says where it comes to rest. */
const SETTLE_MS = 300;

/**
 * Keeps the cursor in the address, whichever link was followed: leaving the present (or coming back to it) is a step
 * that the browser's back undoes, moving within the past is not. Call it once.
 */
export function useCursorUrl(): void {
  const { search } = useLocation();
  const navigate = useNavigate();
  const { at, range, follow } = useCursor();
  /** Whether the cursor was live when the address last agreed with it. */
  const wasLive = useRef(at === null);

  // The browser's own word, not the router's location: that may pass over a step that was gone back from at once.
  useEffect(() => {
    const goBack = (): void => {
      follow(window.location.search);
      wasLive.current = readCursor(window.location.search).at === null;
    };
    window.addEventListener('popstate', goBack);
    return () => window.removeEventListener('popstate', goBack);
  }, [follow]);

  useEffect(() => {
    const timer = setTimeout(() => {
      const replace = wasLive.current === (at === null);
      wasLive.current = at === null;
      // The router's location may be a step behind the address bar, which a choice of language may have changed, too.
      const told = [readCursor(search), readCursor(window.location.search)];
      if (told.some((cursor) => cursor.at === at && cursor.range === range)) return;
      navigate({ search: withCursor(window.location.search, { at, range }), hash: window.location.hash }, { replace });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [at, range, search, navigate]);
}
