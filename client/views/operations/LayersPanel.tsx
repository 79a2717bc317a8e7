import { type JSX, useId, useState } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { useText } from '../../ui/text.ts';
import { SECTOR_LAYERS, type SectorLayer } from './metric-layers.ts';

/** What can be hidden from the map. */
export const HIDEABLE = ['planned', 'chargers', 'transport', 'labels'] as const;
export type Hideable = (typeof HIDEABLE)[number];

interface Props {
  layer: SectorLayer;
  onLayer(layer: SectorLayer): void;
  hidden: ReadonlySet<Hideable>;
  onToggle(part: Hideable): void;
  counts: { readonly inService: number; readonly planned: number; readonly chargers: number };
  language: Language;
}

/** What the map shows: one colour for the sectors, and what else is drawn, with how much of it there is. */
export function LayersPanel({ layer, onLayer, hidden, onToggle, counts, language }: Props): JSX.Element {
  const text = useText();
  const name = useId();
  const bodyId = useId();
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 821px)').matches);
  const count = { planned: counts.planned, chargers: counts.chargers, transport: null, labels: null };
  return (
    <section className="map-panel layers-panel" aria-label={text('operations.layers')}>
      <button
        type="button"
        className="plain panel-head"
        aria-expanded={open}
        aria-controls={bodyId}
        title={text(open ? 'operations.layers-hide' : 'operations.layers-show')}
        onClick={() => setOpen(!open)}
      >
        {text('operations.layers')}
        <svg
          className="caret"
          viewBox="0 0 12 12"
          width="10"
          height="10"
          fill="none"
          stroke="currentColor"
          aria-hidden="true"
        >
          <path d={open ? 'M2 8l4-4 4 4' : 'M2 4l4 4 4-4'} strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      </button>
      <div id={bodyId} hidden={!open}>
        <fieldset className="segments">
          <legend className="visually-hidden">{text('operations.colour-by')}</legend>
          {SECTOR_LAYERS.map((each) => (
            <label key={each}>
              <input type="radio" name={name} checked={each === layer} onChange={() => onLayer(each)} />
              <span>{text(`operations.layer.${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <ul>
          <li className="layer-row fixed">
            <svg viewBox="0 0 16 16" width="14" height="14" fill="var(--normal)" aria-hidden="true">
              <path d="M8 8 5 1.4a7.2 7.2 0 0 1 6 0ZM8 8l7.2.7a7.2 7.2 0 0 1-3 5.2ZM8 8l-4.2 5.9a7.2 7.2 0 0 1-3-5.2Z" />
            </svg>
            <span className="layer-name">{text('operations.in-service')}</span>
            <span className="layer-count">{formatCount(counts.inService, language)}</span>
          </li>
          {HIDEABLE.map((part) => (
            <li key={part}>
              <label className="layer-row">
                <input type="checkbox" checked={!hidden.has(part)} onChange={() => onToggle(part)} />
                <span className="layer-name">{text(`operations.${part}`)}</span>
                {count[part] !== null && <span className="layer-count">{formatCount(count[part], language)}</span>}
              </label>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
