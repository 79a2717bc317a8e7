import type { TableImport } from '../wire/planning.ts';
import type { TABLE_PROBLEMS } from './table-problems.ts';

type Key = keyof typeof TABLE_PROBLEMS;
type Values = Readonly<Record<string, string | number>>;

/** A problem of an imported table in words; `say` gives a text of a language with its values. */
export function tableProblemWords(
  { code, expected, values }: Pick<TableImport['problems'][number], 'code' | 'expected' | 'values'>,
  say: (key: Key, values: Values) => string,
): string {
  const wanted = expected === null ? {} : { expected: say(`coverage.expected.${expected}`, values) };
  return say(`coverage.problem.${code}`, { ...values, ...wanted });
}
