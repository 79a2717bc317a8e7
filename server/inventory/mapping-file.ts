import { isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { type ProblemList, quote } from './problems.ts';

/**
 * The YAML of a mapping file or a preset, before its rules are judged. Every scalar is read as text (`08` stays `08`)
 * and every table of outside names as a Map.
 */
export interface MappingFile {
  readonly file: string;
  readonly presets: readonly PresetUse[];
  readonly rules: readonly RawRule[];
  /** Sources that may take each other's resources over, the one that wins first. */
  readonly sourcePriority: readonly string[];
}

/** `presets:` entry: which preset, text for some of its placeholders, tables for some of its labels. */
export interface PresetUse {
  readonly use: string;
  readonly with: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly line: number;
}

export interface RawRule extends Omit<z.output<typeof ruleSchema>, 'values'> {
  readonly values?: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
  readonly line: number;
  /** Counts from 1 within the file. */
  readonly number: number;
}

const MAX_TEXT = 512;
const text = z.string('is not a text').min(1, 'is empty').max(MAX_TEXT);
const table = z.map(text, text, 'is not a table');
const tables = z.map(text, table, 'is not a table of tables');

/** A YAML map with the given keys and no others. */
function fields<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(
    (value) => (value instanceof Map ? Object.fromEntries(value) : value),
    z.strictObject(shape, {
      error: (issue) => {
        if (issue.code === 'unrecognized_keys') return `does not know ${issue.keys.map(quote).join(', ')}`;
        return issue.code === 'invalid_type' ? 'is not a map' : undefined;
      },
    }),
  );
}

function decimal(what: string, accept: (value: number) => boolean) {
  return text.transform((value, context) => {
    const parsed = Number(value);
    if (Number.isFinite(parsed) && accept(parsed)) return parsed;
    context.addIssue({ code: 'custom', message: `${quote(value)} is not ${what}` });
    return z.NEVER;
  });
}

const anyNumber = decimal('a number', () => true);

const ruleSchema = fields({
  match: fields({ name: text, labels: table.optional() }),
  metric: text,
  resource: text,
  scale: decimal('a number other than 0', (value) => value !== 0).default(1),
  type: z.enum(['gauge', 'counter'], 'is neither gauge nor counter').default('gauge'),
  /** Seconds. */
  interval: decimal('a number of seconds from 1 to 86400', (value) => value >= 1 && value <= 86_400).optional(),
  values: tables.optional(),
  states: z.map(anyNumber, anyNumber, 'is not a table').optional(),
});

const presetSchema = z.union(
  [
    text.transform((use) => ({ use, with: undefined, values: undefined })),
    fields({ use: text, with: table.optional(), values: tables.optional() }),
  ],
  'is neither the name of a preset nor a map of use, with and values',
);

const SOURCE_NAME = /^[a-z0-9-]{1,64}$/;
const isSourceList = (value: unknown) =>
  Array.isArray(value) && value.every((name) => typeof name === 'string' && SOURCE_NAME.test(name));
const sourcesSchema = fields({
  priority: z
    .custom<readonly string[]>(isSourceList, 'is not a list of names of sources')
    .refine((names) => new Set(names).size === names.length, 'names a source twice'),
});

/**
 * Parses a mapping file: a list of rules, or a map of `presets`, `rules` and `sources`. Problems name the rule and the
 * field.
 */
export function parseMappingFile(file: string, source: string, problems: ProblemList): MappingFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { schema: 'failsafe', lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    // The errors after the first mostly follow from it.
    problems.add({ file, row: error.linePos?.[0].line ?? 1 }, firstLine(error.message));
    return { file, presets: [], rules: [], sourcePriority: [] };
  }

  const root = document.contents;
  if (isMap(root)) {
    for (const { key } of root.items) {
      if (!['presets', 'rules', 'sources'].includes(String(key)))
        problems.add({ file }, `does not know ${quote(String(key))}`);
    }
  } else if (root !== null && !isSeq(root)) {
    problems.add({ file }, 'is neither a list of rules nor a map of presets and rules');
  }
  const itemsOf = (node: unknown, what: string): readonly Node[] => {
    if (node === undefined || node === null) return [];
    if (isSeq<Node>(node)) return node.items;
    problems.add({ file }, `${what} is not a list`);
    return [];
  };
  const toPlain = (node: Node): unknown => node.toJS(document, { mapAsMap: true, maxAliasCount: 100 });
  const lineOf = (node: Node): number => lines.linePos(node.range?.[0] ?? 0).line;

  const presets = itemsOf(isMap(root) ? root.get('presets') : undefined, 'presets').flatMap((node, index) => {
    const result = presetSchema.safeParse(toPlain(node));
    if (!result.success) addIssues(result.error, `preset ${index + 1}`, { file, row: lineOf(node) }, problems);
    const { use = '', with: texts = new Map(), values = new Map() } = result.data ?? {};
    return result.success ? [{ use, with: texts, values, line: lineOf(node) }] : [];
  });
  const rules = itemsOf(isMap(root) ? root.get('rules') : isSeq(root) ? root : undefined, 'rules').flatMap(
    (node, index) => {
      const result = ruleSchema.safeParse(toPlain(node));
      if (result.success) return [{ ...result.data, line: lineOf(node), number: index + 1 }];
      addIssues(result.error, `rule ${index + 1}`, { file, row: lineOf(node) }, problems);
      return [];
    },
  );
  const sources = isMap(root) ? root.get('sources', true) : undefined;
  const sourcePriority = sources === undefined ? [] : readPriority(sources);
  return { file, presets, rules, sourcePriority };

  function readPriority(node: Node): readonly string[] {
    const result = sourcesSchema.safeParse(toPlain(node));
    if (result.success) return result.data.priority;
    if (!isMap(node)) problems.add({ file, row: lineOf(node) }, 'sources is not a map');
    else addIssues(result.error, 'sources', { file, row: lineOf(node) }, problems);
    return [];
  }
}

function addIssues(error: z.ZodError, what: string, place: { file: string; row: number }, problems: ProblemList): void {
  for (const issue of error.issues) {
    const column = issue.path.map(String).join('.');
    const message = issue.code === 'invalid_type' && issue.input === undefined ? 'is missing' : issue.message;
    problems.add({ ...place, ...(column === '' ? {} : { column }) }, `${what}: ${message}`);
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!.replace(/ at line \d+, column \d+:?$/, '');
}
