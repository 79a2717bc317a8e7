import { type JSX, useMemo } from 'react';
import { PERCEIVED_SEVERITIES } from '../../shared/alarms/severity.ts';
import { formatCount } from '../../shared/text/format.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { useAlarms } from '../live/alarms-react.ts';
import { usePreferences } from '../state/preferences.ts';
import { shapeOf } from '../ui/alarm-words.ts';
import { StateShape } from '../ui/StateShape.tsx';
import { useText } from '../ui/text.ts';
import { countRoots } from './alarm-counts.ts';
import { useAttentionFilter } from './attention-filter.ts';
import { StateCounts } from './StateCounts.tsx';

const WORST_FIRST = [...PERCEIVED_SEVERITIES].reverse();

/** Root causes by severity; resources by state on a server without alarms. Pressing one narrows the dock's list to it. */
export function AlarmCounts({ attention }: { attention: Attention | null }): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const { state, alarms } = useAlarms();
  const filter = useAttentionFilter();
  const counts = useMemo(() => countRoots(alarms), [alarms]);
  if (state === 'absent') return <StateCounts attention={attention} />;
  return (
    <fieldset className="state-counts" aria-label={text('alarms.counts')}>
      {WORST_FIRST.map((severity) => {
        const count = counts[severity];
        const number = formatCount(state === 'loading' ? null : count, language);
        const words = text('frame.state-count', { state: text(`alarms.severity.${severity}`), count: number });
        return (
          <button
            key={severity}
            type="button"
            className={count === 0 ? 'plain zero' : 'plain'}
            aria-label={words}
            aria-pressed={filter.severity === shapeOf(severity)}
            title={words}
            onClick={() => filter.toggle(shapeOf(severity))}
          >
            <StateShape severity={shapeOf(severity)} size={13} decorative />
            {number}
          </button>
        );
      })}
    </fieldset>
  );
}
