import type { RadioCell } from '../../../shared/radio/radio-cell.ts';
import { pixelAt, positionOfCorner } from '../../../shared/radio/raster.ts';
import type { Ground } from '../coverage/ground.ts';
import type { Candidate } from './setup.ts';

const SECTORS_DEG = [0, 120, 240] as const;

/**
 * Places of a hexagonal grid on the zone's land, from its north-western corner: rows half a step apart are shifted by
 * half a step. Each would carry three sectors like `template`.
 */
export function hexGrid({ raster }: Ground, spacingM: number, template: RadioCell): Candidate[] {
  const candidates: Candidate[] = [];
  const step = spacingM / raster.pixelM;
  const rowStep = step * (Math.sqrt(3) / 2);
  let isShifted = false;
  for (let row = rowStep / 2; row < raster.rows; row += rowStep, isShifted = !isShifted) {
    for (let column = isShifted ? step : step / 2; column < raster.columns; column += step) {
      const position = positionOfCorner(raster, column, row);
      const pixel = pixelAt(raster, position);
      if (pixel < 0 || raster.mask[pixel] === 0) continue;
      candidates.push({
        site: null,
        position,
        cost: 1,
        readyAt: null,
        cells: SECTORS_DEG.map((azimuthDeg) => ({ ...template, position, azimuthDeg })),
      });
    }
  }
  return candidates;
}
