import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import type { Projection } from './projection.ts';
import { type Language, say } from './words.ts';

const COVERED = '#3f8fd0';
const HOLE = '#b3122c';
/** Value of a pixel that keeps the profile. */
const KEPT = 1;

/** Where there was coverage, and over it the holes that outages made; nothing where the snapshot has neither. */
export function drawCoverage({ coverage }: SnapshotContent, projection: Projection): string[] {
  if (coverage === null) return [];
  const { raster = null, holes } = coverage;
  const covered =
    raster === null ? [] : [`<path d="${coveredPath(raster, projection)}" fill="${COVERED}" fill-opacity="0.22"/>`];
  const lost = holes.holes.flatMap(({ id, polygons }) =>
    polygons.map(
      (polygon) =>
        `<path d="${polygon.map((ring) => `${projection.line(ring)}Z`).join('')}" fill="${HOLE}" fill-opacity="0.22" fill-rule="evenodd" stroke="${HOLE}" stroke-dasharray="4 2"><title>${escapeMarkup(id)}</title></path>`,
    ),
  );
  return [...covered, ...lost];
}

/** Words for the two colours, from `top` downwards. */
export function coverageLegend({ coverage }: SnapshotContent, top: number, language: Language): string[] {
  if (coverage === null) return [];
  const line = (place: number, colour: string, dashes: string, key: Parameters<typeof say>[0]): string => {
    const y = top + place * 20;
    return `<rect x="11" y="${y - 11}" width="14" height="12" fill="${colour}" fill-opacity="0.35" stroke="${colour}"${dashes}/><text x="32" y="${y}" font-size="12" fill="#20262e">${escapeMarkup(say(key, language))}</text>`;
  };
  return [
    ...(coverage.raster ? [line(0, COVERED, '', 'reports.covered-legend')] : []),
    ...(coverage.holes.holes.length > 0 ? [line(1, HOLE, ' stroke-dasharray="4 2"', 'reports.hole-legend')] : []),
  ];
}

type Raster = NonNullable<NonNullable<SnapshotContent['coverage']>['raster']>;

/** Each run of covered pixels of a row as a rectangle. */
function coveredPath({ rows, columns, north, south, west, east, runs }: Raster, { point }: Projection): string {
  const [rowDeg, columnDeg] = [(north - south) / rows, (east - west) / columns];
  let path = '';
  let pixel = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const end = pixel + runs[run + 1]!;
    for (let at = pixel; runs[run] === KEPT && at < end; ) {
      const row = Math.floor(at / columns);
      const until = Math.min(end, (row + 1) * columns);
      const [x1, y1] = point(west + (at - row * columns) * columnDeg, north - row * rowDeg);
      const [x2, y2] = point(west + (until - row * columns) * columnDeg, north - (row + 1) * rowDeg);
      path += `M${x1} ${y1}H${x2}V${y2}H${x1}Z`;
      at = until;
    }
    pixel = end;
  }
  return path;
}
