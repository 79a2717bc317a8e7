import { useCallback } from 'react';
import { useQueryParam } from './use-query-param.ts';

/** The layer that a view shows (query `layer`); one that is not allowed counts as the fallback, which the URL omits. */
export function useLayer<T extends string>(allowed: readonly T[], fallback: T): [T, (layer: T) => void] {
  const [value, set] = useQueryParam('layer', 'push');
  const setLayer = useCallback((layer: T) => set(layer === fallback ? null : layer), [set, fallback]);
  return [allowed.find((layer) => layer === value) ?? fallback, setLayer];
}
