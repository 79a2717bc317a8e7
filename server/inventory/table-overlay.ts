import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { TableName } from '../../shared/wire/planning.ts';
import { makeFolder, writeDurableFile } from '../durable-file.ts';
import type { Clock, OverlayProblem, TableOverlay, TableRow } from '../ports.ts';
import { startWorker } from '../start-worker.ts';
import { IMPORTED, importedFile, type PackTrial } from './imported-rows.ts';
import type { ZoneProblem } from './problems.ts';
import { cellSchema, siteSchema } from './schemas.ts';

export interface TableOverlayOptions {
  readonly zone: string;
  readonly zoneFolder: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Loads the zone as the next start would; a worker unless a test says otherwise. */
  readonly tryPack?: (trial: PackTrial) => Promise<readonly ZoneProblem[]>;
}

const SCHEMAS = { sites: siteSchema, cells: cellSchema } as const;

/** Imported rows of one zone: a CSV file per table, with the columns of its pack, written whole at each commit. */
export function openTableOverlay(options: TableOverlayOptions): TableOverlay {
  const { zone, zoneFolder, dataFolder, clock } = options;
  const tryPack = options.tryPack ?? tryInWorker;
  const pending: Record<TableName, Map<string, TableRow>> = { sites: new Map(), cells: new Map() };
  let pendingSince: number | null = null;
  const path = (table: TableName): string => join(dataFolder, importedFile(IMPORTED, zone, table));

  /** The table's file with these rows in it. */
  const rowsWith = async (table: TableName, rows: ReadonlyMap<string, TableRow>) =>
    new Map<string, TableRow>([...(await readKept(path(table), table)), ...rows]);

  return {
    pending: (table) => pending[table],
    get pendingSince() {
      return pendingSince;
    },
    async problems(table, rows) {
      const other = table === 'sites' ? 'cells' : 'sites';
      const all = { [table]: await rowsWith(table, rows), [other]: await readKept(path(other), other) };
      await makeFolder(dataFolder);
      const trial = await mkdtemp(join(dataFolder, 'import-trial-'));
      const name = basename(trial);
      try {
        for (const [each, kept] of Object.entries(all)) {
          const file = join(dataFolder, importedFile(name, zone, each as TableName));
          await makeFolder(dirname(file));
          await writeDurableFile(file, [csvOf(each as TableName, kept)]);
        }
        const problems = await tryPack({ folder: zoneFolder, dataFolder, imported: name });
        const ids = [...all[table]!.keys()];
        const own = importedFile(name, zone, table);
        return problems.map((problem) => about(problem, own, ids));
      } finally {
        await rm(trial, { recursive: true, force: true });
      }
    },
    async commit(table, rows) {
      const all = await rowsWith(table, rows);
      await makeFolder(dirname(path(table)));
      await writeDurableFile(path(table), [csvOf(table, all)]);
      for (const [id, row] of rows) pending[table].set(id, row);
      pendingSince = clock();
    },
  };
}

/** A problem of the trial in the words of the import: its rows by their ids, another file's by its name. */
function about({ file, row, column, message }: ZoneProblem, own: string, ids: readonly string[]): OverlayProblem {
  // The header is row 1.
  if (file === own) return { id: row === undefined ? null : (ids[row - 2] ?? null), column: column ?? null, message };
  const where = row === undefined ? basename(file) : `${basename(file)} row ${row}`;
  return { id: null, column: null, message: `${where} ${column ?? ''}: ${message}`.replace(' :', ':') };
}

async function readKept(path: string, table: TableName): Promise<ReadonlyMap<string, TableRow>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  const records = parse(text, { columns: true }) as Record<string, string>[];
  return new Map(
    records.map((record) => {
      const row = new Map(Object.entries(record).filter(([, value]) => value !== ''));
      const id = table === 'sites' ? `site/${record.site_id}` : `cell/${record.site_id}/${record.cell_id}`;
      return [id, row];
    }),
  );
}

/** In the columns of a zone pack. */
function csvOf(table: TableName, rows: ReadonlyMap<string, TableRow>): Uint8Array {
  const columns = Object.keys(SCHEMAS[table].shape);
  const lines = [...rows.values()].map((row) =>
    columns.map((column) => quoted(column === 'crs' ? 'WGS84' : String(row.get(column) ?? ''))).join(','),
  );
  return Buffer.from(`${[columns.join(','), ...lines].join('\n')}\n`, 'utf8');
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tryInWorker(trial: PackTrial): Promise<readonly ZoneProblem[]> {
  return new Promise((done, fail) => {
    const worker = startWorker(import.meta.url, './trial', trial);
    worker.once('message', (problems: readonly ZoneProblem[]) => {
      done(problems);
      void worker.terminate();
    });
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('the trial of the zone pack has ended without an answer')));
  });
}
