import {
  type BIGINT,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBResult,
  DuckDBTableFunction,
  type DuckDBType,
  FLOAT,
  INTEGER,
  type TIMESTAMP_MS,
  UINTEGER,
  USMALLINT,
  UTINYINT,
} from '@duckdb/node-api';
import { itemsOf } from './database.ts';

/** Rows that DuckDB takes at once. */
export const CHUNK_ROWS = 2048;

type Cells = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array;

/** A column of the chunk that is made next. */
export interface Column<C extends Cells = Cells> {
  readonly type: DuckDBType;
  readonly cells: C;
  /** Whether rows that are told to be missing have no value in it. */
  readonly isNullable: boolean;
}

const column = <C extends Cells>(type: DuckDBType, cells: C): Column<C> => ({ type, cells, isNullable: false });

export const int32Column = () => column(INTEGER, new Int32Array(CHUNK_ROWS));
export const uint32Column = () => column(UINTEGER, new Uint32Array(CHUNK_ROWS));
export const uint16Column = () => column(USMALLINT, new Uint16Array(CHUNK_ROWS));
export const uint8Column = () => column(UTINYINT, new Uint8Array(CHUNK_ROWS));
export const floatColumn = () => column(FLOAT, new Float32Array(CHUNK_ROWS));

/** Whole numbers up to 2⁵³ in DuckDB's 64 bits, as two halves: a BigInt for each would cost more than all the rest. */
export class Int64Column implements Column<Int32Array> {
  readonly type: DuckDBType;
  readonly isNullable: boolean;
  readonly cells = new Int32Array(2 * CHUNK_ROWS);

  constructor(type: typeof BIGINT | typeof TIMESTAMP_MS, isNullable = false) {
    this.type = type;
    this.isNullable = isNullable;
  }

  set(row: number, value: number): void {
    const low = value | 0;
    this.cells[2 * row] = low;
    this.cells[2 * row + 1] = low === value ? low >> 31 : Math.floor(value / 2 ** 32);
  }
}

/** Fills the columns from row 0 on and returns how many rows it made, at most CHUNK_ROWS; 0 ends the statement's reading. */
export type MakeRows = (missing: (row: number) => void) => number;

/**
 * Rows that this thread makes while a statement reads them, as a table function of the database: they are staged nowhere,
 * and other work of the thread goes on between two chunks.
 */
export class RowSource<C extends Readonly<Record<string, Column>>> {
  readonly columns: C;
  readonly #connection: DuckDBConnection;
  readonly #missing: number[] = [];
  readonly #miss = (row: number) => {
    this.#missing.push(row);
  };
  #make: MakeRows | null = null;

  /** Defines the function `name()` with a result column for each of `columns`; its statements run on the connection. */
  constructor(connection: DuckDBConnection, name: string, columns: C) {
    this.columns = columns;
    this.#connection = connection;
    const all = Object.values<Column>(columns);
    connection.registerTableFunction(
      DuckDBTableFunction.create({
        name,
        bindFunction(info) {
          for (const [each, { type }] of Object.entries<Column>(columns)) info.addResultColumn(each, type);
        },
        initFunction: (info) => info.setMaxThreads(1),
        mainFunction: (_, chunk) => this.#fill(all, chunk),
      }),
    );
  }

  /** Runs a statement that reads the source once. Rejects with what `make` throws, as DuckDB words it. */
  async run(sql: string, make: MakeRows): Promise<DuckDBResult> {
    this.#make = make;
    try {
      return await this.#connection.run(sql);
    } finally {
      this.#make = null;
    }
  }

  #fill(columns: readonly Column[], chunk: DuckDBDataChunk): void {
    this.#missing.length = 0;
    const rows = this.#make?.(this.#miss) ?? 0;
    chunk.rowCount = rows;
    if (rows === 0) return;
    for (let i = 0; i < columns.length; i++) {
      const { cells, isNullable } = columns[i]!;
      const vector = chunk.getColumnVector(i);
      const { buffer, byteOffset, byteLength } = itemsOf<Cells>(vector);
      new Uint8Array(buffer, byteOffset, byteLength).set(new Uint8Array(cells.buffer, 0, byteLength));
      if (isNullable) for (const row of this.#missing) vector.setItem(row, null);
      vector.flush();
    }
  }
}
