import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useQueryParam } from './use-query-param.ts';

/** Where a view looks: longitude, latitude and zoom on a map; floor units and scale on a floor. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const DEBOUNCE_MS = 250;

/** `x,y,zoom` → Viewport, null for anything else. */
export function parseViewport(text: string | null): Viewport | null {
  const parts = text?.split(',') ?? [];
  if (parts.length !== 3 || parts.some((part) => part.trim() === '')) return null;
  const [x, y, zoom] = parts.map(Number) as [number, number, number];
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(zoom) ? { x, y, zoom } : null;
}

/** Five decimals: about a metre on the map. */
export function formatViewport({ x, y, zoom }: Viewport): string {
  return [x, y, zoom].map((part) => String(Number(part.toFixed(5)))).join(',');
}

/**
 * The viewport in the URL (query `v`), null when it has none. Setting is debounced and replaces the history entry, so a
 * pan leaves no trail; a view that goes away writes nothing more.
 */
export function useViewport(): [Viewport | null, (viewport: Viewport) => void] {
  const [value, set] = useQueryParam('v', 'replace');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const setViewport = useCallback(
    (viewport: Viewport) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => set(formatViewport(viewport)), DEBOUNCE_MS);
    },
    [set],
  );
  return [useMemo(() => parseViewport(value), [value]), setViewport];
}
