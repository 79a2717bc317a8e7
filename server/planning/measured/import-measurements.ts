import { MAX_MEASURED_ROWS } from '../../../shared/wire/planning-measured-schemas.ts';
import type { MeasurementFile } from '../../ports.ts';
import { readCsv } from '../tables/read-csv.ts';
import { UnreadableTable } from '../tables/sheet.ts';
import { checkHistograms, isOfHistograms } from './check-histograms.ts';
import { type CheckedMeasurements, checkMeasurements, type MeasurementState } from './check-measurements.ts';
import { writeHistograms, writeMeasurements } from './write-measurements.ts';

/** What the thread of measurements is asked, once. */
export interface MeasurementQuestion {
  readonly file: Pick<MeasurementFile, 'bytes' | 'crs'>;
  readonly state: MeasurementState;
}

export type MeasurementAnswer =
  | {
      readonly checked: CheckedMeasurements;
      /** As it is kept. */
      readonly csv: Uint8Array;
    }
  | {
      readonly unreadable: {
        readonly code: UnreadableTable['code'];
        readonly message: string;
        readonly limit?: number;
      };
    };

/** Reads a log of points, or histograms, and looks it over; a file that is no table at all is an answer too. */
export function importMeasurements({ file, state }: MeasurementQuestion): MeasurementAnswer {
  try {
    const sheet = readCsv(file.bytes);
    if (sheet.length > MAX_MEASURED_ROWS + 1) {
      throw new UnreadableTable('too-large', `has more than ${MAX_MEASURED_ROWS} rows`, null, MAX_MEASURED_ROWS);
    }
    if (isOfHistograms(sheet)) {
      const checked = checkHistograms(sheet, state);
      return { checked, csv: writeHistograms(checked.bins, checked.simulated) };
    }
    const checked = checkMeasurements(sheet, file.crs, state);
    return { checked, csv: writeMeasurements(checked.points, checked.simulated) };
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    const { code, row, limit } = error;
    const message = row === null ? `the file ${error.message}` : `row ${row} ${error.message}`;
    return { unreadable: { code, message, ...(limit === undefined ? {} : { limit }) } };
  }
}
