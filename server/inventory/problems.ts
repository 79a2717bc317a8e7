/** One thing that is wrong with a zone pack, with its place. */
export interface ZoneProblem {
  /** Relative to the pack's folder. */
  readonly file: string;
  /** Line of the file, counting the header as 1. */
  readonly row?: number;
  readonly column?: string;
  readonly message: string;
}

/** Where a value stands in a pack. */
export type Place = Omit<ZoneProblem, 'message'>;

const PRINTED_PROBLEMS = 50;

/** The pack cannot be used. Its message lists what is wrong, one problem a line, the first fifty. */
export class ZonePackError extends Error {
  override readonly name = 'ZonePackError';

  constructor(
    folder: string,
    readonly problems: readonly ZoneProblem[],
  ) {
    const lines = problems.slice(0, PRINTED_PROBLEMS).map(problemLine);
    const more = problems.length - lines.length;
    if (more > 0) lines.push(`… and ${more} more`);
    super(`the zone pack ${folder} cannot be used:\n${lines.join('\n')}`);
  }
}

/** A problem in one line: file, row, column, what. */
export function problemLine({ file, row, column, message }: ZoneProblem): string {
  return `${file}${row === undefined ? '' : ` row ${row}`}${column === undefined ? '' : ` column ${column}`}: ${message}`;
}

/** Collects problems, so that one load names all of them. */
export class ProblemList {
  readonly all: ZoneProblem[] = [];

  add(place: Place, message: string): void {
    this.all.push({ ...place, message });
  }
}

const SHOWN_CHARACTERS = 40;

/** A value from a file as messages show it: quoted and short. */
export function quote(text: string): string {
  return `"${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}"`;
}
