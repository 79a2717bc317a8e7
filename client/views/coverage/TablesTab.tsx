import { type JSX, useId, useState } from 'react';
import { CRS_NAMES } from '../../../shared/geo/crs.ts';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { TableImportState, TableName } from '../../../shared/wire/planning.ts';
import { useTableImportState } from '../../api/coverage-queries.ts';
import { addressOfTable, type TableChoice } from '../../api/planning.ts';
import { useText } from '../../ui/text.ts';
import { TablePreview } from './TablePreview.tsx';
import { useTableImport } from './use-table-import.ts';

const TABLES = ['sites', 'cells'] as const satisfies readonly TableName[];
const FORMATS = ['csv', 'xlsx', 'geojson', 'kml'] as const;

/** Tables of sites and cells: previewed with named errors and what differs, then kept; and as files to take along. */
export function TablesTab({ language }: { language: Language }): JSX.Element {
  const text = useText();
  const id = useId();
  const [table, setTable] = useState<TableName>('sites');
  const [crs, setCrs] = useState<TableChoice['crs']>('WGS84');
  const { preview, refused, busy, look, keep } = useTableImport();
  const { data: state, error } = useTableImportState();
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
        <label>
          <span>{text('coverage.table-crs')}</span>
          <select
            value={crs}
            onChange={({ target }) => setCrs(CRS_NAMES.find((each) => each === target.value) ?? 'WGS84')}
          >
            {CRS_NAMES.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label className={busy === 'keeping' ? 'button coverage-file waiting' : 'button coverage-file'} htmlFor={id}>
          {text('coverage.table-file')}
          <input
            id={id}
            type="file"
            className="visually-hidden"
            accept=".csv,.txt,.xlsx,text/csv"
            disabled={busy === 'keeping'}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) look({ table, crs }, file);
              target.value = '';
            }}
          />
        </label>
      </form>
      <p className="coverage-exports">
        <span className="coverage-exports-of">{text('coverage.table-exports')}</span>
        {FORMATS.map((format) => (
          <a key={format} className="button" href={addressOfTable(table, format)} download>
            {format === 'geojson' ? 'GeoJSON' : format.toUpperCase()}
          </a>
        ))}
      </p>
      <p className="coverage-note">{text('coverage.table-how')}</p>
      {error !== null && (
        <p className="coverage-refused" role="alert">
          {error.message}
        </p>
      )}
      {state && <Standing state={state} language={language} />}
      {busy !== null && (
        <p role="status">{text(busy === 'keeping' ? 'coverage.table-keeping' : 'coverage.table-busy')}</p>
      )}
      {refused !== null && (
        <p className="coverage-refused" role="alert">
          {text(isNamed(refused.code) ? `coverage.table-${refused.code}` : 'coverage.table-refused', {
            said: refused.message,
          })}
        </p>
      )}
      {preview && (
        <TablePreview
          {...preview}
          language={language}
          onKeep={state?.unavailable === null && busy === null ? keep : null}
        />
      )}
    </div>
  );
}

const NAMED = ['conflict', 'malformed', 'too-large'] as const;

function isNamed(code: string): code is (typeof NAMED)[number] {
  return NAMED.some((each) => each === code);
}

/** What waits for the next start, or why nothing can. */
function Standing({ state: { unavailable, pending }, language }: { state: TableImportState; language: Language }) {
  const text = useText();
  if (unavailable !== null) return <p className="coverage-pending">{text('coverage.table-generated')}</p>;
  if (pending.sites + pending.cells === 0) return null;
  return (
    <p className="coverage-pending" role="status">
      {text('coverage.table-pending', {
        sites: formatCount(pending.sites, language),
        cells: formatCount(pending.cells, language),
      })}
    </p>
  );
}
