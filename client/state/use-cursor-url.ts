import { useEffect, useRef } from 'react';
import { useLocation, useNavigate, useNavigationType } from 'react-router';
import { useCursor } from './cursor.ts';
import { readCursor, withCursor } from './cursor-search.ts';

/** A drag passes many moments; the address says where it comes to rest. */
const SETTLE_MS = 300;

/**
 * Keeps the cursor in the address, whichever link was followed: leaving the present (or coming back to it) is a step
 * that the browser's back undoes, moving within the past is not. Call it once.
 */
export function useCursorUrl(): void {
  const { key, search } = useLocation();
  const type = useNavigationType();
  const navigate = useNavigate();
  const { at, range, follow } = useCursor();
  const seen = useRef(key);
  /** Whether the cursor was live when the address last agreed with it. */
  const wasLive = useRef(at === null);

  // Before the effect below, so that it finds the cursor that the browser's history asks for.
  useEffect(() => {
    if (key === seen.current) return;
    seen.current = key;
    if (type !== 'POP') return;
    follow(search);
    wasLive.current = readCursor(search).at === null;
  }, [key, type, search, follow]);

  useEffect(() => {
    const timer = setTimeout(() => {
      const told = readCursor(search);
      const replace = wasLive.current === (at === null);
      wasLive.current = at === null;
      if (told.at === at && told.range === range) return;
      // The address bar itself: a choice of language may have changed it since.
      navigate({ search: withCursor(window.location.search, { at, range }), hash: window.location.hash }, { replace });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [at, range, search, navigate]);
}
