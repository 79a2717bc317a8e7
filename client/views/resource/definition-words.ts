import { findMetric } from '../../../shared/metrics/index.ts';
import type { Derivation, MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Label } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import { TEXT, type TextKey } from '../../../shared/text/index.ts';
import type { Say } from '../../ui/text.ts';

/** How a number comes about where it is derived, what it is where it is reported; null where a standard says so. */
export function definitionWords({ id, derive }: MetricDefinition, text: Say, language: Language): string | null {
  if (derive === undefined) {
    const key = `definition.${id}`;
    return isTextKey(key) ? text(key) : null;
  }
  return derive.over === 'self' ? ofItself(derive, text, language) : ofThoseBelow(derive, text, language);
}

function ofItself(derive: Extract<Derivation, { over: 'self' }>, text: Say, language: Language): string {
  const names = derive.inputs.map((id) => labelOf(id, language)).join(language === 'en' ? ', ' : '、');
  return derive.aggregate === 'ratio'
    ? text('resource.own-ratio', { names, attribute: factLabel(derive.attribute, text) })
    : text(`resource.own-${derive.aggregate}`, { names });
}

function ofThoseBelow(derive: Extract<Derivation, { over: 'below' }>, text: Say, language: Language): string {
  const { aggregate, input, equals } = derive;
  const metric = findMetric(input);
  const name = `${metric ? `${text(`kind.${metric.kind}`)} · ` : ''}${labelOf(input, language)}`;
  const state = metric?.states?.find(({ value }) => value === equals)?.label;
  const equal = state ? inLanguage(state, language) : String(equals ?? '');
  if (aggregate === 'share') return text('resource.share-equal', { name, state: equal });
  if (aggregate === 'count' && equals !== undefined) return text('resource.count-equal', { name, state: equal });
  return text(`resource.${aggregate}-of`, { name });
}

/** What an attribute of the inventory is called; its own name where there is no word for it. */
export function factLabel(attribute: string, text: Say): string {
  const key = `fact.${attribute}`;
  return isTextKey(key) ? text(key) : attribute;
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(TEXT, key);
}

function labelOf(id: string, language: Language): string {
  const metric = findMetric(id);
  return metric ? inLanguage(metric.label, language) : id;
}

export function inLanguage(label: Label, language: Language): string {
  return language === 'en' ? label.en : label.zh;
}
