import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findMetric } from '../../shared/metrics/index.ts';
import { isResourceId } from '../../shared/model/resource.ts';
import type { MappingRule } from '../ports.ts';
import { type MappingFile, type PresetUse, parseMappingFile, type RawRule } from './mapping-file.ts';
import { openPackFolder, type PackFolder } from './pack-folder.ts';
import { type Place, type ProblemList, quote } from './problems.ts';

const FILE = 'mapping.yaml';

/** Presets lie beside this file; a bundle in .build/server/ finds them in the source. */
const PRESETS = [
  resolve(import.meta.dirname, 'presets'),
  resolve(import.meta.dirname, '../../server/inventory/presets'),
].find((folder) => existsSync(folder));

export interface Mapping {
  readonly rules: readonly MappingRule[];
  /** Sources that may take each other's resources over, the one that wins first. */
  readonly sourcePriority: readonly string[];
}

/**
 * The rules of a pack's mapping.yaml, then those of the presets that it uses: the pack's own come first, so that they
 * win. Without the file there are none.
 */
export async function readMapping(pack: PackFolder, problems: ProblemList): Promise<Mapping> {
  const text = await pack.text(FILE);
  if (text === undefined) return { rules: [], sourcePriority: [] };
  const file = parseMappingFile(FILE, text, problems);
  const rules = [...checkRules(file, problems)];
  for (const use of file.presets) rules.push(...(await rulesOfPreset(use, problems)));
  return { rules, sourcePriority: file.sourcePriority };
}

async function rulesOfPreset(use: PresetUse, problems: ProblemList): Promise<readonly MappingRule[]> {
  const place = { file: FILE, row: use.line, column: 'presets' };
  const presets = openPackFolder(PRESETS ?? '', problems);
  const name = `${use.use}.yaml`;
  const text = /^[a-z0-9-]+$/.test(use.use) ? await presets.text(name) : undefined;
  if (text === undefined) {
    problems.add(place, `there is no preset ${quote(use.use)}`);
    return [];
  }
  const preset = parseMappingFile(join('presets', name), text, problems);
  const used = new Set(preset.rules.flatMap((rule) => placeholdersOf(rule.resource)));
  for (const label of [...use.with.keys(), ...use.values.keys()]) {
    if (!used.has(label)) problems.add(place, `no resource of preset ${use.use} has {${label}}`);
  }
  const rules = preset.rules.map((rule) => ({
    ...rule,
    resource: rule.resource.replaceAll(PLACEHOLDER, (whole, label: string) => use.with.get(label) ?? whole),
    values: new Map([...(rule.values ?? []), ...use.values].filter(([label]) => !use.with.has(label))),
  }));
  return checkRules({ ...preset, rules }, problems, place);
}

function checkRules(file: MappingFile, problems: ProblemList, usedAt?: Place): readonly MappingRule[] {
  const rules: MappingRule[] = [];
  for (const raw of file.rules) {
    const where = `${file.file} rule ${raw.number}`;
    const found = ruleProblems(raw);
    for (const [column, message] of found) {
      if (usedAt) problems.add(usedAt, `${where}: ${column}: ${message}`);
      else problems.add({ file: file.file, row: raw.line, column }, `rule ${raw.number}: ${message}`);
    }
    if (found.length === 0) rules.push(toRule(raw, where));
  }
  return rules;
}

function toRule(raw: RawRule, where: string): MappingRule {
  const placeholders = placeholdersOf(raw.resource);
  const values = new Map([...(raw.values ?? [])].filter(([label]) => placeholders.includes(label)));
  return Object.freeze({
    where,
    name: raw.match.name,
    labels: [...(raw.match.labels ?? [])].map(([label, value]) => ({ label, value })),
    metric: raw.metric,
    resource: raw.resource,
    scale: raw.scale,
    type: raw.type,
    ...(raw.interval === undefined ? {} : { intervalMs: raw.interval * 1000 }),
    ...(values.size > 0 ? { values } : {}),
    ...(raw.states ? { states: raw.states } : {}),
  });
}

const PLACEHOLDER = /\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Labels that a template takes its segments from. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1]!);
}

/** What is wrong with a rule against the catalogue, as (field, message). */
function ruleProblems(rule: RawRule): readonly (readonly [string, string])[] {
  const found: [string, string][] = [];
  const metric = findMetric(rule.metric);
  if (!metric) found.push(['metric', `the catalogue has no metric ${quote(rule.metric)}`]);
  else if (metric.derive) found.push(['metric', `${rule.metric} is computed by Skyrack and cannot be mapped`]);

  const filled = rule.resource.replaceAll(PLACEHOLDER, 'x');
  if (!isResourceId(filled)) found.push(['resource', `${quote(rule.resource)} does not make a resource id`]);
  else if (metric && rule.resource.split('/', 1)[0] !== metric.kind) {
    found.push(['resource', `${quote(rule.resource)} is not a ${metric.kind}, which ${rule.metric} belongs to`]);
  }
  for (const table of rule.values?.values() ?? []) {
    for (const segment of table.values()) {
      if (!/^[a-z0-9-]+$/.test(segment)) found.push(['values', `${quote(segment)} is not an id of a–z, 0–9 and -`]);
    }
  }
  if (metric?.states && rule.type === 'counter') found.push(['type', `${rule.metric} is a state, not a counter`]);
  if (rule.states && metric && !metric.states) found.push(['states', `${rule.metric} is not a state`]);
  for (const target of rule.states?.values() ?? []) {
    if (metric?.states && !metric.states.some((state) => state.value === target)) {
      found.push(['states', `${rule.metric} has no state ${target}`]);
    }
  }
  return found;
}
