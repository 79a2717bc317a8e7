import type { JSX } from 'react';
import { formatDuration } from '../../shared/text/format.ts';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { useNow } from '../ui/use-now.ts';
import type { FrameLink } from './use-frame-link.ts';

/** The age is read to a tenth of a second; ten redraws a second would say no more to a human. */
const REDRAW_MS = 500;

/** Whether the stream lives, in a dot and in words, and how old the newest frame is. */
export function LinkState({ link }: { link: FrameLink }): JSX.Element {
  const text = useText();
  return (
    <div className="link-state">
      <span className={`dot ${link.state}`} />
      <span className="words">
        {text(`frame.${link.state}`)}
        {link.state === 'live' && link.newestAt !== null && <Newest at={link.newestAt} />}
      </span>
    </div>
  );
}

function Newest({ at }: { at: number }) {
  const text = useText();
  const { language } = usePreferences();
  const age = useNow(REDRAW_MS) - at;
  return (
    <span className="newest tabular">
      {' · '}
      {text('frame.newest', { age: formatDuration(age, language) })}
    </span>
  );
}
