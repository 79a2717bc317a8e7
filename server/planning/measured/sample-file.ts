import type { DownloadFile } from '../../ports.ts';
import { columnsOf } from './points.ts';
import type { SamplePoint } from './sample-points.ts';
import { writeMeasurements } from './write-measurements.ts';

/** Between two points of a drive. */
const STEP_MS = 2_000;

/** Made points as a log that says of itself that it is simulated, driven up to now. */
export function sampleFile(points: readonly SamplePoint[], ids: readonly string[], now: number): DownloadFile {
  const end = Math.floor(now / 1000) * 1000;
  const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
  const columns = columnsOf(
    points.map(({ lat, lon, rsrpDbm, sinrDb, cell }, i) => ({
      lat: rounded(lat, 6),
      lon: rounded(lon, 6),
      rsrpDbm: rounded(rsrpDbm, 1),
      sinrDb: rounded(sinrDb, 1),
      cell: ids[cell]!,
      nci: null,
      pci: null,
      nrArfcn: null,
      at: end - (points.length - 1 - i) * STEP_MS,
    })),
  );
  return {
    bytes: writeMeasurements(columns, true),
    type: 'text/csv; charset=utf-8',
    name: 'drive-test-simulated.csv',
  };
}
