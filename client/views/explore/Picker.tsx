import { type JSX, useMemo, useState } from 'react';
import { findMetric, metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { useText } from '../../ui/text.ts';
import { exploredKinds } from './choices.ts';
import { type Entry, MAX_ENTRIES } from './explored.ts';
import { MetricChoice } from './MetricChoice.tsx';
import { ResourceChoice } from './ResourceChoice.tsx';

interface Props {
  index: InventoryIndex;
  entries: readonly Entry[];
  language: Language;
  onToggle(entry: Entry): void;
}

/** What a kind's metric is to begin with: the first that is judged, for that is what people look for. */
function firstMetric(kind: ResourceKind): MetricDefinition {
  const metrics = metricsOf(kind);
  return metrics.find(({ ladder }) => ladder !== undefined) ?? metrics[0]!;
}

/** A kind, one of its metrics, and the resources and groups that it is shown of. */
export function Picker({ index, entries, language, onToggle }: Props): JSX.Element | null {
  const text = useText();
  const kinds = useMemo(() => exploredKinds(index), [index]);
  const last = entries.at(-1);
  const [chosen, setChosen] = useState(() => (last && findMetric(last.metric)) ?? null);
  const [resourceText, setResourceText] = useState('');
  const first = kinds[0];
  if (first === undefined) return null;
  const metric = chosen ?? firstMetric(first);
  const full = entries.length >= MAX_ENTRIES;
  return (
    <div className="explore-picker">
      <label className="explore-field">
        <span>{text('explore.pick-kind')}</span>
        <select
          value={metric.kind}
          onChange={(event) => {
            setChosen(firstMetric(event.target.value as ResourceKind));
            setResourceText('');
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {text(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <MetricChoice kinds={kinds} metric={metric} language={language} onChoose={setChosen} />
      <ResourceChoice
        index={index}
        metric={metric}
        entries={entries}
        language={language}
        query={resourceText}
        onQuery={setResourceText}
        onToggle={onToggle}
        onOtherKind={(kind) => setChosen(firstMetric(kind))}
        full={full}
      />
      {full && (
        <p className="explore-full" role="status">
          {text('explore.full', { limit: MAX_ENTRIES })}
        </p>
      )}
    </div>
  );
}
