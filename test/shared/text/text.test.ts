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
  const index = readFileSync(join(root, 'shared/text/index.ts'), 'utf8');
  const imports = [...index.matchAll(/import \{ (\w+) \} from '\.\/([\w-]+\.ts)'/g)];
  const parts = imports.map(async ([, name, file]) => {
    const part = (await import(join(root, 'shared/text', file!))) as Record<string, object>;
    return Object.keys(part[name!]!);
  });
  const keys = (await Promise.all(parts)).flat();
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  expect(keys).toHaveLength(entries.length);
});

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
  // Words that server and client put together in one way are made of keys, too.
  const code = `${sources('client')}\n${readFileSync('shared/text/table-problem-words.ts', 'utf8')}`;
  // Keys with a changing end are made by templates: `state.${severity}`.
  const prefixes = [...code.matchAll(/`([a-z][a-z0-9.-]*[.-])\$\{/g)].map((match) => match[1]!);
  const unused = entries
    .map(([key]) => key)
    .filter((key) => !code.includes(`'${key}'`) && !code.includes(`"${key}"`))
    .filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)));
  expect(unused).toEqual([]);
});
