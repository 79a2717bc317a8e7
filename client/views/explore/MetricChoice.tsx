import { type JSX, useId, useState } from 'react';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import { useText } from '../../ui/text.ts';
import { findMetrics } from './choices.ts';
import { inLanguage } from './names.ts';

interface Props {
  kinds: readonly ResourceKind[];
  metric: MetricDefinition;
  language: Language;
  onChoose(metric: MetricDefinition): void;
}

/** The catalogue's metrics of the kind as radio buttons; a search finds those of other kinds, too. */
export function MetricChoice({ kinds, metric, language, onChoose }: Props): JSX.Element {
  const text = useText();
  const id = useId();
  const [query, setQuery] = useState('');
  const { own, others } = findMetrics(kinds, metric.kind, query);
  const radio = (one: MetricDefinition) => (
    <label key={one.id} className="explore-choice" data-metric={one.id}>
      <input type="radio" name={id} checked={one.id === metric.id} onChange={() => onChoose(one)} />
      <span>
        {inLanguage(one.label, language)}
        {one.kind !== metric.kind && <small> {text(`kind.${one.kind}`)}</small>}
        {one.standard !== undefined && <small className="explore-standard">{one.standard}</small>}
      </span>
    </label>
  );
  return (
    <fieldset>
      <legend>{text('explore.pick-metric')}</legend>
      <input
        type="search"
        aria-label={text('explore.find-metric')}
        placeholder={text('explore.find-metric')}
        maxLength={100}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="explore-choices">
        {own.map(radio)}
        {others.length > 0 && <p className="explore-others">{text('explore.other-kinds')}</p>}
        {others.map(radio)}
        {own.length + others.length === 0 && <p className="muted">{text('explore.no-metric', { text: query })}</p>}
      </div>
    </fieldset>
  );
}
