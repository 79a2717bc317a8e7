import { type JSX, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Severity } from '../../../shared/model/sample.ts';
import { formatDate, formatTime } from '../../../shared/text/format.ts';
import type { Span } from '../../charts/panel.ts';
import { timeTicks } from '../../charts/time-ticks.ts';
import { useCursor } from '../../state/cursor.ts';
import { LIVE_WITHIN_MS } from '../../state/cursor-state.ts';
import { usePreferences } from '../../state/preferences.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { momentWords, offWords } from './moment-words.ts';
import { keyStep } from './track-steps.ts';
import { useWidth } from './use-width.ts';

/** Something that happened, on the track. */
export interface TimeMark {
  readonly at: number;
  readonly severity: Severity;
  /** Of what; text from outside. */
  readonly name: string;
}

interface Props {
  span: Span;
  /** The server's present, UTC ms. */
  now: number;
  /** Where history begins, null while that is not known. */
  oldest: number | null;
  marks: readonly TimeMark[];
  /** When Skyrack itself was away. */
  downtime: readonly Span[];
  timeZone: string;
  /** What is drawn under the marks, given the track's width in pixels. */
  children?: (width: number) => ReactNode;
}

const TICK_PX = 84;
/** The last pixels of a track that ends now are the present: nobody aims at two seconds ago there. */
const LIVE_PX = 4;

/** The span as a slider: press or drag to a moment, or move with the keys. */
export function TimeTrack({ span, now, oldest, marks, downtime, timeZone, children }: Props): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const { at, range, playing, act } = useCursor();
  const [track, width] = useWidth();
  const dragging = useRef(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const length = span.to - span.from;
  const percent = (moment: number) => `${(100 * (moment - span.from)) / length}%`;
  const shown = at ?? now;

  const momentOf = ({ clientX }: PointerEvent): number => {
    const box = track.current!.getBoundingClientRect();
    if (clientX >= box.right - LIVE_PX && span.to >= now) return now;
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return span.from + share * length;
  };
  const point = (event: PointerEvent) => {
    const moment = momentOf(event);
    setPointed(moment);
    if (dragging.current) act({ type: 'move', to: moment });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = keyStep(event.key, event.shiftKey, range);
    // The first step leaves the present, however small it is.
    const latest = at === null && (step ?? 0) < 0 ? now - LIVE_WITHIN_MS - 1 : Number.POSITIVE_INFINITY;
    if (step !== null) act({ type: 'move', to: Math.min(shown + step, latest) });
    else if (event.key === 'Home') act({ type: 'move', to: Math.max(span.from, oldest ?? 0) });
    else if (event.key === 'End' || event.key === 'l') act({ type: 'live' });
    else if (event.key === ' ') act({ type: playing ? 'pause' : 'play' });
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={track}
      className="time-track"
      role="slider"
      tabIndex={0}
      aria-label={text('time.cursor')}
      aria-valuemin={Math.round(Math.max(span.from, oldest ?? 0) / 1000)}
      aria-valuemax={Math.round(span.to / 1000)}
      aria-valuenow={Math.round(shown / 1000)}
      aria-valuetext={
        at === null ? text('frame.live') : text('time.past-of', { moment: momentWords(at, timeZone, text) })
      }
      aria-description={text('time.cursor-keys')}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={point}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
      onPointerLeave={() => setPointed(null)}
      onKeyDown={keys}
    >
      <span className="time-ground">
        {children?.(width)}
        {oldest !== null && oldest > span.from && (
          <span
            className="time-before"
            style={{ width: percent(Math.min(oldest, span.to)) }}
            title={text('time.before-history')}
          />
        )}
        {downtime
          .filter(({ from, to }) => to > span.from && from < span.to)
          .map(({ from, to }) => (
            <span
              key={from}
              className="time-off"
              style={{
                left: percent(Math.max(from, span.from)),
                right: `calc(100% - ${percent(Math.min(to, span.to))})`,
              }}
              title={offWords({ from, to }, { timeZone, language, text })}
            />
          ))}
      </span>
      {marks
        .filter((mark) => mark.at >= span.from && mark.at <= span.to)
        .map((mark) => (
          <span
            key={`${mark.at} ${mark.name} ${mark.severity}`}
            className="time-mark"
            style={{ left: percent(mark.at) }}
            title={text('time.mark', {
              time: formatTime(mark.at, timeZone),
              state: text(`state.${mark.severity}`),
              name: mark.name,
            })}
          >
            <StateShape severity={mark.severity} size={10} decorative />
          </span>
        ))}
      {timeTicks(span.from, span.to, timeZone, Math.max(2, width / TICK_PX)).map((tick) => (
        <span key={tick.at} className="time-tick" style={{ left: percent(tick.at) }}>
          {tick.label}
        </span>
      ))}
      <span className={at === null ? 'time-cursor live' : 'time-cursor'} style={{ left: percent(shown) }} />
      {pointed !== null && (
        <span className="time-pointed" style={{ left: percent(pointed) }}>
          <span className="time-pointed-words">
            {pointed >= now
              ? text('time.now')
              : `${formatDate(pointed, timeZone).slice(5)} ${formatTime(pointed, timeZone)}`}
          </span>
        </span>
      )}
    </div>
  );
}
