import type { CoverageRaster } from '../../shared/wire/planning.ts';
import type { Theme } from '../ui/palette.ts';
import { classify, contourBand, differenceOf, type Thresholds } from './coverage-classes.ts';
import { type CoveragePicture, createPicture } from './coverage-layer.ts';
import { lookOfDifference, lookOfLayer } from './coverage-look.ts';

/**
 * A raster as a picture; with `before`, of the same layer and ground, what it has more and less than that one. Of
 * servers there is no more and less: they are drawn as they are.
 */
export function pictureOf(
  raster: CoverageRaster,
  before: CoverageRaster | null,
  profile: Thresholds,
  theme: Theme,
): { picture: CoveragePicture; difference: boolean } {
  const now = classify(raster, profile);
  const band = contourBand(raster.layer);
  const then = before?.layer === raster.layer ? classify(before, profile) : null;
  if (then && band !== null && then.rows === now.rows && then.columns === now.columns) {
    return { picture: createPicture(differenceOf(then, now, band), lookOfDifference(theme)), difference: true };
  }
  return { picture: createPicture(now, lookOfLayer(raster.layer, profile, theme)), difference: false };
}
