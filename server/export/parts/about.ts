import { formatNumber } from '../../../shared/text/format.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { inLanguage, type Language, say, sayMoment } from './words.ts';

/** What every document says of itself first: rows of a name and what it is. */
export function aboutRows(
  content: SnapshotContent,
  sha256: string,
  language: Language,
): readonly (readonly [name: string, is: string])[] {
  const { zone, at, from, takenAt, takenBy, product, sequence, tier } = content;
  const moment = sayMoment(at, zone.timeZone);
  return [
    [say('snapshots.title', language), content.title === '' ? inLanguage(zone.name, language) : content.title],
    [
      say('snapshots.moment', language),
      from === null ? moment : say('snapshots.period', language, { from: sayMoment(from, zone.timeZone), to: moment }),
    ],
    [say('snapshots.scope', language), scopeText(content, language)],
    [say('snapshots.column.simulated', language), simulatedLine(content, language)],
    [say('snapshots.column.synthetic', language), syntheticLine(content, language)],
    [say('snapshots.column.coverage', language), coverageLine(content, language)],
    ...content.missing.map(
      ({ part, reason }) => [say('snapshots.lacking', language), lackLine(part, reason, language)] as const,
    ),
    [say('snapshots.tier', language), say(`snapshots.tier.${tier}`, language)],
    [say('snapshots.sequence', language), sequence === null ? '–' : `${sequence.from}–${sequence.to}`],
    [
      say('snapshots.taken', language),
      say('snapshots.taken-by', language, { name: takenBy.name, moment: sayMoment(takenAt, zone.timeZone) }),
    ],
    [say('snapshots.version', language), `${product.name} ${product.version}`],
    [say('snapshots.id', language), content.id],
    [say('snapshots.sha256', language), sha256],
    [say('snapshots.verifying', language), say('snapshots.verify', language, { id: content.id })],
  ];
}

/** Whether values are simulated; where there is none at all, that. */
export function simulatedLine({ counts, missing }: SnapshotContent, language: Language): string {
  if (lacksValues(missing)) return say('snapshots.no-values', language);
  if (counts.simulated === 0) return say('snapshots.not-simulated', language);
  return say('snapshots.simulated', language, { simulated: counts.simulated, series: counts.series });
}

/** Whether not one value had come. */
export function lacksValues(missing: SnapshotContent['missing']): boolean {
  return missing.some(({ part }) => part === 'values');
}

export function syntheticLine({ counts }: SnapshotContent, language: Language): string {
  return say('snapshots.synthetic', language, { synthetic: counts.synthetic, resources: counts.resources });
}

export function coverageLine({ counts, coveragePct }: SnapshotContent, language: Language): string {
  const coverage = coveragePct === null ? '–' : `${formatNumber(coveragePct, 1, language)} %`;
  const { expected, live, stale, bad, never } = counts;
  return say('snapshots.coverage-line', language, { coverage, expected, live, stale, bad, never });
}

type Lack = SnapshotContent['missing'][number];

function lackLine(part: Lack['part'], reason: Lack['reason'], language: Language): string {
  return say('snapshots.lacks', language, {
    part: say(`snapshots.part.${part}`, language),
    reason: say(`snapshots.lack.${reason}`, language),
  });
}

function scopeText({ scope }: SnapshotContent, language: Language): string {
  const named = Object.entries(scope).filter(([, value]) => value !== undefined);
  if (named.length === 0) return say('snapshots.whole-zone', language);
  return named
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');
}
