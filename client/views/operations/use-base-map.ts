import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Crs } from '../../../shared/geo/crs.ts';
import { fetchBasemap } from '../../api/zone.ts';
import { type BaseMap, readBaseMap } from '../../map/base-map.ts';

/** The base map as far as it has loaded; `failed` when some layer could not be. */
export function useBaseMap(layers: readonly string[], crs: Crs): { map: BaseMap; failed: boolean } {
  const { loaded, failed } = useQueries({
    queries: layers.map((layer) => ({
      queryKey: ['basemap', layer],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchBasemap(layer, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => ({ loaded: results.map(({ data }) => data), failed: results.some(({ isError }) => isError) }),
  });
  const map = useMemo(
    () => readBaseMap(new Map<string, unknown>(layers.map((layer, i) => [layer, loaded[i]])), crs),
    [layers, loaded, crs],
  );
  return { map, failed };
}
