import type { JSX } from 'react';
import { formatDuration } from '../../shared/text/format.ts';
import type { Link } from '../live/link.ts';
import { useLiveStore } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { useNow } from '../ui/use-now.ts';

/** The age is of tenths of a second; redrawing it more often would say no more to a human. */
const REDRAW_MS = 500;

/** Whether the stream lives, as a dot and in words; while it does, how old the newest frame is. */
export function LinkState({ state }: { state: Link['state'] }): JSX.Element {
  const text = useText();
  return (
    <div className="link-state">
      <span className={`dot ${state}`} />
      <span className="words">
        {text(`frame.${state}`)}
        {state === 'live' && <Newest />}
      </span>
    </div>
  );
}

function Newest() {
  const text = useText();
  const { language } = usePreferences();
  const store = useLiveStore();
  const age = useNow(REDRAW_MS) - store.link().lastFrameAt;
  return (
    <span className="newest tabular">
      {' · '}
      {text('frame.newest', { age: formatDuration(age, language) })}
    </span>
  );
}
