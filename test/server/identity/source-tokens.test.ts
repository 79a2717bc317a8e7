import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openIngestToken } from '../../../server/identity/ingest-token.ts';
import { runAdmin } from '../../../server/identity/run-admin.ts';
import { openSourceTokens } from '../../../server/identity/source-tokens.ts';
import { TokenFileError } from '../../../server/identity/token-file.ts';

const SECRET = 'the-token-of-the-first-start';

function open(zoneSeries = 100) {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-tokens-'));
  const tokens = openSourceTokens(folder, openIngestToken(folder, SECRET), zoneSeries);
  const admin = (...args: string[]) => runAdmin(args, folder, 1).out.split('\n')[0]!;
  return { folder, tokens, admin };
}

test('a token stands for its source; the ingest token for `ingest`; anything else for none', () => {
  const { tokens, admin } = open();
  const pdu = admin('create-token', 'pdu');
  const ups = admin('create-token', 'ups');
  expect(tokens.sourceOf(pdu)).toBe('pdu');
  expect(tokens.sourceOf(ups)).toBe('ups');
  expect(tokens.sourceOf(SECRET)).toBe('ingest');
  for (const wrong of ['', `${pdu} `, pdu.slice(1), pdu.toUpperCase(), 'pdu'])
    expect(tokens.sourceOf(wrong)).toBeNull();
});

test('what an administrator does is in force with the next look, without a restart', () => {
  const { tokens, admin } = open();
  const first = admin('create-token', 'pdu', '--series', '10');
  expect(tokens.sourceOf(first)).toBe('pdu');
  expect(tokens.of('pdu')).toMatchObject({ revoked: false, limits: { series: 10 } });
  expect(tokens.expected()).toEqual(['pdu']);
  admin('revoke-token', 'pdu');
  expect(tokens.sourceOf(first)).toBeNull();
  expect(tokens.of('pdu')).toMatchObject({ revoked: true });
  expect(tokens.expected()).toEqual([]);
  const second = admin('create-token', 'pdu', '--rate', '7');
  expect(tokens.sourceOf(second)).toBe('pdu');
  expect(tokens.sourceOf(first)).toBeNull();
  expect(tokens.of('pdu')).toMatchObject({ revoked: false, limits: { series: 50_000, samplesPerSecond: 7 } });
});

test('limits are the document’s unless the token was made with others; the ingest token has room for the zone', () => {
  const { tokens, admin } = open(332_000);
  admin('create-token', 'pdu');
  expect(tokens.expected()).toEqual(['pdu']);
  expect(tokens.of('pdu').limits).toEqual({ series: 50_000, newSeriesPerMinute: 60_000, samplesPerSecond: 500_000 });
  expect(tokens.of('ingest').limits).toMatchObject({
    series: 332_000,
    newSeriesPerMinute: 332_000,
    samplesPerSecond: 2_000_000,
  });
  expect(open(3).tokens.of('ingest').limits).toMatchObject({ series: 50_000 });
});

test('a source whose line is gone cannot send', () => {
  expect(open().tokens.of('of-old')).toMatchObject({ revoked: true });
});

test('a file that is damaged while the server runs changes nothing; at the start it is refused by name', () => {
  const { folder, tokens, admin } = open();
  const secret = admin('create-token', 'pdu');
  expect(tokens.sourceOf(secret)).toBe('pdu');
  writeFileSync(join(folder, 'sources.json'), 'not json');
  expect(tokens.sourceOf(secret)).toBe('pdu');
  expect(() => openSourceTokens(folder, openIngestToken(folder, SECRET), 100)).toThrow(TokenFileError);
});
