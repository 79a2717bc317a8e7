import './time-bar.css';
import { type JSX, type ReactNode, useEffect } from 'react';
import { formatDate, formatOffset, formatTime } from '../../../shared/text/format.ts';
import { useDowntime } from '../../api/downtime.ts';
import { useLiveStore } from '../../live/react.tsx';
import { useCursor } from '../../state/cursor.ts';
import { spanOf } from '../../state/cursor-state.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { useLinkState } from '../use-link-state.ts';
import { PlayControls } from './PlayControls.tsx';
import { RangeSelect } from './RangeSelect.tsx';
import { TimeCourse } from './TimeCourse.tsx';
import { type TimeMark, TimeTrack } from './TimeTrack.tsx';
import { useChangeStep } from './use-change-step.ts';

interface Props {
  timeZone: string;
  /** What happened, to be marked on the track. */
  marks: readonly TimeMark[];
  /** What else stands in the strip: the demo's scenarios, who speaks for the numbers. */
  children?: ReactNode;
}

/** The strip at the foot of every view: whether this is now, which moment it is, and the way to any other one. */
export function TimeBar({ timeZone, marks, children }: Props): JSX.Element {
  const now = useServerNow();
  const cursor = useCursor();
  const step = useChangeStep(now, timeZone);
  const downtime = useDowntime();
  const span = spanOf(cursor, now);
  return (
    <footer className="strip time-bar">
      <Badge />
      <Clock at={cursor.at ?? now} timeZone={timeZone} />
      <PlayControls onStep={step.go} stepping={step.going} />
      <TimeTrack span={span} now={now} oldest={cursor.oldest} marks={marks} downtime={downtime} timeZone={timeZone}>
        {(width) => <TimeCourse span={span} width={width} />}
      </TimeTrack>
      {step.note !== null && (
        <span className="time-note" role="status">
          {step.note}
        </span>
      )}
      <RangeSelect />
      {children}
    </footer>
  );
}

/** The server's clock, by the second; the cursor is told how far ours is from it. */
function useServerNow(): number {
  const store = useLiveStore();
  const here = useNow(1_000);
  const { offsetMs, setClock } = useCursor();
  const link = store.link();
  const live = link.state === 'past' ? offsetMs : link.offsetMs;
  useEffect(() => {
    if (live !== offsetMs) setClock(live);
  }, [live, offsetMs, setClock]);
  return here + live;
}

/** Live, not live, or past; in the past it is the way back. */
function Badge() {
  const text = useText();
  const state = useLinkState();
  const { at, act } = useCursor();
  if (at !== null) {
    return (
      <button
        type="button"
        className="live-badge past"
        title={`${text('time.to-live')} (L)`}
        onClick={() => act({ type: 'live' })}
      >
        <span className="dot past" />
        {text('time.to-live')}
      </button>
    );
  }
  // Nothing is lost that never was there.
  const shown = state === 'live' || state === 'connecting' ? state : 'silent';
  return (
    <span className={shown === 'live' ? 'live-badge' : 'live-badge off'}>
      <span className={`dot ${shown}`} />
      {text(`frame.${shown}`)}
    </span>
  );
}

function Clock({ at, timeZone }: { at: number; timeZone: string }) {
  return (
    <span className="clock">
      <time dateTime={new Date(at).toISOString()}>{formatTime(at, timeZone)}</time>
      <span>
        {formatDate(at, timeZone)} · {formatOffset(at, timeZone)}
      </span>
    </span>
  );
}
