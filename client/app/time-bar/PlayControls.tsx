import type { JSX } from 'react';
import { useCursor } from '../../state/cursor.ts';
import { SPEEDS, type Speed } from '../../state/cursor-state.ts';
import { useText } from '../../ui/text.ts';
import { NextIcon, PauseIcon, PlayIcon, PreviousIcon } from './play-icons.tsx';

interface Props {
  /** Steps to the change of state before or after the cursor. */
  onStep(direction: 'before' | 'after'): void;
  stepping: boolean;
}

/** Step back, play or pause, step on, and how fast playing goes. */
export function PlayControls({ onStep, stepping }: Props): JSX.Element {
  const text = useText();
  const { at, playing, act } = useCursor();
  return (
    <span className="time-play">
      <button
        type="button"
        className="plain square"
        aria-label={text('time.previous-change')}
        title={text('time.previous-change')}
        disabled={stepping}
        onClick={() => onStep('before')}
      >
        <PreviousIcon />
      </button>
      <button
        type="button"
        className="plain square"
        aria-label={text(playing ? 'time.pause' : 'time.play')}
        title={text(playing ? 'time.pause' : 'time.play')}
        disabled={at === null}
        onClick={() => act({ type: playing ? 'pause' : 'play' })}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <button
        type="button"
        className="plain square"
        aria-label={text('time.next-change')}
        title={text('time.next-change')}
        disabled={at === null || stepping}
        onClick={() => onStep('after')}
      >
        <NextIcon />
      </button>
      <Speeds />
    </span>
  );
}

function Speeds() {
  const text = useText();
  const { speed, act } = useCursor();
  return (
    <select
      className="time-select"
      aria-label={text('time.speed')}
      value={speed}
      onChange={(event) => act({ type: 'speed', speed: Number(event.target.value) as Speed })}
    >
      {SPEEDS.map((one) => (
        <option key={one} value={one}>
          {one}×
        </option>
      ))}
    </select>
  );
}
