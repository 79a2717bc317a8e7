/** A table as it stands in a file: rows that are not empty, the header being the first. */
export type Sheet = readonly SheetLine[];

export interface SheetLine {
  /** Line of the file or row of the sheet, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** A file that cannot be read as a table at all. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  constructor(
    readonly code: 'malformed' | 'too-large',
    message: string,
    readonly row: number | null = null,
    readonly limit?: number,
  ) {
    super(message);
  }
}

/** Rows of one table, header and all. */
export const MAX_ROWS = 200_000;
