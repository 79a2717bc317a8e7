import { useCallback } from 'react';
import type { CoverageLayer, CoverageState } from '../../../shared/wire/planning.ts';
import { useQueryParam } from '../../state/use-query-param.ts';

/** What of coverage may lie under the sites; `to-plan` is what the whole plan covers more than there is now. */
export const COVERS = ['none', 'rsrp', 'sinr', 'best-server', 'single-server', 'to-plan'] as const;
export type Cover = (typeof COVERS)[number];

/** The raster that a cover is drawn from, and the state that it is compared with. */
export interface CoverSource {
  readonly state: CoverageState;
  readonly layer: CoverageLayer;
  readonly before: CoverageState | null;
}

export function sourceOf(cover: Cover): CoverSource | null {
  if (cover === 'none') return null;
  if (cover === 'to-plan') return { state: 'planned', layer: 'covered', before: 'now' };
  return { state: 'now', layer: cover, before: null };
}

/** The cover on the map (query `cover`); one that is not known is none. */
export function useCover(): [Cover, (cover: Cover) => void] {
  const [value, set] = useQueryParam('cover', 'replace');
  const setCover = useCallback((cover: Cover) => set(cover === 'none' ? null : cover), [set]);
  return [COVERS.find((cover) => cover === value) ?? 'none', setCover];
}
