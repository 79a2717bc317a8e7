import type { PerceivedSeverity } from '../../../../shared/alarms/severity.ts';
import { findMetric } from '../../../../shared/metrics/index.ts';
import { formatDuration, type Language } from '../../../../shared/text/format.ts';
import type { AlarmRule } from '../../../../shared/wire/alarm-rule-schemas.ts';
import { inLanguage, judgedWords, kindWords } from '../../../ui/alarm-words.ts';
import type { Say } from '../../../ui/text.ts';

type Ladder = AlarmRule['ladders'][number];
const MINUTE_S = 60;
/** A number stays with its unit. */
const NO_BREAK = '\u00a0';

export type RuleSource = Ladder['source'];

/** One thing that a rule judges, in words. */
export interface RuleLine {
  /** The metric, the share, the state. */
  readonly judged: string;
  readonly limits: readonly { readonly severity: PerceivedSeverity | null; readonly words: string }[];
  /** Where the numbers are from, and the clause or file there; '' where there is no more to say. */
  readonly from: string;
  readonly document: string;
}

/** What a rule goes by, a line each; what is judged by the same limits stands in one. */
export function ruleLines(rule: AlarmRule, language: Language, text: Say): readonly RuleLine[] {
  const { ladders, states, occurrence, method } = rule;
  const lines: RuleLine[] = [];
  for (const alike of groupsOf(ladders, ({ metric, ...rest }) =>
    JSON.stringify(metric === null ? rest : { ...rest, of: 'metric' }),
  )) {
    lines.push(ladderLine(alike, method === null ? null : inLanguage(method, language), language, text));
  }
  for (const alike of groupsOf(states, ({ faults, standard }) => JSON.stringify([faults, standard]))) {
    lines.push(statesLine(alike, language, text));
  }
  if (occurrence !== null) {
    const { severity, when, source } = occurrence;
    const words = severity === null ? text('rules.by-reporter') : text(`alarms.severity.${severity}`);
    lines.push({
      judged: inLanguage(when, language),
      limits: [{ severity, words }],
      from: sourceWords(source, text),
      document: '',
    });
  }
  return lines;
}

function ladderLine(alike: readonly Ladder[], method: string | null, language: Language, text: Say): RuleLine {
  const { metric, steps, source, document } = alike[0]!;
  const clause = inLanguage(document, language);
  // What a rule judges of its own has no name but what its document says.
  const named = metric === null && source === 'rule';
  const judged = metric === null ? (named ? clause : '') : metricsWords(alike, language, text);
  return {
    judged: [judged, method].filter(Boolean).join(' · '),
    limits: steps.map((step) => ({ severity: step.severity, words: stepWords(alike[0]!, step, language, text) })),
    from: sourceWords(source, text),
    document: named ? '' : clause,
  };
}

/** A limit to the second: 8 min and 8 min 30 s are two. */
function limitValue({ metric, unit }: Ladder, limit: number, language: Language): string {
  const words = judgedWords({ metric, unit }, limit, language);
  const restS = limit % MINUTE_S;
  if (unit !== 's' || limit < MINUTE_S || restS === 0) return words;
  return `${words} ${judgedWords({ metric, unit }, restS, language)}`;
}

/** "raised > 27.0 °C, clears ≤ 26.5 °C" */
export function stepWords(ladder: Ladder, step: Ladder['steps'][number], language: Language, text: Say): string {
  const value = (limit: number) => limitValue(ladder, limit, language).replaceAll(' ', NO_BREAK);
  return text(`rules.${ladder.direction}`, { raise: value(step.raise), clear: value(step.clear) });
}

function statesLine(alike: readonly AlarmRule['states'][number][], language: Language, text: Say): RuleLine {
  const { faults, source, standard } = alike[0]!;
  return {
    judged: metricsWords(alike, language, text),
    limits: faults.map(({ severity, label }) => ({ severity, words: inLanguage(label, language) })),
    from: sourceWords(source, text),
    document: standard === null ? '' : text('rules.states-of', { standard }),
  };
}

/** One metric by its name; several by their kinds too, as one name may stand for many. */
function metricsWords(of: readonly { readonly metric: string | null }[], language: Language, text: Say): string {
  const known = of.flatMap(({ metric }) => (metric === null ? [] : (findMetric(metric) ?? [])));
  const names = [...new Set(known.map(({ label }) => inLanguage(label, language)))];
  const name = names.join(language === 'zh-CN' ? '、' : ', ');
  if (known.length < 2) return name;
  return `${name} · ${known.map(({ kind }) => kindWords(kind, text)).join(language === 'zh-CN' ? '、' : ', ')}`;
}

export function sourceWords(source: RuleSource, text: Say): string {
  return source === 'equipment' ? text('rules.from.equipment') : text(`alarms.limit-source.${source}`);
}

/** How long it must be wrong, and right again: each with its origin. */
export function holdWords(
  { holdRaise, holdClear }: Pick<AlarmRule, 'holdRaise' | 'holdClear'>,
  language: Language,
  text: Say,
): readonly { readonly words: string; readonly from: string }[] {
  const length = (ms: number) => (ms === 0 ? text('rules.at-once') : formatDuration(ms, language));
  return [
    { words: text('rules.hold-raise', { length: length(holdRaise.ms) }), from: sourceWords(holdRaise.source, text) },
    { words: text('rules.hold-clear', { length: length(holdClear.ms) }), from: sourceWords(holdClear.source, text) },
  ];
}

/** Rules in whose id, name, kinds or lines every word of `wanted` stands, whatever its case. */
export function matchingRules(
  rules: readonly AlarmRule[],
  wanted: string,
  language: Language,
  text: Say,
): readonly AlarmRule[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rules;
  return rules.filter((rule) => {
    const kinds = (rule.kinds ?? []).map((kind) => kindWords(kind, text));
    const lines = ruleLines(rule, language, text).flatMap(({ judged, from, document }) => [judged, from, document]);
    const all = [rule.rule, rule.name.zh, rule.name.en, ...kinds, ...lines].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

function groupsOf<T>(things: readonly T[], keyOf: (thing: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return [...groups.values()];
}
