import type { JSX } from 'react';
import { formatCount } from '../../shared/text/format.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { usePreferences } from '../state/preferences.ts';
import { StateShape } from '../ui/StateShape.tsx';
import { useText } from '../ui/text.ts';
import { useAttentionFilter } from './attention-filter.ts';
import { COUNTED, countsOf } from './state-counts.ts';

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
