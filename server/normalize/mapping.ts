import { findMetric } from '../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import type { Inventory, MappingRule, SeriesName } from '../ports.ts';

/** What a source's series stands for, or in words why it stands for nothing here. */
export type Mapped =
  | { readonly mapped: true; readonly series: number; readonly rule: MappingRule | null }
  | { readonly mapped: false; readonly name: string; readonly example: string };

interface CompiledRule {
  readonly rule: MappingRule;
  readonly definition: MetricDefinition | undefined;
  /** Alternates literal text and label name, literal first and last: `rack/{dc}/{hall}` → ['rack/', 'dc', '/', 'hall', '']. */
  readonly template: readonly string[];
  /** Of all rules with this template and no `values` of their own. */
  readonly last: Last;
}

/** What a template was filled with last: one series after another of a device has the same. */
interface Last {
  readonly sent: string[];
  id: string;
}

type Labels = readonly (readonly [string, string])[];

const SEGMENT = /^[a-z0-9-]+$/;
const EXAMPLE_LENGTH = 300;

/**
 * Makes the function that says which series of the catalogue a source's name means. Of the rules for a metric name the
 * first whose label matchers all hold decides, whether or not it leads anywhere. Label values pass through the rule's
 * `values`, are lower-cased, and then have to be a segment of an id as they are: `[a-z0-9-]+`.
 */
export function createMapping(inventory: Inventory): (name: SeriesName) => Mapped {
  const rulesByName = new Map<string, CompiledRule[]>();
  const lastByTemplate = new Map<string, Last>();
  for (const rule of inventory.mapping) {
    const template = rule.resource.split(/\{([^{}]*)\}/);
    const shared = rule.values === undefined ? lastByTemplate.get(rule.resource) : undefined;
    const last = shared ?? { sent: [], id: '' };
    if (rule.values === undefined) lastByTemplate.set(rule.resource, last);
    const compiled = { rule, definition: findMetric(rule.metric), template, last };
    const rules = rulesByName.get(rule.name);
    if (rules) rules.push(compiled);
    else rulesByName.set(rule.name, [compiled]);
  }
  return (name) =>
    name.by === 'catalogue'
      ? mapCatalogueName(inventory, name.resource, name.metric)
      : mapLabels(inventory, rulesByName.get(name.name) ?? [], name.name, name.labels);
}

function mapCatalogueName(inventory: Inventory, resource: string, metric: string): Mapped {
  const target = locate(inventory, resource, metric, findMetric(metric));
  if (typeof target === 'number') return { mapped: true, series: target, rule: null };
  return unmapped(metric, `${resource} ${metric}: ${target}`);
}

function mapLabels(inventory: Inventory, rules: readonly CompiledRule[], name: string, pairs: Labels): Mapped {
  // Only what leads nowhere is described: a mapped series has to be cheap at first sight.
  const nothing = (why: string) => unmapped(name || '(no name)', `${describeLabels(name, pairs)}${why}`);
  if (name === '') return nothing(': has no __name__');
  if (rules.length === 0) return nothing('');
  const match = rules.find(({ rule }) => rule.labels.every(({ label, value }) => sentValue(pairs, label) === value));
  if (!match) return nothing(': no rule of this name matches its labels');
  const { rule } = match;
  const resource = fillTemplate(match, pairs);
  if (!resource.ok) return nothing(`: ${rule.where}: ${resource.why}`);
  const target = locate(inventory, resource.id, rule.metric, match.definition);
  if (typeof target === 'number') return { mapped: true, series: target, rule };
  return nothing(` → ${resource.id}: ${target}`);
}

type Filled = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly why: string };

/** The last of several labels of a name counts. */
function sentValue(pairs: Labels, label: string): string | undefined {
  for (let i = pairs.length - 1; i >= 0; i--) if (pairs[i]![0] === label) return pairs[i]![1];
  return undefined;
}

function fillTemplate(compiled: CompiledRule, pairs: Labels): Filled {
  const { template, last } = compiled;
  const sent: string[] = [];
  let same = last.id !== '';
  for (let i = 1; i < template.length; i += 2) {
    const value = sentValue(pairs, template[i]!);
    if (value === undefined) return { ok: false, why: `label ${template[i]} is missing` };
    if (value !== last.sent[sent.length]) same = false;
    sent.push(value);
  }
  // The same string again, whose hash is known: the look-up of a new one would cost more than all the rest.
  if (same) return { ok: true, id: last.id };
  const filled = fillWith(compiled, sent);
  if (filled.ok) {
    last.sent.splice(0, last.sent.length, ...sent);
    last.id = filled.id;
  }
  return filled;
}

function fillWith({ rule, template }: CompiledRule, given: readonly string[]): Filled {
  let id = '';
  for (let i = 0; i < template.length; i++) {
    const part = template[i]!;
    if (i % 2 === 0) {
      id += part;
      continue;
    }
    const sent = given[(i - 1) / 2]!;
    const segment = (rule.values?.get(part)?.get(sent) ?? sent).toLowerCase();
    if (!SEGMENT.test(segment))
      return { ok: false, why: `label ${part}: ${JSON.stringify(sent)} cannot be part of an id` };
    id += segment;
  }
  return { ok: true, id };
}

/** The pair's series, or why there is none. Values that are computed here are not taken from outside. */
function locate(
  inventory: Inventory,
  resource: string,
  metric: string,
  definition: MetricDefinition | undefined,
): number | string {
  if (!definition) return `no such metric as ${metric}`;
  if (definition.derive) return `${metric} is computed here, not received`;
  const series = inventory.series(resource, metric);
  if (series >= 0) return series;
  return inventory.find(resource) === undefined ? 'no such resource' : `${metric} does not belong to it`;
}

function unmapped(name: string, example: string): Mapped {
  return { mapped: false, name: name.slice(0, 200), example: example.slice(0, EXAMPLE_LENGTH) };
}

/** `name{a="b",c="d"}` as far as it fits into an example. */
function describeLabels(name: string, labels: Labels): string {
  let text = `${name}{`;
  for (const [label, value] of labels) {
    if (label === '__name__') continue;
    if (text.length > EXAMPLE_LENGTH) break;
    text += `${text.endsWith('{') ? '' : ','}${label}=${JSON.stringify(value.slice(0, 100))}`;
  }
  return `${text.slice(0, EXAMPLE_LENGTH - 100)}}`;
}
