import { type JSX, useId } from 'react';
import type { FloorLayer } from '../../../shared/wire/events.ts';
import { useText } from '../../ui/text.ts';
import { LAYERS } from './layers.ts';

interface LayerProps {
  layer: FloorLayer;
  onLayer(layer: FloorLayer): void;
}

/** What the racks' colour says. */
export function LayerSwitch({ layer, onLayer }: LayerProps): JSX.Element {
  const text = useText();
  const name = useId();
  return (
    <fieldset className="floor-panel floor-segments">
      <legend className="visually-hidden">{text('floor.layers')}</legend>
      {LAYERS.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === layer} onChange={() => onLayer(each)} />
          <span>{text(`floor.layer.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Whether standing alarms mark their racks and halls. */
export function AlarmSwitch({ shown, onToggle }: { shown: boolean; onToggle(): void }): JSX.Element {
  const text = useText();
  return (
    <button
      type="button"
      className="plain floor-panel floor-alarm-switch"
      aria-pressed={shown}
      title={text('floor.alarms-title')}
      onClick={onToggle}
    >
      {text('floor.alarms')}
    </button>
  );
}

/** The floor as a picture or as a table. */
export function TableSwitch({ table, onTable }: { table: boolean; onTable(table: boolean): void }): JSX.Element {
  const text = useText();
  const name = useId();
  return (
    <fieldset className="floor-panel floor-segments">
      <legend className="visually-hidden">{text('floor.show-as')}</legend>
      <label>
        <input type="radio" name={name} checked={!table} onChange={() => onTable(false)} />
        <span>{text('floor.show-floor')}</span>
      </label>
      <label>
        <input type="radio" name={name} checked={table} onChange={() => onTable(true)} />
        <span>{text('floor.show-table')}</span>
      </label>
    </fieldset>
  );
}

interface ZoomProps {
  onZoom(factor: number): void;
  onAll(): void;
}

const STEP = 1.6;

export function ZoomControls({ onZoom, onAll }: ZoomProps): JSX.Element {
  const text = useText();
  return (
    <div className="floor-panel floor-zoom">
      <ZoomButton label={text('floor.zoom-in')} keys="+" path="M8 3v10M3 8h10" onPress={() => onZoom(STEP)} />
      <ZoomButton label={text('floor.zoom-out')} keys="−" path="M3 8h10" onPress={() => onZoom(1 / STEP)} />
      <ZoomButton
        label={text('floor.zoom-all')}
        keys="0"
        path="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"
        onPress={onAll}
      />
    </div>
  );
}

function ZoomButton(props: { label: string; keys: string; path: string; onPress(): void }): JSX.Element {
  return (
    <button
      type="button"
      className="plain"
      aria-label={props.label}
      title={`${props.label} (${props.keys})`}
      onClick={props.onPress}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" aria-hidden="true">
        <path d={props.path} strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
