import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openIngestToken, presentedToken } from '../../../server/identity/ingest-token.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'skyrack-token-'));

test('a new token has at least 128 random bits and is readable by its owner only', () => {
  const data = folder();
  const token = openIngestToken(data, undefined);
  expect(token.created).toBe(true);
  expect(Buffer.from(token.secret, 'base64url').length).toBeGreaterThanOrEqual(16);
  expect(statSync(token.file!).mode & 0o777).toBe(0o600);
  expect(readFileSync(token.file!, 'utf8').trim()).toBe(token.secret);
});

test('the next start keeps it', () => {
  const data = folder();
  const { secret } = openIngestToken(data, undefined);
  expect(openIngestToken(data, undefined)).toMatchObject({ secret, created: false });
});

test('the environment wins and leaves no file', () => {
  const token = openIngestToken(folder(), 'given-by-environment');
  expect(token).toMatchObject({ file: null, created: false });
  expect(token.matches('given-by-environment')).toBe(true);
  expect(token.matches('given-by-environmenT')).toBe(false);
  expect(token.matches('')).toBe(false);
});

test.each([
  ['Bearer abc', 'abc'],
  ['bearer  abc ', 'abc'],
  [`Basic ${Buffer.from('prometheus:s3:cret').toString('base64')}`, 's3:cret'],
  [`Basic ${Buffer.from('no-colon').toString('base64')}`, null],
  ['Digest abc', null],
  [undefined, null],
])('Authorization %o presents %o', (header, expected) => {
  expect(presentedToken(header)).toBe(expected);
});
