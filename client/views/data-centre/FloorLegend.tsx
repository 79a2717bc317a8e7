import type { JSX } from 'react';
import { formatNumber, type Language } from '../../../shared/text/format.ts';
import { cividis } from '../../ui/palette.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import type { LayerLook } from './layers.ts';

const STOPS = 16;
const GRADIENT = `linear-gradient(90deg, ${Array.from({ length: STOPS + 1 }, (_, i) => `rgb(${cividis(i / STOPS).join(' ')})`).join(', ')})`;

interface Props {
  look: LayerLook;
  language: Language;
  /** Standing alarms are marked. */
  alarms: boolean;
}

/** What the colours mean: the scale with the catalogue's thresholds, where they come from, and the marks. */
export function FloorLegend({ look, language, alarms }: Props): JSX.Element {
  const text = useText();
  const share = (value: number) => ((value - look.min) / (look.max - look.min)) * 100;
  return (
    <figure className="floor-panel floor-legend">
      <figcaption>
        <strong className="what">{text(`floor.legend.${look.id}`)}</strong>{' '}
        <span className="source">{text(`floor.legend.${look.id}-source`)}</span>
      </figcaption>
      <div className="scale" style={{ background: GRADIENT }}>
        {look.ticks.map(({ value, severity }) => (
          <i key={value} className={severity ? 'step' : undefined} style={{ left: `${share(value)}%` }} />
        ))}
      </div>
      <div className="ticks">
        {look.ticks.map(({ value, severity }) => (
          <span key={value} className="tick" style={{ left: `${share(value)}%` }}>
            {severity && <StateShape severity={severity} size={9} />}
            {formatNumber(value / look.divisor, 0, language)}
            {value === look.max && '+'}
          </span>
        ))}
      </div>
      <ul className="marks">
        <li>
          <i className="swatch hatched" /> {text('floor.legend.stale')}
        </li>
        <li>
          <i className="swatch none" /> {text('floor.legend.none')}
        </li>
        <li>
          <i className="swatch building" /> {text('floor.legend.building')}
        </li>
        {alarms && (
          <li>
            <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" fill="none">
              <circle cx="8" cy="8" r="6.5" stroke="var(--major)" strokeWidth="1.5" />
              <path d="M8 4.4 11.6 8 8 11.6 4.4 8Z" fill="var(--major)" />
            </svg>{' '}
            {text('floor.legend.alarm')}
          </li>
        )}
      </ul>
    </figure>
  );
}
