import { HISTOGRAM_COLUMNS, MEASURED_COLUMNS } from './columns.ts';
import type { HistogramBins } from './histogram-bins.ts';
import type { MeasuredPoints } from './points.ts';

/**
 * Points as CSV (RFC 4180, UTF-8) in our own columns, WGS84 and UTC: read again they are the same points. Cells are ids of
 * ours, so no value needs quotes.
 */
export function writeMeasurements(points: MeasuredPoints, simulated: boolean): Uint8Array {
  const lines = [MEASURED_COLUMNS.join(',')];
  for (let point = 0; point < points.lat.length; point++) {
    const cell = points.cell[point]!;
    lines.push(
      [
        points.lat[point],
        points.lon[point],
        points.rsrpDbm[point],
        said(points.sinrDb[point]!),
        cell < 0 ? '' : points.cells[cell],
        said(points.nci[point]!),
        points.pci[point]! < 0 ? '' : points.pci[point],
        points.nrArfcn[point]! < 0 ? '' : points.nrArfcn[point],
        Number.isNaN(points.at[point]!) ? '' : new Date(points.at[point]!).toISOString(),
        simulated ? 1 : 0,
      ].join(','),
    );
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
}

/** Histograms likewise. */
export function writeHistograms(bins: HistogramBins, simulated: boolean): Uint8Array {
  const lines = [HISTOGRAM_COLUMNS.join(',')];
  bins.cell.forEach((cell, bin) => {
    const named = bins.cells[cell]!;
    const ids = typeof named === 'number' ? ['', named] : [named, ''];
    const edges = [said(bins.fromDbm[bin]!), said(bins.toDbm[bin]!)];
    lines.push([...ids, ...edges, bins.count[bin], simulated ? 1 : 0].join(','));
  });
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
}

function said(value: number): number | string {
  return Number.isNaN(value) ? '' : value;
}
