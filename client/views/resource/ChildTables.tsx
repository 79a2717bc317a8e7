import { type JSX, useMemo, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { metricsOf } from '../../../shared/metrics/index.ts';
import { RESOURCE_KINDS, type ResourceKind } from '../../../shared/model/resource.ts';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { InventoryIndex, Place } from '../../../shared/wire/inventory-index.ts';
import { useInventory, useLiveStore } from '../../live/react.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { inLanguage } from './definition-words.ts';
import { liveValue, liveValues, stateOf, tellingMetrics } from './live-values.ts';
import { placeName } from './place-name.ts';
import { resourceAddress } from './resource-address.ts';

interface Props {
  place: Place;
  nowMs: number;
  language: Language;
}

const SHOWN = 25;
const COLUMNS = 3;

/** What it contains directly, a table for each kind. */
export function ChildTables({ place, nowMs, language }: Props): JSX.Element | null {
  const text = useText();
  const index = useInventory();
  // A zone has thousands: not again with every frame.
  const kinds = useMemo(
    () =>
      RESOURCE_KINDS.flatMap((kind) => {
        const ordinals = directChildren(index, place, kind);
        return ordinals.length === 0 ? [] : [{ kind, ordinals }];
      }),
    [index, place],
  );
  if (kinds.length === 0) return null;
  return (
    <section className="resource-part">
      <h3>{text('resource.children')}</h3>
      {kinds.map(({ kind, ordinals }) => {
        // Rows of a hall report nothing: they are places, not numbers.
        const Part = metricsOf(kind).length === 0 ? ChildList : ChildTable;
        return <Part key={kind} kind={kind} ordinals={ordinals} nowMs={nowMs} language={language} />;
      })}
    </section>
  );
}

function directChildren(index: InventoryIndex, { kind, ordinal }: Place, child: ResourceKind): readonly number[] {
  if (index.count(child) === 0) return [];
  return Array.from(index.children(kind, ordinal, child)).filter((one) => {
    const above = index.parent(child, one);
    return above?.kind === kind && above.ordinal === ordinal;
  });
}

interface TableProps {
  kind: ResourceKind;
  ordinals: readonly number[];
  nowMs: number;
  language: Language;
}

function ChildList({ kind, ordinals, language }: TableProps): JSX.Element {
  const text = useText();
  const index = useInventory();
  const { search } = useLocation();
  return (
    <div className="resource-links">
      <h4>
        {text(`kind.${kind}`)} <span className="muted tabular">{formatCount(ordinals.length, language)}</span>
      </h4>
      <ul>
        {ordinals.map((ordinal) => (
          <li key={ordinal}>
            <Link to={resourceAddress(index.id(kind, ordinal), search)}>
              {placeName(index, { kind, ordinal }, text, language)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChildTable({ kind, ordinals, nowMs, language }: TableProps): JSX.Element {
  const text = useText();
  const index = useInventory();
  const live = useLiveStore();
  const { search } = useLocation();
  const [all, setAll] = useState(false);
  const metrics = tellingMetrics(kind, COLUMNS);
  const shown = all ? ordinals : ordinals.slice(0, SHOWN);
  return (
    <div className="resource-children">
      <table>
        <caption>
          {text(`kind.${kind}`)} <span className="muted tabular">{formatCount(ordinals.length, language)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{text('resource.column-name')}</th>
            <th scope="col">{text('resource.column-state')}</th>
            {metrics.map((metric) => (
              <th key={metric.id} scope="col" className="number">
                {inLanguage(metric.label, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((ordinal) => {
            const place = { kind, ordinal };
            const state = stateOf(liveValues(index, live, place, nowMs));
            return (
              <tr key={ordinal}>
                <th scope="row">
                  <Link to={resourceAddress(index.id(kind, ordinal), search)}>
                    {placeName(index, place, text, language)}
                  </Link>
                </th>
                <td>
                  {state === null ? (
                    <span className="muted">{text(`lifecycle.${index.lifecycle(kind, ordinal)}`)}</span>
                  ) : (
                    <span className="resource-word">
                      <StateShape severity={state} size={11} decorative /> {text(`state.${state}`)}
                    </span>
                  )}
                </td>
                {metrics.map((metric) => {
                  const { value, flags, ageMs } = liveValue(index, live, place, metric, nowMs);
                  const words = metric.states?.find((known) => known.value === value)?.label;
                  return (
                    <td key={metric.id} className="number">
                      <Figure
                        value={value}
                        unit={metric.unit}
                        flags={flags}
                        ageMs={ageMs}
                        language={language}
                        {...(words && { words: inLanguage(words, language) })}
                      />
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {ordinals.length > SHOWN && !all && (
        <button type="button" className="plain resource-more" onClick={() => setAll(true)}>
          {text('resource.show-all', { count: formatCount(ordinals.length, language) })}
        </button>
      )}
    </div>
  );
}
