import { type JSX, useDeferredValue, useMemo } from 'react';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { InventoryIndex, Place } from '../../../shared/wire/inventory-index.ts';
import { useText } from '../../ui/text.ts';
import { findResources } from './choices.ts';
import { type Entry, entryKey, groupingsOf } from './explored.ts';
import { resourceName } from './names.ts';

interface Props {
  index: InventoryIndex;
  metric: MetricDefinition;
  entries: readonly Entry[];
  language: Language;
  query: string;
  onQuery(query: string): void;
  onToggle(entry: Entry): void;
  onOtherKind(kind: ResourceKind): void;
  /** No more can be ticked. */
  full: boolean;
}

const SHOWN = 40;

/** What the metric is shown of: a box to tick for each group and resource. */
export function ResourceChoice(props: Props): JSX.Element {
  const { index, metric, entries, language, query, onQuery, onToggle, onOtherKind, full } = props;
  const text = useText();
  // A zone has tens of thousands: typing does not wait for the list.
  const wanted = useDeferredValue(query);
  const { own, more, others } = useMemo(
    () => findResources(index, metric.kind, wanted, SHOWN),
    [index, metric.kind, wanted],
  );
  const shown = new Set(entries.map(entryKey));
  const box = (of: string, name: string) => {
    const entry = { metric: metric.id, of };
    const ticked = shown.has(entryKey(entry));
    return (
      <label key={of} className="explore-choice" title={of}>
        <input type="checkbox" checked={ticked} disabled={full && !ticked} onChange={() => onToggle(entry)} />
        <span>{name}</span>
      </label>
    );
  };
  const groupings = groupingsOf(index, metric.kind);
  return (
    <fieldset>
      <legend>{text('explore.pick-resource')}</legend>
      <input
        type="search"
        aria-label={text('explore.find-resource')}
        placeholder={text('explore.find-resource')}
        maxLength={100}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
      <div className="explore-choices">
        {groupings.length > 0 && wanted.trim() === '' && (
          <>
            <p className="explore-others">{text('explore.groups')}</p>
            {groupings.map((by) => box(by, text(`explore.by-${by}`)))}
            <p className="explore-others">{text(`kind.${metric.kind}`)}</p>
          </>
        )}
        {own.map((id) => box(id, resourceName(index, id, language)))}
        {more > 0 && <p className="muted">{text('explore.more-resources', { count: formatCount(more, language) })}</p>}
        {own.length + others.length === 0 && <p className="muted">{text('explore.no-resource', { text: wanted })}</p>}
        {others.length > 0 && <p className="explore-others">{text('explore.other-kinds')}</p>}
        {others.map((place) => (
          <OtherKind
            key={`${place.kind} ${place.ordinal}`}
            place={place}
            index={index}
            language={language}
            onChoose={onOtherKind}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface OtherProps {
  place: Place;
  index: InventoryIndex;
  language: Language;
  onChoose(kind: ResourceKind): void;
}

/** Found, but the metric is not one of its: pressing it turns to the metrics of its kind. */
function OtherKind({ place: { kind, ordinal }, index, language, onChoose }: OtherProps): JSX.Element {
  const text = useText();
  return (
    <button type="button" className="plain explore-other" onClick={() => onChoose(kind)}>
      {resourceName(index, index.id(kind, ordinal), language)} <small>{text(`kind.${kind}`)}</small>
    </button>
  );
}
