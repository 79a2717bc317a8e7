import type { JSX } from 'react';
import { useLocation } from 'react-router';
import { formatDuration, formatTime } from '../../../shared/text/format.ts';
import { downtimeAt, useDowntime } from '../../api/downtime.ts';
import { usePastView } from '../../live/past-react.ts';
import { useCursor } from '../../state/cursor.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { VIEWS } from '../../views/index.ts';
import { momentWords, offWords } from './moment-words.ts';

const AGE_REDRAW_MS = 1_000;

/** Over the view while the past is shown: which moment, how long ago, what of it is missing, and the way back. */
export function PastBanner({ timeZone }: { timeZone: string }): JSX.Element | null {
  const text = useText();
  const { language } = usePreferences();
  const view = usePastView();
  const { at, playing, offsetMs, act } = useCursor();
  const now = useNow(AGE_REDRAW_MS) + offsetMs;
  const { pathname } = useLocation();
  const downtime = useDowntime();
  const present = VIEWS.find(({ path }) => path === pathname)?.present === true;
  if (at === null) return null;
  const { shown } = view;
  const away = shown === null ? undefined : downtimeAt(downtime, shown);
  return (
    <div className="banner past-banner">
      <span className="past-words">
        <b className="past-title">{text('time.past')}</b>
        {shown !== null && <time className="past-moment">{momentWords(shown, timeZone, text)}</time>}
        {shown !== null && (
          <span className="past-ago">{text('time.ago', { length: formatDuration(now - shown, language) })}</span>
        )}
      </span>
      {present && <span className="past-note">{text('time.present-view')}</span>}
      {view.loading && shown !== at && (
        <span className="past-note">{text('time.loading', { time: formatTime(at, timeZone) })}</span>
      )}
      {away !== undefined && (
        <span className="past-note">
          {offWords(away, { timeZone, language, text })} {text('time.off-shown')}
        </span>
      )}
      {away === undefined && view.notRecordedSince !== null && (
        <span className="past-note">
          {text('time.not-recorded', { moment: momentWords(view.notRecordedSince, timeZone, text) })}
        </span>
      )}
      {view.failure !== null && (
        <span className="past-note failed">
          {text('time.failed', { time: formatTime(at, timeZone), what: view.failure })}
        </span>
      )}
      <button type="button" className="plain past-back" onClick={() => act({ type: 'live' })}>
        {text('time.to-live')} <kbd>L</kbd>
      </button>
      <p className="visually-hidden" role="status">
        {shown !== null && !playing && text('time.past-of', { moment: momentWords(shown, timeZone, text) })}
      </p>
    </div>
  );
}
