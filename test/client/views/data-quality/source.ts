import type { SourceView } from '../../../../shared/wire/http.ts';

export const NOW = 1_600_000_000_000;

/** A source that is well, with what a test changes. */
export function source(more: Partial<SourceView> = {}): SourceView {
  return {
    id: 'pdu',
    protocol: 'native',
    simulated: false,
    lastReceivedAt: NOW - 2_000,
    revoked: false,
    skewMs: -200,
    limits: { series: 50_000, newSeriesPerMinute: 60_000, samplesPerSecond: 500_000 },
    series: 60,
    resources: 20,
    accepted: 12_345,
    duplicate: 3,
    late: 0,
    skewed: 0,
    future: 0,
    throttled: 0,
    rate: 5,
    unmapped: [],
    unmappedTotal: 0,
    rejected: [],
    rejectedTotal: 0,
    ...more,
  };
}

export function rejected(reason: string, count: number, lastAt: number, example = 'as it was sent') {
  return { rejected: [{ reason, count, example, lastAt }], rejectedTotal: count };
}
