import type { JSX } from 'react';
import { formatCount, formatWithUnit, type Language } from '../../../shared/text/format.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { useText } from '../../ui/text.ts';
import type { LayerLook } from './layers.ts';

interface Props {
  count: number;
  figures: { known: number; sum: number; max: number | null };
  look: LayerLook;
  language: Language;
  onClear(): void;
}

/** The racks gathered by dragging: how many, and the layer's sum or maximum and mean over them. */
export function MarkedSum({ count, figures, look, language, onClear }: Props): JSX.Element {
  const text = useText();
  const { known, sum, max } = figures;
  const figure = (value: number | null) => formatWithUnit(value, look.metric.unit, language);
  return (
    <section className="floor-panel floor-marked" aria-live="polite">
      <header>
        <strong>{text('floor.marked', { count: formatCount(count, language) })}</strong>
        <button
          type="button"
          className="plain square"
          aria-label={text('floor.clear')}
          title={`${text('floor.clear')} (Esc)`}
          onClick={onClear}
        >
          <CloseIcon size={15} />
        </button>
      </header>
      <dl>
        {look.id === 'power' ? (
          <Row name={text('floor.marked-power')} value={figure(known === 0 ? null : sum)} />
        ) : (
          <>
            <Row name={text('floor.marked-inlet')} value={figure(max)} />
            <Row name={text('floor.marked-mean')} value={figure(known === 0 ? null : sum / known)} />
          </>
        )}
      </dl>
      <small>
        {text('floor.marked-of', { known: formatCount(known, language), count: formatCount(count, language) })}
      </small>
    </section>
  );
}

function Row({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
