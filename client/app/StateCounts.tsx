import type { JSX } from 'react';
import { RESOURCE_KINDS, type ResourceKind } from '../../shared/model/resource.ts';
import { SEVERITIES, type Severity } from '../../shared/model/sample.ts';
import { formatCount } from '../../shared/text/format.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { usePreferences } from '../state/preferences.ts';
import { StateShape } from '../ui/StateShape.tsx';
import { useText } from '../ui/text.ts';
import { useAttentionFilter } from './attention-filter.ts';

/** Their states repeat those of what is below them: one hot rack is one, not also its hall and its data centre. */
const ROLL_UPS: ReadonlySet<ResourceKind> = new Set(['zone', 'datacentre', 'phase', 'hall', 'row', 'carrier']);

/** Worst first; normal is what is left and is not counted here. */
export const COUNTED: readonly Severity[] = ['critical', 'major', 'minor', 'warning', 'unknown'];

/** How many resources are in a state, roll-ups aside, and how many of each kind. */
export function countsOf(
  counts: Attention['counts'],
  severity: Severity,
): { total: number; kinds: readonly { kind: ResourceKind; count: number }[] } {
  const at = SEVERITIES.indexOf(severity);
  const kinds = RESOURCE_KINDS.filter((kind) => !ROLL_UPS.has(kind))
    .map((kind) => ({ kind, count: counts[kind]?.[at] ?? 0 }))
    .filter(({ count }) => count > 0);
  return { total: kinds.reduce((sum, { count }) => sum + count, 0), kinds };
}

/** Resources by state, worst first. Pressing one narrows the list of what needs attention to it. */
export function StateCounts({ attention }: { attention: Attention | null }): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const filter = useAttentionFilter();
  return (
    <fieldset className="state-counts" aria-label={text('frame.states')}>
      {COUNTED.map((severity) => {
        const { total, kinds } = countsOf(attention?.counts ?? {}, severity);
        const number = formatCount(attention ? total : null, language);
        const words = text('frame.state-count', { state: text(`state.${severity}`), count: number });
        const detail = kinds.map(({ kind, count }) => `${text(`kind.${kind}`)} ${formatCount(count, language)}`);
        return (
          <button
            key={severity}
            type="button"
            className={total === 0 ? 'plain zero' : 'plain'}
            aria-label={words}
            aria-pressed={filter.severity === severity}
            title={[words, ...detail].join('\n')}
            onClick={() => filter.toggle(severity)}
          >
            <StateShape severity={severity} size={13} decorative />
            {number}
          </button>
        );
      })}
    </fieldset>
  );
}
