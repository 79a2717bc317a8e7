import { type JSX, useId, useRef, useState } from 'react';
import { formatCount, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import type { TableCheck } from '../../../shared/wire/planning.ts';
import { addressOfTable, checkTable } from '../../api/planning.ts';
import { ApiError } from '../../api/request.ts';
import { useText } from '../../ui/text.ts';

const TABLES = ['sites', 'cells'] as const;
type Table = TableCheck['table'];

interface Checked {
  readonly file: string;
  readonly check: TableCheck;
}

/** Looks a table of sites or cells over before anybody takes it: named errors by row and column, and what differs. */
export function TablesTab({ language }: { language: Language }): JSX.Element {
  const text = useText();
  const id = useId();
  const [table, setTable] = useState<Table>('sites');
  const [checked, setChecked] = useState<Checked | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = useRef<AbortController>(undefined);
  const check = (file: File | undefined) => {
    if (!file) return;
    asked.current?.abort();
    const own = new AbortController();
    asked.current = own;
    setBusy(true);
    setChecked(null);
    setRefused(null);
    checkTable(table, file, own.signal)
      .then(
        (answer) => setChecked({ file: file.name, check: answer }),
        (error: unknown) => {
          if (!own.signal.aborted) setRefused(error instanceof ApiError ? error.message : String(error));
        },
      )
      .finally(() => {
        if (asked.current === own) setBusy(false);
      });
  };
  return (
    <div className="coverage-tables">
      <form className="coverage-form" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>{text('coverage.table')}</span>
          <select
            value={table}
            onChange={({ target }) => setTable(TABLES.find((each) => each === target.value) ?? 'sites')}
          >
            {TABLES.map((each) => (
              <option key={each} value={each}>
                {text(`coverage.table.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label htmlFor={id}>
          <span>{text('coverage.table-file')}</span>
          <input
            id={id}
            type="file"
            accept=".csv,text/csv"
            onChange={({ target }) => {
              check(target.files?.[0]);
              target.value = '';
            }}
          />
        </label>
        <a className="button" href={addressOfTable(table)} download>
          {text('coverage.table-export')}
        </a>
      </form>
      <p className="coverage-note">{text('coverage.table-how')}</p>
      {busy && <p role="status">{text('coverage.table-busy')}</p>}
      {refused !== null && (
        <p className="coverage-refused" role="alert">
          {refused}
        </p>
      )}
      {checked && <CheckResult {...checked} language={language} />}
    </div>
  );
}

function CheckResult({ file, check, language }: Checked & { language: Language }) {
  const text = useText();
  const { diff, problems, problemCount, columns, ignored } = check;
  const count = (value: number) => formatCount(value, language);
  return (
    <section aria-live="polite">
      <h3>
        {file} <small>{text('coverage.table-rows', { count: count(check.rows) })}</small>
      </h3>
      <p className={problemCount > 0 ? 'coverage-refused' : 'coverage-certificate'}>
        {problemCount > 0
          ? text('coverage.table-problems', { count: count(problemCount), shown: count(problems.length) })
          : text('coverage.table-clean')}
      </p>
      <p className="coverage-note">
        {text('coverage.table-diff', {
          added: count(diff.added.length),
          changed: count(diff.changed.length),
          absent: count(diff.absent.length),
          same: count(diff.same),
        })}
      </p>
      {problems.length > 0 && (
        <div className="coverage-scroll">
          <table className="coverage-table">
            <thead>
              <tr>
                <th scope="col">{text('coverage.column.file')}</th>
                <th scope="col" className="numeric">
                  {text('coverage.column.row')}
                </th>
                <th scope="col">{text('coverage.column.column')}</th>
                <th scope="col">{text('coverage.column.problem')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <tr key={`${problem.row} ${problem.column} ${problem.message}`}>
                  <td>{file}</td>
                  <td className="numeric">{problem.row === null ? NO_VALUE : count(problem.row)}</td>
                  <td>{problem.column ?? NO_VALUE}</td>
                  <td>{problem.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Ids title={text('coverage.table-added')} ids={diff.added} />
      <Ids
        title={text('coverage.table-changed')}
        ids={diff.changed.map((each) => `${each.id} (${each.columns.join(', ')})`)}
      />
      <Ids title={text('coverage.table-absent')} ids={diff.absent} />
      <Ids
        title={text('coverage.table-columns')}
        ids={columns.map((each) => (each.file === each.column ? each.file : `${each.file} → ${each.column}`))}
      />
      <Ids title={text('coverage.table-ignored')} ids={ignored} />
    </section>
  );
}

const MOST_IDS = 200;

function Ids({ title, ids }: { title: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <details className="coverage-ids">
      <summary>
        {title} ({ids.length})
      </summary>
      <p>
        {ids.slice(0, MOST_IDS).join(', ')}
        {ids.length > MOST_IDS && ' …'}
      </p>
    </details>
  );
}
