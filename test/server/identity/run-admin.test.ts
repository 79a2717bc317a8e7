import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAdmin } from '../../../server/identity/run-admin.ts';

const NOW = 1_714_521_600_000;
const newFolder = () => mkdtempSync(join(tmpdir(), 'skyrack-admin-'));
const run = (folder: string, ...args: string[]) => runAdmin(args, folder, NOW);

test('a token is shown once, has at least 128 random bits, and only its hash is kept, for the owner’s eyes', () => {
  const folder = newFolder();
  const made = run(folder, 'create-token', 'pdu-a', '--note', 'Hall 3', '--series', '100', '--rate', '5000');
  expect(made).toMatchObject({ exitCode: 0, err: '' });
  const secret = made.out.split('\n')[0]!;
  expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(16);
  const file = join(folder, 'sources.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain(secret);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    version: 1,
    sources: [
      {
        source: 'pdu-a',
        createdAt: NOW,
        revokedAt: null,
        note: 'Hall 3',
        limits: { series: 100, samplesPerSecond: 5000 },
      },
    ],
  });
  const listed = run(folder, 'list-tokens').out;
  expect(listed).toContain('pdu-a');
  expect(listed).toMatch(/100 +5000 +Hall 3/);
  expect(listed).not.toContain(secret);
});

test('no two tokens are alike', () => {
  const folder = newFolder();
  const secrets = ['a', 'b', 'c'].map((name) => run(folder, 'create-token', name).out.split('\n')[0]);
  expect(new Set(secrets).size).toBe(3);
});

test('a revoked source may be given a new token', () => {
  const folder = newFolder();
  const first = run(folder, 'create-token', 'pdu').out;
  expect(run(folder, 'revoke-token', 'pdu')).toMatchObject({ exitCode: 0 });
  expect(run(folder, 'list-tokens').out).toContain('revoked 2024-05-01');
  expect(run(folder, 'create-token', 'pdu').out).not.toBe(first);
  expect(run(folder, 'list-tokens').out.match(/pdu/g)).toHaveLength(1);
});

test.each([
  [['create-token', 'PDU'], /"PDU" is not the name of a source/],
  [['create-token', '../../etc'], /is not the name of a source/],
  [['create-token', '-'], /Unknown option|is not the name of a source/],
  [['create-token', 'ingest'], /belongs to the server itself/],
  [['create-token', 'simulator'], /belongs to the server itself/],
  [['create-token', 'known'], /has a token already; revoke it first/],
  [['create-token', 'x', '--series', '0'], /--series: "0" is not a whole number/],
  [['create-token', 'x', '--series', '1e3'], /--series: "1e3" is not a whole number/],
  [['create-token', 'x', '--rate', '99999999999'], /--rate: /],
  [['create-token', 'x', '--note', 'two\nlines'], /--note: at most 200 characters on one line/],
  [['create-token', 'x', '--bad'], /Unknown option '--bad'/],
  [['create-token', 'x', 'y'], /usage: /],
  [['create-token'], /usage: /],
  [['revoke-token', 'nobody'], /there is no source nobody/],
  [['revoke-token', 'gone'], /is revoked already/],
  [['release', 'rack/x'], /no source owns rack\/x/],
  [['frobnicate', 'x'], /usage: /],
  [[], /usage: /],
])('%j is refused in words, with exit code 1, and changes nothing', (args, words) => {
  const folder = newFolder();
  run(folder, 'create-token', 'known');
  run(folder, 'create-token', 'gone');
  run(folder, 'revoke-token', 'gone');
  const before = readFileSync(join(folder, 'sources.json'), 'utf8');
  const refused = run(folder, ...args);
  expect(refused).toMatchObject({ exitCode: 1, out: '' });
  expect(refused.err).toMatch(words);
  expect(refused.err).not.toMatch(/:\d+:\d+/);
  expect(readFileSync(join(folder, 'sources.json'), 'utf8')).toBe(before);
});

test('a damaged file is named and left as it is', () => {
  const folder = newFolder();
  const file = join(folder, 'sources.json');
  for (const text of ['{', '{"version":2,"sources":[]}', '{"version":1,"sources":[{"source":"x"}]}']) {
    writeFileSync(file, text);
    const refused = run(folder, 'create-token', 'pdu');
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.err).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
});

test('two commands at once do not undo each other: the second says so', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'sources.json.new'), '');
  expect(run(folder, 'create-token', 'pdu').err).toMatch(/another command is writing.*sources\.json\.new: remove it/);
});

test('release gives up a resource, or all below a prefix, by a line each', () => {
  const folder = newFolder();
  const file = join(folder, 'takeover.tsv');
  writeFileSync(file, 'rack/a/h1/1\tpdu\nrack/a/h1/2\tpdu\nrack/a/h11/1\tpdu\nrack/a/h1/3\t\t5\n');
  expect(run(folder, 'release', 'rack/a/h1').out).toBe('Released 2 resources.\n');
  expect(run(folder, 'release', 'rack/a/h1')).toMatchObject({ exitCode: 1 });
  appendFileSync(file, 'rack/a/h1/1\tups\n');
  expect(run(folder, 'release', 'rack/a/h1/1').out).toBe('Released 1 resource.\n');
  expect(readFileSync(file, 'utf8').split('\n').slice(4)).toEqual([
    `rack/a/h1/1\t\t${NOW}`,
    `rack/a/h1/2\t\t${NOW}`,
    'rack/a/h1/1\tups',
    `rack/a/h1/1\t\t${NOW}`,
    '',
  ]);
});
