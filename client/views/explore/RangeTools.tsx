import { type JSX, useState } from 'react';
import type { Language } from '../../../shared/text/format.ts';
import type { Span } from '../../charts/index.ts';
import { useCursor } from '../../state/cursor.ts';
import { localText, momentOfLocal } from '../../state/zone-time.ts';
import { useText } from '../../ui/text.ts';
import { SHIFT_NAMES, type ShiftName } from './explored.ts';

interface Props {
  /** What is drawn now: a fixed span begins as this. */
  shown: Span;
  own: Span | null;
  onOwn(span: Span | null): void;
  shifts: readonly ShiftName[];
  onShifts(shifts: readonly ShiftName[]): void;
  timeZone: string;
  language: Language;
}

const DAY_MS = 86_400_000;
/** Longer than the time bar goes. */
const LENGTHS_MS = { '30d': 30 * DAY_MS, '90d': 90 * DAY_MS, '1y': 365 * DAY_MS } as const;
type LengthName = keyof typeof LENGTHS_MS;

/** Which span is shown, and what it is compared with. */
export function RangeTools({ shown, own, onOwn, shifts, onShifts, timeZone, language }: Props): JSX.Element {
  const text = useText();
  const { range, offsetMs } = useCursor();
  const choose = (value: string) => {
    if (value === 'bar') onOwn(null);
    else if (value === 'own') onOwn(shown);
    else {
      const to = Math.floor((Date.now() + offsetMs) / 1_000) * 1_000;
      onOwn({ from: to - LENGTHS_MS[value as LengthName], to });
    }
  };
  return (
    <div className="explore-range">
      <label className="explore-inline">
        <span>{text('explore.range')}</span>
        <select value={own === null ? 'bar' : 'own'} onChange={(event) => choose(event.target.value)}>
          <option value="bar">
            {text('explore.range-bar')} ({text(`time.range-${range}`)})
          </option>
          <option value="30d">{text('explore.range-30d')}</option>
          <option value="90d">{text('explore.range-90d')}</option>
          <option value="1y">{text('explore.range-1y')}</option>
          <option value="own">{text('explore.range-own')}</option>
        </select>
      </label>
      {own !== null && <OwnSpan key={`${own.from} ${own.to}`} own={own} onOwn={onOwn} timeZone={timeZone} />}
      <fieldset className="explore-compare" title={text('explore.compare-why')} lang={language}>
        <legend>{text('explore.compare')}</legend>
        {SHIFT_NAMES.map((name) => (
          <label key={name} className="explore-inline">
            <input
              type="checkbox"
              checked={shifts.includes(name)}
              onChange={(event) =>
                onShifts(event.target.checked ? [...shifts, name] : shifts.filter((one) => one !== name))
              }
            />
            <span>{text(`explore.compare-${name}`)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** Both ends in the zone's time. What is typed counts when the field is left or Enter is pressed: half a date is none. */
function OwnSpan({ own, onOwn, timeZone }: { own: Span; onOwn(span: Span): void; timeZone: string }): JSX.Element {
  const text = useText();
  const [from, setFrom] = useState(localText(own.from, timeZone));
  const [to, setTo] = useState(localText(own.to, timeZone));
  const take = () => {
    const span = { from: momentOfLocal(from, timeZone), to: momentOfLocal(to, timeZone) };
    if (span.from === null || span.to === null) return;
    if (span.from !== own.from || span.to !== own.to) onOwn({ from: span.from, to: span.to });
  };
  const field = (label: string, value: string, set: (value: string) => void) => (
    <label className="explore-inline">
      <span>{label}</span>
      <input
        type="datetime-local"
        step={1}
        value={value}
        onChange={(event) => set(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
    </label>
  );
  return (
    <>
      {field(text('explore.from'), from, setFrom)}
      {field(text('explore.to'), to, setTo)}
    </>
  );
}
