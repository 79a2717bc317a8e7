import type { TableFile } from '../../ports.ts';
import { type CheckedTable, checkTable } from './check-table.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { UnreadableTable } from './sheet.ts';
import type { TableState } from './table-state.ts';

/** What the thread of imports is asked, once. */
export interface ImportQuestion {
  readonly file: TableFile;
  readonly state: TableState;
}

export type ImportAnswer =
  | { readonly checked: CheckedTable }
  | {
      readonly unreadable: {
        readonly code: UnreadableTable['code'];
        readonly message: string;
        readonly limit?: number;
      };
    };

/** Reads a file and looks it over; a file that is no table at all is an answer too. */
export function importFile({ file, state }: ImportQuestion): ImportAnswer {
  try {
    const sheet = file.format === 'csv' ? readCsv(file.bytes) : readXlsx(file.bytes);
    return { checked: checkTable(file.table, sheet, file.crs, state) };
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    const { code, row, limit } = error;
    const message = row === null ? `the file ${error.message}` : `row ${row} ${error.message}`;
    return { unreadable: { code, message, ...(limit === undefined ? {} : { limit }) } };
  }
}
