import { useCallback, useEffect, useRef } from 'react';
import type { FloorStart, FloorView } from '../../map/floor/floor.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { formatViewport, parseViewport } from '../../state/viewport.ts';

const DEBOUNCE_MS = 250;

/** Where the link says to look (read once), and a function that keeps the URL in step; the whole floor leaves it out. */
export function useFloorViewport(): [FloorStart | null, (view: FloorView) => void] {
  const [value, set] = useQueryParam('v', 'replace');
  const start = useRef<FloorStart | null | undefined>(undefined);
  if (start.current === undefined) {
    const viewport = parseViewport(value);
    start.current = viewport && viewport.zoom > 0 ? { x: viewport.x, y: viewport.y, scale: viewport.zoom } : null;
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = useCallback(
    ({ x, y, scale, moved }: FloorView) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => set(moved ? formatViewport({ x, y, zoom: scale }) : null), DEBOUNCE_MS);
    },
    [set],
  );
  return [start.current, keep];
}
