import { type JSX, useState } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { TableImportState, TableName } from '../../../shared/wire/planning.ts';
import { useTableImportNews, useTableImportState } from '../../api/coverage-queries.ts';
import { addressOfTable, importTable, type TableChoice } from '../../api/planning.ts';
import { useText } from '../../ui/text.ts';
import { CrsField } from './CrsField.tsx';
import { FileButton } from './FileButton.tsx';
import { TablePreview } from './TablePreview.tsx';
import { useFileImport } from './use-file-import.ts';

const TABLES = ['sites', 'cells'] as const satisfies readonly TableName[];
const FORMATS = ['csv', 'xlsx', 'geojson', 'kml'] as const;

/** Tables of sites and cells: previewed with named errors and what differs, then kept; and as files to take along. */
export function TablesTab({ language }: { language: Language }): JSX.Element {
  const text = useText();
  const [table, setTable] = useState<TableName>('sites');
  const [crs, setCrs] = useState<TableChoice['crs']>('WGS84');
  const { preview, refused, busy, look, keep } = useFileImport(importTable, useTableImportNews());
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
        <CrsField value={crs} onChange={setCrs} />
        <FileButton
          label={text('coverage.table-file')}
          accept=".csv,.txt,.xlsx,text/csv"
          waiting={busy === 'keeping'}
          onFile={(file) => look({ table, crs }, file)}
        />
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
