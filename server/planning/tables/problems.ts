import type { TableImport } from '../../../shared/wire/planning.ts';

export type TableProblem = TableImport['problems'][number];

/** Says what is wrong, and in which row and column; null where it is the whole file or the whole row. */
export type AddProblem = (row: number | null, column: string | null, message: string) => void;
