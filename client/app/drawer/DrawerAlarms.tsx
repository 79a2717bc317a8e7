import { type JSX, useMemo } from 'react';
import { Link } from 'react-router';
import { formatCount, formatDuration } from '../../../shared/text/format.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { useAlarms } from '../../live/alarms-react.ts';
import { withParam } from '../../state/query.ts';
import { countdownWords, limitWords, nameWords, problemWords, shapeOf } from '../../ui/alarm-words.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { isUnder } from '../../views/alarms/filter.ts';
import { alarmRows } from '../../views/alarms/rows.ts';
import { type Around, StateChips } from '../../views/alarms/StateChips.tsx';
import './drawer-alarms.css';

const SHOWN = 6;
const NOTHING_OPEN: ReadonlySet<string> = new Set();

/** The alarms of a resource and of everything below it, worst first; each opens on the alarms page. */
export function DrawerAlarms({ id, ...around }: Around & { id: string }): JSX.Element | null {
  const text = useText();
  const { state, alarms } = useAlarms();
  const { language, now } = around;
  const found = useMemo(() => {
    // What is folded under a cause elsewhere is an alarm of this resource all the same.
    const own = new Map([...alarms].filter(([, alarm]) => isUnder(alarm, id)));
    return alarmRows(own, () => true, NOTHING_OPEN, 'severity');
  }, [alarms, id]);
  const countdown = (alarm: AlarmView) => countdownWords(alarm, now, language, text);
  if (state === 'absent' || state === 'loading') return null;
  return (
    <section className="drawer-alarms" aria-label={text('alarms.drawer')}>
      <h3>
        {text('alarms.drawer')}
        {found.alarms > 0 && (
          <Link to={`/alarms${withParam(withParam('', 'resource', id), 'show', 'all')}`}>
            {text('alarms.drawer-more', { count: formatCount(found.alarms, language) })}
          </Link>
        )}
      </h3>
      {found.alarms === 0 && <p className="muted">{text('alarms.drawer-none')}</p>}
      <ul>
        {found.rows.slice(0, SHOWN).map(({ alarm, folded }) => (
          <li key={alarm.id}>
            <Link to={`/alarms${withParam(withParam('', 'alarm', alarm.id), 'show', 'all')}`}>
              <StateShape severity={shapeOf(alarm.severity)} size={12} /> {problemWords(alarm, text)}
              {alarm.resource !== id && ` · ${nameWords(alarm, language, text)}`}
              {folded > 0 && ` +${folded}`}
            </Link>
            <span className="muted">{formatDuration(Math.max(0, now - alarm.raisedAt), language)}</span>
            <span className="drawer-alarm-more">
              {alarm.threshold !== null && <span>{limitWords(alarm.threshold, language, text)}</span>}
              {countdown(alarm) !== '' && <span>{countdown(alarm)}</span>}
              <StateChips alarm={alarm} {...around} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
