import { PERCEIVED_SEVERITIES } from '../../../shared/alarms/severity.ts';
import type { Unit } from '../../../shared/metrics/metric.ts';
import { LIFECYCLES } from '../../../shared/model/resource.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import { formatWithUnit, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import type { Say } from '../../ui/text.ts';

const ATTRIBUTE = 'attribute ';
const STANDINGS = ['cleared', 'acknowledged', 'shelved'] as const;

/** Which fact of a resource changed. An attribute has the name that its source gave it. */
export function fieldWords(field: string, text: Say): string {
  if (field === 'state' || field === 'lifecycle' || field === 'name') return text(`snapshot-screen.field.${field}`);
  return field.startsWith(ATTRIBUTE) ? field.slice(ATTRIBUTE.length) : field;
}

/** A fact's value: states and stages by their words, all else as it is; "–" for none. */
export function factWords(field: string, value: string | null, text: Say): string {
  if (value === null) return NO_VALUE;
  const severity = field === 'state' ? SEVERITIES.find((known) => known === value) : undefined;
  if (severity !== undefined) return text(`state.${severity}`);
  const lifecycle = field === 'lifecycle' ? LIFECYCLES.find((known) => known === value) : undefined;
  return lifecycle === undefined ? value : text(`lifecycle.${lifecycle}`);
}

/** How an alarm stood, `major acknowledged` in words; "–" where it was not there. */
export function standingWords(standing: string | null, text: Say): string {
  if (standing === null) return NO_VALUE;
  return standing
    .split(' ')
    .map((word) => {
      const severity = PERCEIVED_SEVERITIES.find((known) => known === word);
      if (severity !== undefined) return text(`alarms.severity.${severity}`);
      const known = STANDINGS.find((one) => one === word);
      return known === undefined ? word : text(`snapshot-screen.standing.${known}`);
    })
    .join(' · ');
}

/** A difference with its sign: "+3", "−0.4 MW"; "–" where one of the two is missing. */
export function differenceWords(change: number | null, unit: string, language: Language): string {
  if (change === null) return NO_VALUE;
  const size = formatWithUnit(Math.abs(change), unit as Unit, language);
  return change === 0 ? size : `${change > 0 ? '+' : '−'}${size}`;
}
