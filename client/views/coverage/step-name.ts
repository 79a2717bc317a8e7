import type { Say } from '../../ui/text.ts';

const STEP_NAMES = ['acquisition', 'civil-works', 'fibre-and-power', 'commissioning'] as const;

/** A known step in the language; one that the pack has added by the pack's own name. */
export function stepName(step: string, text: Say): string {
  const known = STEP_NAMES.find((name) => name === step);
  return known === undefined ? step : text(`coverage.step.${known}`);
}
