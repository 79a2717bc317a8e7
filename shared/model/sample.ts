/**
 * A sample's quality in one byte, the same in the journal, in live state and on the wire:
 *
 *   bits 0–1  quality: none, good, uncertain, bad
 *   bits 2–4  reason
 *   bit  5    simulated
 *
 * Live state adds to it, in a 16-bit word called *flags*:
 *
 *   bits 6–7   freshness: live, late, stale
 *   bits 8–10  severity by the catalogue's ladder
 *   bits 11–12 origin: which of a derived value's inputs gave it (0, 1, 2)
 */
export const QUALITIES = ['none', 'good', 'uncertain', 'bad'] as const;
export type Quality = (typeof QUALITIES)[number];

export const REASONS = [
  'none',
  'stale',
  'suspect',
  'clock-skew',
  'out-of-range',
  'no-communication',
  'partial',
] as const;
export type Reason = (typeof REASONS)[number];

export const FRESHNESS = ['live', 'late', 'stale'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** 3GPP perceived severities, least first; `unknown` stands apart: silence is neither healthy nor a fault. */
export const SEVERITIES = ['normal', 'warning', 'minor', 'major', 'critical', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The order in which states are drawn and ranked: worst last. */
export const SEVERITY_RANK: Readonly<Record<Severity, number>> = {
  normal: 0,
  unknown: 1,
  warning: 2,
  minor: 3,
  major: 4,
  critical: 5,
};

const SIMULATED = 1 << 5;
/** The part of flags that a sample itself carries. */
const SAMPLE_BITS = 0x3f;

/** Packs a sample's quality byte. */
export function packQuality(quality: Quality, reason: Reason = 'none', simulated = false): number {
  return QUALITIES.indexOf(quality) | (REASONS.indexOf(reason) << 2) | (simulated ? SIMULATED : 0);
}

/** Adds what live state knows to a quality byte. */
export function packFlags(qualityByte: number, freshness: Freshness, severity: Severity, origin = 0): number {
  return (
    (qualityByte & SAMPLE_BITS) |
    (FRESHNESS.indexOf(freshness) << 6) |
    (SEVERITIES.indexOf(severity) << 8) |
    ((origin & 3) << 11)
  );
}

/** Flags of a series that has never had a sample: no quality, stale, unknown. */
export const NO_DATA_FLAGS = packFlags(packQuality('none'), 'stale', 'unknown');

export function qualityOf(flags: number): Quality {
  return QUALITIES[flags & 3]!;
}

export function reasonOf(flags: number): Reason {
  return REASONS[(flags >> 2) & 7] ?? 'none';
}

export function isSimulated(flags: number): boolean {
  return (flags & SIMULATED) !== 0;
}

export function freshnessOf(flags: number): Freshness {
  return FRESHNESS[(flags >> 6) & 3] ?? 'stale';
}

export function severityOf(flags: number): Severity {
  return SEVERITIES[(flags >> 8) & 7] ?? 'unknown';
}

/** Place of the severity in SEVERITIES, for loops over columns. */
export function severityIndexOf(flags: number): number {
  const index = (flags >> 8) & 7;
  return index < SEVERITIES.length ? index : SEVERITIES.length - 1;
}

/** False for a series that has never had a sample. */
export function isHeard(flags: number): boolean {
  return (flags & 3) !== 0;
}

export function originOf(flags: number): number {
  return (flags >> 11) & 3;
}

/** The worse of two states by SEVERITY_RANK. */
export function worse(a: Severity, b: Severity): Severity {
  return SEVERITY_RANK[b] > SEVERITY_RANK[a] ? b : a;
}

/**
 * Samples as they cross ports: columns of one length. `series` are numbers of the dictionary, `at` is source time in
 * integer UTC ms, `value` is in the catalogue's base unit and never NaN (0 where quality is bad), `quality` is a
 * quality byte.
 */
export interface SampleBatch {
  readonly series: Uint32Array;
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
}
