import type { JSX } from 'react';
import { formatCount, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { tableProblemWords } from '../../../shared/text/table-problem-words.ts';
import type { TableImport } from '../../../shared/wire/planning.ts';
import type { TableChoice } from '../../api/planning.ts';
import { useText } from '../../ui/text.ts';
import { NameList } from './NameList.tsx';
import { ProblemTable } from './ProblemTable.tsx';
import type { Previewed } from './use-file-import.ts';

interface Props extends Previewed<TableChoice, TableImport> {
  readonly language: Language;
  /** Null where nothing can be kept, or not now. */
  readonly onKeep: (() => void) | null;
}

/** What was found in a file: its problems by row, what it changes field by field, and the button that keeps it. */
export function TablePreview({ file, result, language, onKeep }: Props): JSX.Element {
  const text = useText();
  const { diff, problems, columns, ignored } = result;
  const count = (value: number) => formatCount(value, language);
  return (
    <section aria-live="polite">
      <h3>
        {file.name} <small>{text('coverage.table-rows', { count: count(result.rows) })}</small>
      </h3>
      <Verdict result={result} language={language} />
      <p className="coverage-note">
        {text('coverage.table-diff', {
          added: count(diff.addedCount),
          changed: count(diff.changedCount),
          absent: count(diff.absentCount),
          same: count(diff.same),
        })}
      </p>
      {result.token !== null && onKeep !== null && (
        <button type="button" className="button primary" onClick={onKeep}>
          {text('coverage.table-commit', { count: count(diff.addedCount + diff.changedCount) })}
        </button>
      )}
      {problems.length > 0 && (
        <ProblemTable problems={problems} language={language} words={(problem) => tableProblemWords(problem, text)} />
      )}
      <NameList title={text('coverage.table-added')} names={diff.added} count={diff.addedCount} />
      {diff.changed.length > 0 && <Changes changed={diff.changed} count={diff.changedCount} />}
      <NameList title={text('coverage.table-absent')} names={diff.absent} count={diff.absentCount} />
      <NameList
        title={text('coverage.table-columns')}
        names={columns.map((each) => (each.file === each.column ? each.file : `${each.file} → ${each.column}`))}
        count={columns.length}
      />
      <NameList title={text('coverage.table-ignored')} names={ignored} count={ignored.length} />
    </section>
  );
}

function Verdict({ result, language }: { result: TableImport; language: Language }) {
  const text = useText();
  const count = (value: number) => formatCount(value, language);
  const { problemCount, problems, rejected, diff, committed } = result;
  const touched = diff.addedCount + diff.changedCount;
  if (problemCount > 0) {
    return (
      <p className="coverage-refused">
        {text('coverage.table-problems', {
          count: count(problemCount),
          rows: count(rejected),
          shown: count(problems.length),
        })}
      </p>
    );
  }
  return (
    <p className="coverage-certificate">
      {committed
        ? text('coverage.table-committed', { count: count(touched) })
        : text(touched === 0 ? 'coverage.table-nothing' : 'coverage.table-clean')}
    </p>
  );
}

const MOST_SHOWN = 200;

/** Values as the table has them, now and after. */
function Changes({ changed, count }: { changed: TableImport['diff']['changed']; count: number }) {
  const text = useText();
  const fields = changed.flatMap(({ id, fields: own }) => own.map((field) => ({ id, ...field })));
  return (
    <details className="coverage-ids" open>
      <summary>
        {text('coverage.table-changed')} ({count})
      </summary>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{text('coverage.table-id')}</th>
              <th scope="col">{text('coverage.column.column')}</th>
              <th scope="col">{text('coverage.table-from')}</th>
              <th scope="col">{text('coverage.table-to')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.slice(0, MOST_SHOWN).map(({ id, column, from, to }) => (
              <tr key={`${id} ${column}`}>
                <td>{id}</td>
                <td>{column}</td>
                <td>{from ?? NO_VALUE}</td>
                <td>{to ?? NO_VALUE}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fields.length > MOST_SHOWN && <p>…</p>}
    </details>
  );
}
