import { fill } from '../../../shared/text/fill.ts';
import { tableProblemWords } from '../../../shared/text/table-problem-words.ts';
import { TABLE_PROBLEMS } from '../../../shared/text/table-problems.ts';
import type { TableImport } from '../../../shared/wire/planning.ts';

export type TableProblem = TableImport['problems'][number];

/** What is wrong, without the place. */
export interface Wrong extends Pick<TableProblem, 'code'> {
  readonly expected?: Expected;
  readonly values?: TableProblem['values'];
}

/** What a cell should hold, with the numbers and words that are allowed. */
export interface Expected {
  readonly kind: NonNullable<TableProblem['expected']>;
  readonly values: TableProblem['values'];
}

/** Says what is wrong, and in which row and column; null where it is the whole file or the whole row. */
export type AddProblem = (row: number | null, column: string | null, wrong: Wrong) => void;

/** A problem as it is answered, with its English words. */
export function tableProblem(
  row: number | null,
  column: string | null,
  { code, expected, values }: Wrong,
): TableProblem {
  const said = { code, expected: expected?.kind ?? null, values: { ...expected?.values, ...values } };
  return {
    row,
    column,
    ...said,
    message: tableProblemWords(said, (key, given) => fill(TABLE_PROBLEMS[key].en, given)),
  };
}
