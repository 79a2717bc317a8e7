import { useCallback, useMemo } from 'react';
import { useQueryParam } from '../../state/use-query-param.ts';
import { HIDEABLE, type Hideable } from './LayersPanel.tsx';

/** What is hidden from the map (query `hide`, names joined by commas); the URL omits it when all is shown. */
export function useHidden(): [ReadonlySet<Hideable>, (part: Hideable) => void] {
  const [value, set] = useQueryParam('hide', 'replace');
  const hidden = useMemo(() => {
    const names = new Set(value?.split(',') ?? []);
    return new Set(HIDEABLE.filter((part) => names.has(part)));
  }, [value]);
  const toggle = useCallback(
    (part: Hideable) => {
      const next = HIDEABLE.filter((each) => hidden.has(each) !== (each === part));
      set(next.length === 0 ? null : next.join(','));
    },
    [hidden, set],
  );
  return [hidden, toggle];
}
