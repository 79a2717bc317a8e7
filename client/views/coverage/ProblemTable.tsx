import type { JSX } from 'react';
import { formatCount, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { useText } from '../../ui/text.ts';

interface Problem {
  readonly row: number | null;
  readonly column: string | null;
}

interface Props<P extends Problem> {
  problems: readonly P[];
  language: Language;
  /** What is wrong there, in the page's language. */
  words(problem: P): string;
}

/** What is wrong in a file, by row and column. */
export function ProblemTable<P extends Problem>({ problems, language, words }: Props<P>): JSX.Element {
  const text = useText();
  return (
    <div className="coverage-scroll">
      <table className="coverage-table">
        <thead>
          <tr>
            <th scope="col" className="numeric">
              {text('coverage.column.row')}
            </th>
            <th scope="col">{text('coverage.column.column')}</th>
            <th scope="col">{text('coverage.column.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={`${problem.row} ${problem.column} ${words(problem)}`}>
              <td className="numeric">{problem.row === null ? NO_VALUE : formatCount(problem.row, language)}</td>
              <td>{problem.column ?? NO_VALUE}</td>
              <td>{words(problem)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
