import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';
import { FRESHNESS, REASONS, SEVERITIES } from '../../../shared/model/sample.ts';
import { TEXT } from '../../../shared/text/index.ts';

const root = join(import.meta.dirname, '../../..');

function sources(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
}

const entries = Object.entries(TEXT) as [string, { zh: string; en: string }][];

test.each(entries)('%s is said in both languages, with the same values', (_key, label) => {
  expect(label.zh.trim()).not.toBe('');
  expect(label.en.trim()).not.toBe('');
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
  expect(values(label.zh)).toEqual(values(label.en));
});

test('no key is given by two parts', async () => {
  const files = readdirSync(join(root, 'shared/text')).filter((name) => name !== 'index.ts');
  const parts = await Promise.all(files.map((name) => import(join(root, 'shared/text', name)) as Promise<object>));
  const keys = parts.flatMap((part) => Object.values(part).filter(isTexts).flatMap(Object.keys));
  expect(keys.length).toBeGreaterThanOrEqual(entries.length);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

/** True for a part: keys with both languages. */
function isTexts(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const labels = Object.values(value);
  return labels.length > 0 && labels.every((label) => typeof label === 'object' && label !== null && 'zh' in label);
}

test('every state, freshness, reason and kind has its word', () => {
  const keys = new Set(entries.map(([key]) => key));
  const wanted = [
    ...SEVERITIES.map((severity) => `state.${severity}`),
    ...FRESHNESS.map((freshness) => `freshness.${freshness}`),
    ...REASONS.filter((reason) => reason !== 'none').map((reason) => `reason.${reason}`),
    ...RESOURCE_KINDS.map((kind) => `kind.${kind}`),
  ];
  expect(wanted.filter((key) => !keys.has(key))).toEqual([]);
});

test('every key is used somewhere in the client', () => {
  const code = sources('client');
  // Keys with a changing end are made by templates: `state.${severity}`.
  const prefixes = [...code.matchAll(/`([a-z][a-z0-9.-]*[.-])\$\{/g)].map((match) => match[1]!);
  const unused = entries
    .map(([key]) => key)
    .filter((key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`))
    .filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)));
  expect(unused).toEqual([]);
});
