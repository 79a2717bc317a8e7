import { log } from '../log.ts';
import type { SourceLimits, SourcePolicies, SourcePolicy } from '../ports.ts';
import type { IngestToken } from './ingest-token.ts';
import { hashOf, sameHash } from './secret.ts';
import { type TokenEntry, TokenFile } from './token-file.ts';

/** The source that the one token of the first start stands for. */
export const INGEST_SOURCE = 'ingest';

/** What a source may send unless its token was made with other limits (ingest-contracts.md, "Limits per source"). */
const SERIES = 50_000;
/** Never less than the series limit: after our own restart a source shows all of its series within a minute. */
const NEW_SERIES_PER_MINUTE = 60_000;
const SAMPLES_PER_SECOND = 500_000;
/** The ingest token may stand for many senders. */
const INGEST_SAMPLES_PER_SECOND = 2_000_000;

export interface SourceTokens extends SourcePolicies {
  /** The source that a presented token belongs to, null for one that is not known or was revoked. */
  sourceOf(presented: string): string | null;
}

/**
 * The tokens of all sources: the ingest token, and those of sources.json, which is read again as soon as it changes. So a
 * revoked token is refused with the next request. Throws TokenFileError when the file cannot be used at the start; later
 * on the last good one stays in force.
 */
export function openSourceTokens(dataFolder: string, ingest: IngestToken, zoneSeries: number): SourceTokens {
  const file = new TokenFile(dataFolder);
  const series = Math.max(SERIES, zoneSeries);
  const ingestPolicy: SourcePolicy = {
    limits: limitsOf({ series, samplesPerSecond: INGEST_SAMPLES_PER_SECOND }),
    revoked: false,
  };
  let seen = file.fingerprint();
  let known = index(file.read());

  function current(): ReturnType<typeof index> {
    const now = file.fingerprint();
    if (now === seen) return known;
    seen = now;
    try {
      known = index(file.read());
    } catch (error) {
      log.error({ reason: String(error) }, 'the tokens were not read again: the ones read last stay in force');
    }
    return known;
  }

  return {
    sourceOf(presented) {
      const hash = hashOf(presented);
      // Every token is compared, so that the time says nothing about which one was close.
      let found = ingest.matches(presented) ? INGEST_SOURCE : null;
      for (const token of current().tokens) if (sameHash(token.hash, hash)) found = token.source;
      return found;
    },
    // Asked for every new series: whoever sends was looked up just before, so the file is not looked at again.
    of: (source) => (source === INGEST_SOURCE ? ingestPolicy : (known.policies.get(source) ?? UNKNOWN)),
    expected: () => current().tokens.map(({ source }) => source),
  };
}

/** A source of earlier times, that no token stands for any more. */
const UNKNOWN: SourcePolicy = { limits: limitsOf({}), revoked: true };

function index(entries: readonly TokenEntry[]) {
  return {
    tokens: entries.flatMap(({ source, hash }) => (hash === null ? [] : [{ source, hash: Buffer.from(hash, 'hex') }])),
    policies: new Map(
      entries.map(({ source, hash, limits }) => [source, { limits: limitsOf(limits), revoked: hash === null }]),
    ),
  };
}

export function limitsOf({
  series = SERIES,
  samplesPerSecond = SAMPLES_PER_SECOND,
}: TokenEntry['limits']): SourceLimits {
  return { series, samplesPerSecond, newSeriesPerMinute: Math.max(NEW_SERIES_PER_MINUTE, series) };
}
