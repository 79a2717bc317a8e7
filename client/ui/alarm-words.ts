import type { AlarmedKind } from '../../shared/alarms/alarm.ts';
import type { PerceivedSeverity } from '../../shared/alarms/severity.ts';
import { findMetric } from '../../shared/metrics/index.ts';
import type { Unit } from '../../shared/metrics/metric.ts';
import type { Label } from '../../shared/model/resource.ts';
import type { Severity } from '../../shared/model/sample.ts';
import { formatAreaKm2, formatCount, formatDuration, formatWithUnit, type Language } from '../../shared/text/format.ts';
import { TEXT, type TextKey } from '../../shared/text/index.ts';
import type { AlarmEffect, AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { Say } from './text.ts';

/** The state whose shape and colour a severity has. */
export function shapeOf(severity: PerceivedSeverity): Severity {
  return severity === 'indeterminate' ? 'unknown' : severity;
}

export function inLanguage(label: Label, language: Language): string {
  return language === 'zh-CN' ? label.zh : label.en;
}

function has(key: string): key is TextKey {
  return Object.hasOwn(TEXT, key);
}

/** What is wrong: the rule's words, or the source's own. A rule without words is shown by its name. */
export function problemWords(
  { rule, specificProblem }: Pick<AlarmView, 'rule' | 'specificProblem'>,
  text: Say,
): string {
  const key = `alarms.problem.${rule}`;
  return specificProblem ?? (has(key) ? text(key) : rule);
}

/** What it means, or what to do about it; null for a rule that has no words. */
export function adviceWords(part: 'means' | 'do', rule: string, text: Say): string | null {
  const key = part === 'means' ? `alarms.means.${rule}` : `alarms.do.${rule}`;
  return has(key) ? text(key) : null;
}

/** Whose alarm it is; this server has no name of its own. */
export function nameWords(alarm: Pick<AlarmView, 'kind' | 'name'>, language: Language, text: Say): string {
  return alarm.kind === 'server' ? text('alarms.kind.server') : inLanguage(alarm.name, language);
}

export function kindWords(kind: AlarmedKind, text: Say): string {
  return kind === 'source' || kind === 'server' ? text(`alarms.kind.${kind}`) : text(`kind.${kind}`);
}

/** There is mostly one data centre, and a rack's name holds its row. */
const UNSAID = /^(?:datacentre|row)\//;

/** Where it is: "一期 › 3 号机房"; '' for what stands in the zone itself. */
export function placeWords(path: AlarmView['path'], language: Language): string {
  return path
    .filter(({ id }) => !UNSAID.test(id))
    .map(({ name }) => inLanguage(name, language))
    .join(' › ');
}

/** What it costs, gravest first; empty where no service is lost. */
export function effectWords(effect: AlarmEffect, language: Language, text: Say): string[] {
  const words: string[] = [];
  const { areaKm2, people, sites, cells, racks, powerW, egressBps, connectors, gpus } = effect;
  const counted = (one: TextKey, many: TextKey, count: number) => {
    if (count > 0) words.push(text(count === 1 ? one : many, { count: formatCount(count, language) }));
  };
  if (areaKm2 !== null && areaKm2 > 0) {
    words.push(text('alarms.effect.area', { area: formatAreaKm2(areaKm2, language) }));
  }
  counted('alarms.effect.person', 'alarms.effect.people', people ?? 0);
  counted('alarms.effect.site', 'alarms.effect.sites', sites);
  counted('alarms.effect.cell', 'alarms.effect.cells', cells);
  counted('alarms.effect.rack', 'alarms.effect.racks', racks);
  if (powerW > 0) words.push(text('alarms.effect.power', { power: formatWithUnit(powerW, 'W', language) }));
  if (egressBps > 0) words.push(text('alarms.effect.egress', { rate: formatWithUnit(egressBps, 'bit/s', language) }));
  counted('alarms.effect.connector', 'alarms.effect.connectors', connectors);
  counted('alarms.effect.gpu', 'alarms.effect.gpus', gpus);
  return words;
}

type Threshold = NonNullable<AlarmView['threshold']>;

/** A value of what a rule judges, states by name. */
export function judgedWords(
  { metric, unit }: Pick<Threshold, 'metric' | 'unit'>,
  value: number,
  language: Language,
): string {
  const known = metric === null ? undefined : findMetric(metric);
  const state = known?.states?.find((one) => one.value === value);
  return state ? inLanguage(state.label, language) : formatWithUnit(value, (known?.unit ?? unit) as Unit, language);
}

/** "29.6 °C, above 27.0 °C"; '' where a limit says no more than the problem does (all cells of a site). */
export function limitWords(threshold: Threshold, language: Language, text: Say): string {
  const value = judgedWords(threshold, threshold.value, language);
  const limit = judgedWords(threshold, threshold.raise, language);
  if (threshold.raise === threshold.clear && threshold.metric === null) return '';
  if (threshold.raise === threshold.clear || value === limit) return text('alarms.limit-is', { value });
  return text(threshold.raise > threshold.clear ? 'alarms.limit-above' : 'alarms.limit-below', { value, limit });
}

/** "radios off in 12 min · site dark in 40 min": what a battery gives up first, then last; else as expectedWords. '' without. */
export function countdownWords(
  { expectedAt, nextStage, clearance }: Pick<AlarmView, 'expectedAt' | 'nextStage' | 'clearance'>,
  now: number,
  language: Language,
  text: Say,
): string {
  if (expectedAt === null || clearance !== null) return '';
  if (nextStage === null || nextStage.at <= now || expectedAt <= now)
    return expectedWords(expectedAt, now, language, text);
  return [
    text(`alarms.stage.${nextStage.stage}`, { length: formatDuration(nextStage.at - now, language) }),
    text('alarms.stage.dark', { length: formatDuration(expectedAt - now, language) }),
  ].join(' · ');
}

/** "in 40 min", of forecasts and countdowns. */
export function expectedWords(at: number, now: number, language: Language, text: Say): string {
  if (at <= now) return text('alarms.expected-over');
  return text('alarms.expected', { length: formatDuration(at - now, language) });
}
