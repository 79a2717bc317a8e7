/** A sample line of a Prometheus text exposition. */
export interface ExposedSample {
  readonly name: string;
  readonly labels: readonly (readonly [string, string])[];
  readonly value: number;
  /** UTC ms; undefined where the line has none, as is usual: it is the time of the scrape. */
  readonly at: number | undefined;
}

/** A line that is not one. */
export interface ExpositionProblem {
  readonly line: number;
  readonly message: string;
}

export interface Exposition {
  readonly samples: readonly ExposedSample[];
  readonly problems: readonly ExpositionProblem[];
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const QUOTED = /"((?:[^"\\\n]|\\[\\"n])*)"/y;
const BLANK = /[ \t]*/y;
const REST = /(\S+)(?:[ \t]+(-?\d+))?[ \t]*$/y;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads the text format 0.0.4 as `curl exporter/metrics` gives it: comments and empty lines are passed over, a wrong line
 * is a problem with its number and the rest is kept. Histograms and summaries are read as the series they are written as.
 */
export function parseExposition(text: string): Exposition {
  const samples: ExposedSample[] = [];
  const problems: ExpositionProblem[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const sample = readLine(line);
    if (typeof sample === 'string') problems.push({ line: index + 1, message: sample });
    else samples.push(sample);
  });
  return { samples, problems };
}

/** Takes pieces of a line from the left. */
class Cursor {
  at = 0;
  constructor(readonly line: string) {}

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.line);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  takes(character: string): boolean {
    if (this.line[this.at] !== character) return false;
    this.at++;
    return true;
  }
}

/** The sample of a line, or in words what is wrong with it. */
function readLine(line: string): ExposedSample | string {
  const cursor = new Cursor(line);
  const name = cursor.take(NAME)?.[0];
  if (name === undefined) return 'does not begin with a metric name';
  cursor.take(BLANK);
  const labels = cursor.takes('{') ? readLabels(cursor) : [];
  if (typeof labels === 'string') return labels;
  cursor.take(BLANK);
  const rest = cursor.take(REST);
  if (!rest) return `has no value after ${name}, or something after value and timestamp`;
  const value = numberOf(rest[1]!);
  if (value === undefined) return `${JSON.stringify(rest[1]!.slice(0, 40))} is not a number`;
  return { name, labels, value, at: rest[2] === undefined ? undefined : Number(rest[2]) };
}

function readLabels(cursor: Cursor): readonly (readonly [string, string])[] | string {
  const labels: (readonly [string, string])[] = [];
  for (;;) {
    cursor.take(BLANK);
    if (cursor.takes('}')) return labels;
    const label = cursor.take(LABEL)?.[0];
    if (label === undefined) return 'has a label without a name, or braces that are not closed';
    cursor.take(BLANK);
    if (!cursor.takes('=')) return `label ${label} has no =`;
    cursor.take(BLANK);
    const quoted = cursor.take(QUOTED);
    if (!quoted) return `the value of label ${label} is not a quoted text`;
    labels.push([label, quoted[1]!.replace(/\\([\\"n])/g, (_, escaped) => (escaped === 'n' ? '\n' : escaped))]);
    cursor.take(BLANK);
    if (!cursor.takes(',') && cursor.line[cursor.at] !== '}') return `label ${label} is followed by neither , nor }`;
  }
}

function numberOf(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const word = /^([+-]?)(nan|inf|infinity)$/i.exec(text);
  if (!word) return undefined;
  if (word[2]!.toLowerCase() === 'nan') return Number.NaN;
  return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
