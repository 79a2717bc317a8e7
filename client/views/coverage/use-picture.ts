import { useMemo } from 'react';
import type { CoverageRaster, CoverageSummary } from '../../../shared/wire/planning.ts';
import { useCoverageRaster } from '../../api/coverage-queries.ts';
import { contourBand } from '../../map/coverage-classes.ts';
import type { CoveragePicture } from '../../map/coverage-layer.ts';
import { pictureOf } from '../../map/coverage-picture.ts';
import { usePreferences } from '../../state/preferences.ts';
import type { CoverageChoices } from './choice.ts';

export interface Shown {
  readonly picture: CoveragePicture | null;
  /** What the picture is made from, for readings under the pointer. */
  readonly raster: CoverageRaster | null;
  /** The picture is of two states, not of one. */
  readonly difference: boolean;
  /** The code of the request that failed. */
  readonly failed: string | null;
  readonly loading: boolean;
}

/**
 * The raster that was chosen as a picture, or what it has more and less than the state it is compared with. `fitted` names
 * the measurements that levels are fitted to, null for those of the model.
 */
export function usePicture(
  choices: CoverageChoices,
  summary: CoverageSummary | undefined,
  fitted: string | null,
): Shown {
  const { state, layer, against, sites } = choices;
  const fit = fitted !== null;
  const { theme } = usePreferences();
  const ready = summary?.ready === true;
  const version = `${summary?.version ?? ''}${fit ? ` ${fitted}` : ''}`;
  const threshold = contourBand(layer);
  const profile = summary?.profile;
  // Of servers there is no more and less.
  const compared = against !== 'none' && against !== state && threshold !== null;
  const shown = useCoverageRaster(ready ? { state, layer, fit, ...(sites === null ? {} : { sites }) } : null, version);
  const other = useCoverageRaster(ready && compared ? { state: against, layer, fit } : null, version);
  const { data: raster } = shown;
  const before = compared ? other.data : undefined;
  const made = useMemo(
    () => (raster && profile ? pictureOf(raster, before ?? null, profile, theme) : null),
    [raster, before, profile, theme],
  );
  return {
    picture: made?.picture ?? null,
    raster: raster ?? null,
    difference: made?.difference ?? false,
    failed: shown.error?.code ?? other.error?.code ?? null,
    loading: shown.isFetching || other.isFetching,
  };
}
