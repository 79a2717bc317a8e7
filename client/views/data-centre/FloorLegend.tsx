import type { JSX } from 'react';
import { formatNumber, type Language } from '../../../shared/text/format.ts';
import { cividis } from '../../ui/palette.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import type { LayerLook } from './layers.ts';

const STOPS = 16;
const GRADIENT = `linear-gradient(90deg, ${Array.from({ length: STOPS + 1 }, (_, i) => `rgb(${cividis(i / STOPS).join(' ')})`).join(', ')})`;

/** What the colours mean: the scale with the catalogue's thresholds, where they come from, and the marks. */
export function FloorLegend({ look, language }: { look: LayerLook; language: Language }): JSX.Element {
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
      </ul>
    </figure>
  );
}
