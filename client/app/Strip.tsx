import type { JSX } from 'react';
import { formatCount, formatDate, formatOffset, formatTime } from '../../shared/text/format.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { useLiveStore } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { useNow } from '../ui/use-now.ts';
import { ScenarioButton } from './scenario/ScenarioButton.tsx';

interface Props {
  timeZone: string;
  live: boolean;
  simulated: boolean;
  attention: Attention | null;
}

/** The strip at the foot: whether this is now, what time it is in the zone, and who speaks for the numbers. */
export function Strip({ timeZone, live, simulated, attention }: Props): JSX.Element {
  const text = useText();
  return (
    <footer className="strip">
      <span className={live ? 'live-badge' : 'live-badge off'}>
        <span className={live ? 'dot live' : 'dot silent'} />
        {text(live ? 'frame.live' : 'frame.silent')}
      </span>
      <Clock timeZone={timeZone} />
      {simulated && <ScenarioButton />}
      {attention && <Sources attention={attention} />}
    </footer>
  );
}

/** The server's clock, shown in the zone's time. */
function Clock({ timeZone }: { timeZone: string }) {
  const store = useLiveStore();
  const now = useNow(1_000) + store.link().offsetMs;
  return (
    <span className="clock">
      <time dateTime={new Date(now).toISOString()}>{formatTime(now, timeZone)}</time>
      <span>
        {formatDate(now, timeZone)} · {formatOffset(now, timeZone)}
      </span>
    </span>
  );
}

function Sources({ attention }: { attention: Attention }) {
  const text = useText();
  const { language } = usePreferences();
  const rows = [
    { label: text('frame.from-real'), count: attention.real },
    { label: text('frame.from-simulator'), count: attention.simulated },
    { label: text('frame.silent-resources'), count: attention.stale },
  ];
  return (
    <dl className="sources">
      {rows.map(({ label, count }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatCount(count, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
