import type { JSX } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import type { Links, ResourceLink } from '../../views/resource/links.ts';
import { placeName } from '../../views/resource/place-name.ts';
import type { LiveColumns } from './build-model.ts';
import { worstState } from './model.ts';

/** So many of a list are shown; the others are counted. */
const SHOWN = 12;

interface Props {
  links: Links;
  index: InventoryIndex;
  live: Pick<LiveColumns, 'flags'>;
  language: Language;
  onOpen(id: string): void;
}

/** What feeds a resource and what hangs on it, by the inventory's links; each opens its own drawer. */
export function LinkParts(props: Props): JSX.Element | null {
  const text = useText();
  const { dependsOn, neededBy, neededByMore } = props.links;
  if (dependsOn.length + neededBy.length === 0) return null;
  return (
    <section className="drawer-part">
      <h3>{text('resource.links')}</h3>
      <LinkedList {...props} title={text('resource.depends-on')} linked={dependsOn} more={0} />
      <LinkedList {...props} title={text('resource.needed-by')} linked={neededBy} more={neededByMore} />
    </section>
  );
}

interface ListProps extends Props {
  title: string;
  linked: readonly ResourceLink[];
  /** How many there are beside the given ones. */
  more: number;
}

function LinkedList({ title, linked, more, ...around }: ListProps): JSX.Element | null {
  const text = useText();
  const { index, live, language, onOpen } = around;
  const known = linked.flatMap(({ id, role }) => {
    const place = index.ordinal(id);
    return place ? [{ id, role, place }] : [];
  });
  if (known.length === 0) return null;
  const left = Math.max(0, known.length - SHOWN) + more;
  return (
    <div className="parts">
      <h4>
        {title} <span className="muted tabular">{formatCount(known.length + more, language)}</span>
      </h4>
      <ul>
        {known.slice(0, SHOWN).map(({ id, role, place }) => {
          const { kind, ordinal } = place;
          const severity = worstState(kind, (metric) => live.flags[index.dictionary.series(kind, ordinal, metric)]!);
          return (
            <li key={`${id} ${role}`}>
              <button type="button" className="plain part" onClick={() => onOpen(id)}>
                {severity !== null && <StateShape severity={severity} size={9} />}
                <span>{placeName(index, place, text, language)}</span> <small className="muted">{text(role)}</small>
              </button>
            </li>
          );
        })}
        {left > 0 && <li className="muted">{text('resource.more-links', { count: formatCount(left, language) })}</li>}
      </ul>
    </div>
  );
}
