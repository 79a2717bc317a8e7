import { isAlias, isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { PERCEIVED_SEVERITIES, type PerceivedSeverity } from '../../shared/alarms/severity.ts';

export const ALARMS_FILE = 'alarms.yaml';

export interface LimitStep {
  readonly severity: PerceivedSeverity;
  readonly raise: number;
  readonly clear: number;
}

/** What a zone pack says of one rule, over what the catalogue and the rule say. */
export interface RuleSettings {
  readonly off?: boolean | undefined;
  readonly holdRaiseMs?: number | undefined;
  readonly holdClearMs?: number | undefined;
  /** Mildest first; replaces the whole ladder. */
  readonly steps?: readonly LimitStep[] | undefined;
  /** Row of alarms.yaml that it begins in. */
  readonly row?: number | undefined;
}

export interface AlarmSettings {
  readonly rules: ReadonlyMap<string, RuleSettings>;
  /** Raises of one source in a minute of journal time; those beyond wait until its flood is over. */
  readonly raisesPerMinute: number;
  /** So many raises of one condition in ten minutes are flapping: its clear is held off for 90 s. */
  readonly flappingRaises: number;
}

export const DEFAULT_SETTINGS: AlarmSettings = { rules: new Map(), raisesPerMinute: 5_000, flappingRaises: 4 };

export interface SettingsProblem {
  readonly file: string;
  readonly row: number;
  readonly field: string;
  readonly message: string;
}

const seconds = z.number().min(0).max(86_400);
const stepSchema = z.object({ severity: z.enum(PERCEIVED_SEVERITIES), raise: z.number(), clear: z.number() }).strict();
const ruleSchema = z
  .object({
    off: z.boolean().optional(),
    hold_raise_s: seconds.optional(),
    hold_clear_s: seconds.optional(),
    steps: z.array(stepSchema).min(1).max(5).optional(),
  })
  .strict();
const fileSchema = z
  .object({
    rules: z.record(z.string(), ruleSchema).default({}),
    raises_per_minute: z.int().min(1).max(100_000).default(DEFAULT_SETTINGS.raisesPerMinute),
    flapping_raises: z.int().min(2).max(100).default(DEFAULT_SETTINGS.flappingRaises),
  })
  .strict();

/**
 * Reads a pack's alarms.yaml. Every problem is listed with file, row and field; what is wrong is left out. `known` are the
 * names of the rules and the direction of those that have a ladder.
 */
export function readAlarmSettings(
  text: string,
  known: ReadonlyMap<string, 'above' | 'below' | null>,
): { settings: AlarmSettings; problems: readonly SettingsProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problems: SettingsProblem[] = document.errors.map((error) => ({
    file: ALARMS_FILE,
    row: lines.linePos(error.pos[0]).line,
    field: '',
    message: error.message.split('\n')[0]!,
  }));
  if (problems.length > 0) return { settings: DEFAULT_SETTINGS, problems };
  const rowOf = (path: readonly PropertyKey[]): number => rowOfPath(document.contents, path, lines);
  const parsed = fileSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      problems.push({ file: ALARMS_FILE, row: rowOf(path), field: path.join('.'), message });
    }
    return { settings: DEFAULT_SETTINGS, problems };
  }
  const rules = new Map<string, RuleSettings>();
  for (const [name, rule] of Object.entries(parsed.data.rules)) {
    const wrong = ruleProblem(name, rule, known);
    const path = ['rules', name, ...(wrong?.field ?? [])];
    if (wrong) problems.push({ file: ALARMS_FILE, row: rowOf(path), field: path.join('.'), message: wrong.message });
    else rules.set(name, toSettings(rule, rowOf(['rules', name])));
  }
  const { raises_per_minute: raisesPerMinute, flapping_raises: flappingRaises } = parsed.data;
  return { settings: { rules, raisesPerMinute, flappingRaises }, problems };
}

type RawRule = z.infer<typeof ruleSchema>;

function toSettings(rule: RawRule, row: number): RuleSettings {
  const ms = (s: number | undefined): number | undefined => (s === undefined ? undefined : s * 1000);
  return {
    off: rule.off,
    holdRaiseMs: ms(rule.hold_raise_s),
    holdClearMs: ms(rule.hold_clear_s),
    steps: rule.steps,
    row,
  };
}

function ruleProblem(
  name: string,
  rule: RawRule,
  known: ReadonlyMap<string, 'above' | 'below' | null>,
): { field: readonly string[]; message: string } | null {
  const direction = known.get(name);
  if (direction === undefined) return { field: [], message: `there is no rule ${name}` };
  if (rule.steps === undefined) return null;
  if (direction === null) return { field: ['steps'], message: `rule ${name} has no limits` };
  const sign = direction === 'above' ? 1 : -1;
  for (const [i, step] of rule.steps.entries()) {
    const field = ['steps', String(i)];
    if (sign * (step.raise - step.clear) < 0) return { field, message: 'clear lies beyond raise' };
    const before = rule.steps[i - 1];
    if (before === undefined) continue;
    const worse = PERCEIVED_SEVERITIES.indexOf(step.severity) > PERCEIVED_SEVERITIES.indexOf(before.severity);
    if (!worse || sign * (step.raise - before.raise) <= 0)
      return { field, message: 'steps go from the mildest to the worst' };
  }
  return null;
}

/** Row of the nearest thing on the way to `path` that the file has. */
function rowOfPath(contents: unknown, path: readonly PropertyKey[], lines: LineCounter): number {
  let node: unknown = contents;
  let row = 1;
  for (const key of path) {
    if (isMap(node)) {
      const pair = (node as YAMLMap).items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) break;
      if (isScalar(pair.key) && pair.key.range) row = lines.linePos(pair.key.range[0]).line;
      node = pair.value;
    } else {
      const item: unknown = (node as { items?: readonly unknown[] } | null)?.items?.[Number(key)];
      if (item === undefined || isAlias(item)) break;
      const range = (item as { range?: readonly number[] | null }).range;
      if (range) row = lines.linePos(range[0]!).line;
      node = item;
    }
  }
  return row;
}
