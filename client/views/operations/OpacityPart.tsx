import { type JSX, useId, useState } from 'react';
import { useText } from '../../ui/text.ts';
import { LEAST_PERCENT } from './opacity.ts';
import type { Fading } from './scene.ts';

interface Props {
  /** Percent. */
  values: Readonly<Record<Fading, number>>;
  /** Layers that are on the map now. */
  shown: readonly Fading[];
  onChange(layer: Fading, percent: number): void;
}

const STEP_PERCENT = 10;

/** How opaque each layer is, behind a button: it is set rarely. */
export function OpacityPart({ values, shown, onChange }: Props): JSX.Element {
  const text = useText();
  const bodyId = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="plain opacity-head"
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => setOpen(!open)}
      >
        {text('operations.opacity')}
      </button>
      <ul id={bodyId} className="opacities" hidden={!open}>
        {shown.map((layer) => (
          <li key={layer}>
            <label className="layer-row">
              <span className="layer-name">{text(`operations.fade-${layer}`)}</span>
              <input
                type="range"
                min={LEAST_PERCENT}
                max={100}
                step={STEP_PERCENT}
                value={values[layer]}
                aria-valuetext={`${values[layer]} %`}
                title={`${values[layer]} %`}
                onChange={(event) => onChange(layer, Number(event.target.value))}
              />
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
