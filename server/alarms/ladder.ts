import type { Threshold } from '../../shared/alarms/alarm.ts';
import { PERCEIVED_SEVERITIES, type PerceivedSeverity } from '../../shared/alarms/severity.ts';
import { findMetric } from '../../shared/metrics/index.ts';
import type { Limits } from './limits.ts';
import type { Verdict } from './rule.ts';
import { ALARMS_FILE, type LimitStep, type RuleSettings } from './settings.ts';

/** Limits of a rule of its own numbers; the pack may replace the steps. */
export function ownLimits(limits: Omit<Limits, 'source'>, settings: RuleSettings): Limits {
  return settings.steps === undefined ? { ...limits, source: 'rule' } : packLimits(limits, settings);
}

/** Made once for each settings and metric: samples are judged by the thousand. */
const ladders = new WeakMap<RuleSettings, Map<string, Limits>>();

/** The catalogue's ladder of a metric, or what the pack says instead. Throws for a metric without a ladder. */
export function ladderLimits(id: string, settings: RuleSettings): Limits {
  let known = ladders.get(settings);
  if (known === undefined) {
    known = new Map();
    ladders.set(settings, known);
  }
  let limits = known.get(id);
  if (limits === undefined) {
    limits = readLadder(id, settings);
    known.set(id, limits);
  }
  return limits;
}

function readLadder(id: string, settings: RuleSettings): Limits {
  const metric = findMetric(id);
  if (metric?.ladder === undefined) throw new Error(`${id} has no ladder in the catalogue`);
  const { direction, source: document } = metric.ladder;
  const limits = { direction, document, metric: id, unit: metric.unit };
  if (settings.steps !== undefined) return packLimits({ ...limits, steps: [] }, settings);
  const steps = metric.ladder.steps.flatMap(({ severity, raise, clear }) => {
    const perceived = PERCEIVED_SEVERITIES.find((one) => one === severity);
    return perceived === undefined ? [] : [{ severity: perceived, raise, clear }];
  });
  return { ...limits, steps, source: 'catalogue' };
}

function packLimits(limits: Omit<Limits, 'source'>, { steps, row }: RuleSettings): Limits {
  const where = `${ALARMS_FILE}${row === undefined ? '' : ` row ${row}`}`;
  const document = { zh: where, en: where };
  return { ...limits, steps: steps ?? limits.steps, source: 'pack', document };
}

/** The step that a value is in, given the one before: entered beyond `raise`, left inside `clear`. */
export function judgeLimits(limits: Limits, value: number, held: PerceivedSeverity | null): Verdict {
  const { direction, steps } = limits;
  const heldStep = steps.findIndex((step) => step.severity === held);
  let reached: LimitStep | null = null;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    const limit = i <= heldStep ? step.clear : step.raise;
    if (direction === 'above' ? value > limit : value < limit) reached = step;
  }
  return {
    severity: reached?.severity ?? null,
    threshold: thresholdOf(limits, value, reached ?? steps[0]!),
    expectedAt: null,
  };
}

function thresholdOf({ metric, unit, source, document }: Limits, value: number, step: LimitStep): Threshold {
  return { metric, unit, value, raise: step.raise, clear: step.clear, source, document };
}

/** Values within which no step can hold, whatever was before. */
export function calmOf({ direction, steps }: Limits): readonly [number, number] {
  const limits = steps.flatMap(({ raise, clear }) => [raise, clear]);
  return direction === 'above'
    ? [Number.NEGATIVE_INFINITY, Math.min(...limits)]
    : [Math.max(...limits), Number.POSITIVE_INFINITY];
}

/** Says that nothing is wrong. */
export const FINE: Verdict = { severity: null, threshold: null, expectedAt: null };
/** Says that it is no fault. */
export const EXCUSED: Verdict = { ...FINE, excused: true };

export function wrong(severity: PerceivedSeverity, expectedAt: number | null = null): Verdict {
  return { severity, threshold: null, expectedAt };
}
