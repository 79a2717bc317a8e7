import type { JSX } from 'react';
import { findMetric } from '../../../shared/metrics/index.ts';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { Meter } from '../../ui/Meter.tsx';
import { useText } from '../../ui/text.ts';
import { MetricValue } from './MetricTable.tsx';
import { type DrawerModel, readingOf } from './model.ts';

interface Props {
  model: DrawerModel;
  language: Language;
  onOpen(id: string): void;
}

/** Progress of a hall under construction, or how much of a running one reports and where it is hottest. */
export function HallHead({ model, language, onOpen }: Props): JSX.Element | null {
  const progress = model.attributes.get('progress_pct');
  const inlet = findMetric('rack.inlet');
  const text = useText();
  if (model.lifecycle !== 'in-service') {
    if (typeof progress !== 'number') return null;
    return (
      <section className="drawer-part">
        <h3>
          {text('fact.progress_pct')} <span className="muted tabular">{progress} %</span>
        </h3>
        <Meter share={progress / 100} />
      </section>
    );
  }
  return (
    <>
      <Coverage model={model} language={language} />
      {inlet && model.hottest.length > 0 && (
        <section className="drawer-part">
          <h3>{text('drawer.hottest')}</h3>
          <ol className="hottest">
            {model.hottest.map(({ id, name, reading }) => (
              <li key={id}>
                <button type="button" className="plain part" onClick={() => onOpen(id)}>
                  <span>{name}</span>
                  <MetricValue metric={inlet} reading={reading} language={language} />
                </button>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

/** Racks that report of those that should: a roll-up says what it covers. */
function Coverage({ model, language }: { model: DrawerModel; language: Language }): JSX.Element | null {
  const text = useText();
  const rows = Number(model.attributes.get('rows') ?? 0);
  const all = rows * Number(model.attributes.get('racks_per_row') ?? 0);
  const { value } = readingOf(model, 'hall.racks-live');
  if (all === 0) return null;
  return (
    <section className="drawer-part">
      <h3>{text('drawer.coverage', { live: formatCount(value, language), all: formatCount(all, language) })}</h3>
      <Meter
        share={value === null ? null : value / all}
        severity={value !== null && value < all ? 'minor' : 'normal'}
      />
    </section>
  );
}
