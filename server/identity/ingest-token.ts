import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, newSecret, sameHash } from './secret.ts';

const FILE = 'ingest-token';

export interface IngestToken {
  /** The secret, for the first start's printout only. */
  readonly secret: string;
  /** Where it is kept; null when the environment gave it. */
  readonly file: string | null;
  readonly created: boolean;
  /** True for the right secret; takes the same time for every wrong one. */
  matches(candidate: string): boolean;
}

/**
 * The token that senders present. Given by the environment, or generated once (192 random bits) and kept in the data
 * folder, readable by its owner only.
 */
export function openIngestToken(dataFolder: string, given: string | undefined): IngestToken {
  if (given !== undefined) return { ...token(given), file: null, created: false };
  const file = join(dataFolder, FILE);
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    return { ...token(readFileSync(file, 'utf8').trim()), file, created: false };
  }
  const secret = newSecret();
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return { ...token(secret), file, created: true };
}

function token(secret: string): Pick<IngestToken, 'secret' | 'matches'> {
  const expected = hashOf(secret);
  return { secret, matches: (candidate) => sameHash(expected, hashOf(candidate)) };
}

/** The token of an Authorization header: Bearer, or Basic with the token as password; null when there is none. */
export function presentedToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, space).toLowerCase();
  const rest = authorization.slice(space + 1).trim();
  if (scheme === 'bearer') return rest;
  if (scheme !== 'basic') return null;
  const decoded = Buffer.from(rest, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? null : decoded.slice(colon + 1);
}
