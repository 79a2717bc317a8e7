import type { MeasurementImport } from '../../../shared/wire/planning.ts';

export type MeasurementProblem = MeasurementImport['problems'][number];

/** Says what is wrong, and in which row and column; null where it is the whole file or the whole row. */
export type AddProblem = (
  row: number | null,
  column: string | null,
  code: MeasurementProblem['code'],
  values?: MeasurementProblem['values'],
) => void;
