import type { JSX } from 'react';
import { formatAge, formatNumber, formatWithUnit, type Language } from '../../../shared/text/format.ts';
import type { Box } from '../../map/floor/layout.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import type { LayerLook } from './layers.ts';
import type { RackReading } from './rack-reading.ts';

interface Props {
  name: string;
  /** False for a rack that is not in service yet. */
  reporting: boolean;
  reading: RackReading;
  look: LayerLook;
  ratedW: number | null;
  vacant: boolean;
  language: Language;
}

/** The words about the rack under the pointer: value with its sensor, limit, age, where it comes from. */
export function RackWords({ name, reporting, reading, look, ratedW, vacant, language }: Props): JSX.Element {
  const text = useText();
  const { value, severity } = reading;
  return (
    <>
      <p className="name">
        {name}
        {vacant && <span className="soft"> · {text('floor.vacant')}</span>}
      </p>
      {!reporting && <p>{text('floor.not-in-service')}</p>}
      {reporting && (
        <p className="value" style={severity === 'normal' ? undefined : { color: `var(--${severity})` }}>
          <StateShape severity={severity} size={11} />
          {value === null ? text('quality.none') : formatWithUnit(value, look.metric.unit, language)}
          {value !== null && look.id === 'inlet' && ` (${text(`floor.sensor.${sensor(reading.origin)}`)})`}
        </p>
      )}
      {reporting && <p className="soft">{limitWords(look, ratedW, language, text)}</p>}
      {reporting && Number.isFinite(reading.ageMs) && (
        <p className="soft">
          {text('floor.sample-age', { age: formatAge(reading.ageMs, language) })}
          {reading.freshness !== 'live' && ` · ${text(`freshness.${reading.freshness}`)}`}
          {reading.reason !== 'none' && ` · ${text(`reason.${reading.reason}`)}`}
          {reading.simulated && ` · ${text('quality.simulated')}`}
        </p>
      )}
    </>
  );
}

function sensor(origin: number): 0 | 1 | 2 {
  return origin === 1 || origin === 2 ? origin : 0;
}

/** What the value is held against: the catalogue's steps, or the rack's rating. */
function limitWords(
  look: LayerLook,
  ratedW: number | null,
  language: Language,
  text: ReturnType<typeof useText>,
): string {
  const steps = look.metric.ladder?.steps ?? [];
  if (steps.length > 0) {
    const limits = steps.map((step) => formatNumber(step.raise, 0, language)).join(' / ');
    return text('floor.limit', { limit: `${limits} ${look.metric.unit}` });
  }
  return ratedW === null ? '' : text('floor.rated', { rated: formatWithUnit(ratedW, 'W', language) });
}

const WIDTH_PX = 240;
const HEIGHT_PX = 96;
const GAP_PX = 12;

/** Beside the rack, on the side where there is room; `bounds` is the canvas. */
export function RackTooltip({
  place,
  bounds,
  ...props
}: Props & { place: Box; bounds: { readonly width: number; readonly height: number } }): JSX.Element {
  const right = place.x + place.width + GAP_PX;
  const flip = right + WIDTH_PX > bounds.width && place.x > WIDTH_PX + GAP_PX;
  const left = flip ? place.x - GAP_PX : Math.max(8, Math.min(right, bounds.width - WIDTH_PX - 8));
  const top = Math.max(8, Math.min(place.y - 8, bounds.height - HEIGHT_PX));
  return (
    <div
      className="floor-panel floor-tooltip"
      style={{ top, left, translate: flip ? '-100% 0' : undefined }}
      aria-hidden="true"
    >
      <RackWords {...props} />
    </div>
  );
}
