import type { Derivation } from '../../shared/metrics/metric.ts';
import { REASONS } from '../../shared/model/sample.ts';
import {
  BAD,
  type Columns,
  FRESHNESS_SHIFT,
  NONE,
  QUALITY_MASK,
  REASON_SHIFT,
  SAMPLE_MASK,
  SIMULATED_BIT,
  STALE,
  UNCERTAIN,
} from './columns.ts';
import { type Layout, metricNumber } from './layout.ts';
import { createSeriesSet } from './series-set.ts';
import { type Derived, emptyDerived, type Writer } from './writer.ts';

export const PARTIAL = UNCERTAIN | (REASONS.indexOf('partial') << REASON_SHIFT);

/** One derivation of live state; the steps of a tick run in the order of their depth. */
export interface Step {
  /** Index in layout.metrics of what it reads. */
  readonly inputs: readonly number[];
  /** Indices in layout.metrics of what it writes. */
  readonly outputs: readonly number[];
  /** An input series has changed. */
  mark(series: number): void;
  run(now: number): void;
  /** As if nothing had ever been marked. */
  forget(): void;
}

type SelfDerivation = Extract<Derivation, { over: 'self' }>;

/** True when a series has a number that may stand for now. */
export function isUsable(flags: number): boolean {
  const grade = flags & QUALITY_MASK;
  return grade !== NONE && grade !== BAD && ((flags >> FRESHNESS_SHIFT) & 3) !== STALE;
}

function isReal(flags: number): boolean {
  return (flags & SIMULATED_BIT) === 0 && isUsable(flags);
}

/** True when a series has a number at all: the last one is kept through silence. */
function isKnown(flags: number): boolean {
  const grade = flags & QUALITY_MASK;
  return grade !== NONE && grade !== BAD;
}

/** Worst quality wins: the byte of the worse of two usable qualities, simulated if either is. */
export function worseQuality(a: number, b: number): number {
  const simulated = (a | b) & SIMULATED_BIT;
  const worst = (b & QUALITY_MASK) > (a & QUALITY_MASK) ? b : a;
  return (worst & ~SIMULATED_BIT) | simulated;
}

/** Derivations over metrics of the same resource, one step a derived metric. */
export function createSelfSteps(layout: Layout, columns: Columns, writer: Writer): Step[] {
  const steps: Step[] = [];
  layout.metrics.forEach((metric, number) => {
    if (metric.derive?.over === 'self') steps.push(createSelfStep(layout, columns, writer, number, metric.derive));
  });
  return steps;
}

function createSelfStep(
  layout: Layout,
  columns: Columns,
  writer: Writer,
  output: number,
  derivation: SelfDerivation,
): Step {
  const inputs = derivation.inputs.map((id) => metricNumber(layout, id));
  const offsets = inputs.map((input) => input - output);
  const dirty = createSeriesSet(layout.seriesCount);
  const result = emptyDerived();
  const combined = (s: number, counts: (flags: number) => boolean): boolean =>
    combine(columns, s, offsets, derivation, result, counts) && scale(layout, s, derivation, result);
  const make = (s: number): boolean =>
    derivation.aggregate === 'quotient'
      ? divide(columns, s, offsets, result)
      : // Real beside simulated: what the simulator left of a resource that was taken over is not mixed in.
        combined(s, isReal) ||
        combined(s, isUsable) ||
        // A sum whose inputs have all fallen silent stays whole, not what was left when the last but one fell silent.
        (derivation.aggregate === 'sum' && combined(s, isKnown));
  return {
    inputs,
    outputs: [output],
    mark(series) {
      dirty.add(series + output - layout.metricOf[series]!);
    },
    run() {
      for (let i = 0; i < dirty.length; i++) {
        const s = dirty.get(i);
        if (make(s)) writer.derived(s, result);
        else if ((columns.flags[s]! & QUALITY_MASK) !== NONE) writer.silent(s);
      }
      dirty.clear();
    },
    forget: dirty.clear,
  };
}

/** Largest or sum of the inputs that count into `result`; false when none does. */
function combine(
  { value, at, receivedAt, flags, source }: Columns,
  s: number,
  offsets: readonly number[],
  { aggregate }: SelfDerivation,
  result: Derived,
  counts: (flags: number) => boolean,
): boolean {
  let used = 0;
  for (let k = 0; k < offsets.length; k++) {
    const input = s + offsets[k]!;
    const inputFlags = flags[input]!;
    if (!counts(inputFlags)) continue;
    const freshness = (inputFlags >> FRESHNESS_SHIFT) & 3;
    const quality = inputFlags & SAMPLE_MASK;
    const first = used++ === 0;
    result.at = first ? at[input]! : Math.max(result.at, at[input]!);
    result.receivedAt = first ? receivedAt[input]! : Math.max(result.receivedAt, receivedAt[input]!);
    result.freshness = first ? freshness : Math.max(result.freshness, freshness);
    result.quality = first ? quality : worseQuality(result.quality, quality);
    if (aggregate === 'sum' && !first) result.value += value[input]!;
    else if (first || (aggregate !== 'sum' && value[input]! > result.value)) {
      result.value = value[input]!;
      result.origin = k;
      result.source = source[input]!;
    }
  }
  if (aggregate === 'sum') {
    result.origin = 0;
    if (used < offsets.length) result.quality = worseQuality(result.quality & ~QUALITY_MASK, PARTIAL);
  }
  return used > 0;
}

/**
 * First input over the second into `result`. False, so no number, unless both are usable and the second is above zero:
 * a quotient of an old and a new number, or of a part and a whole, would be neither's.
 */
function divide(
  { value, at, receivedAt, flags, source }: Columns,
  s: number,
  offsets: readonly number[],
  result: Derived,
): boolean {
  const [over, under] = [s + offsets[0]!, s + offsets[1]!];
  if (!isUsable(flags[over]!) || !isUsable(flags[under]!) || !(value[under]! > 0)) return false;
  result.value = value[over]! / value[under]!;
  // The quotient stands for the time that both cover, and is as fresh as the older of them.
  result.at = Math.min(at[over]!, at[under]!);
  result.receivedAt = Math.max(receivedAt[over]!, receivedAt[under]!);
  result.freshness = Math.max((flags[over]! >> FRESHNESS_SHIFT) & 3, (flags[under]! >> FRESHNESS_SHIFT) & 3);
  result.quality = worseQuality(flags[over]! & SAMPLE_MASK, flags[under]! & SAMPLE_MASK);
  result.origin = 0;
  result.source = source[over]!;
  return true;
}

/** ratio: 100 · value / attribute. False when the pack does not say the attribute: no denominator, no number. */
function scale(layout: Layout, s: number, derivation: SelfDerivation, result: Derived): boolean {
  if (derivation.aggregate !== 'ratio') return true;
  const { resource } = layout.resources[layout.resourceOf[s]!]!;
  const whole = resource.attributes.get(derivation.attribute);
  if (typeof whole !== 'number' || !(whole > 0)) return false;
  result.value = (100 * result.value) / whole;
  return true;
}
