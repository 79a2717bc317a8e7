import type { JSX } from 'react';
import { Link, useLocation } from 'react-router';
import type { Severity } from '../../../shared/model/sample.ts';
import { isSimulated, qualityOf } from '../../../shared/model/sample.ts';
import { formatAge, type Language } from '../../../shared/text/format.ts';
import type { Place } from '../../../shared/wire/inventory-index.ts';
import { useInventory } from '../../live/react.tsx';
import { readCursor, withCursor } from '../../state/cursor-search.ts';
import { withParam } from '../../state/query.ts';
import { useSelection } from '../../state/selection.ts';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import type { LiveValue } from './live-values.ts';
import { placeName } from './place-name.ts';
import { resourceAddress } from './resource-address.ts';

interface Props {
  id: string;
  place: Place;
  headingId: string;
  state: Severity | null;
  /** The most telling first. */
  values: readonly LiveValue[];
  language: Language;
}

/** Where it stands, what it is, how it is, how old that is, and what else can be done with it. */
export function PageHead({ id, place, headingId, state, values, language }: Props): JSX.Element {
  const text = useText();
  const index = useInventory();
  const { search } = useLocation();
  const [, select] = useSelection();
  const name = placeName(index, place, text, language);
  const kind = text(`kind.${place.kind}`);
  const newest = Math.min(...values.map(({ ageMs }) => ageMs), Number.POSITIVE_INFINITY);
  const simulated = values.some(({ flags }) => qualityOf(flags) !== 'none' && isSimulated(flags));
  const [first] = values;
  return (
    <header className="resource-head">
      <nav aria-label={text('resource.path')}>
        <ol className="resource-crumbs">
          {index
            .path(id)
            .slice(0, -1)
            .map((above) => (
              <li key={above.kind}>
                <Link to={resourceAddress(index.id(above.kind, above.ordinal), search)}>
                  {placeName(index, above, text, language)}
                </Link>
              </li>
            ))}
        </ol>
      </nav>
      <h2 id={headingId}>
        {!name.toLowerCase().includes(kind.toLowerCase()) && <span className="resource-kind">{kind} </span>}
        {name}
      </h2>
      <p className="resource-state">
        {state === null ? (
          <span className="muted">{text(`lifecycle.${index.lifecycle(place.kind, place.ordinal)}`)}</span>
        ) : (
          <span className="resource-word" style={{ color: `var(--${state})` }}>
            <StateShape severity={state} size={13} decorative /> {text(`state.${state}`)}
          </span>
        )}
        {Number.isFinite(newest) && <span className="muted">{formatAge(newest, language)}</span>}
        {simulated && <SimulatedBadge />}
      </p>
      <p className="resource-actions">
        <button type="button" className="button" onClick={() => select(id)}>
          {text('resource.open-drawer')}
        </button>
        {first !== undefined && (
          <Link
            className="button"
            to={`/explore${withParam(withCursor('', readCursor(search)), 'series', `${first.metric.id}:${id}`)}`}
          >
            {text('resource.explore')}
          </Link>
        )}
      </p>
    </header>
  );
}
