import type { JSX } from 'react';
import { Link, useLocation } from 'react-router';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { useInventory } from '../../live/react.tsx';
import { useText } from '../../ui/text.ts';
import type { Links, ResourceLink } from './links.ts';
import { placeName } from './place-name.ts';
import { resourceAddress } from './resource-address.ts';

const SHOWN = 12;

/** What it depends on and what needs it, each a link to its page. */
export function LinkLists({ links, language }: { links: Links; language: Language }): JSX.Element | null {
  const text = useText();
  if (links.dependsOn.length + links.neededBy.length === 0) return null;
  return (
    <section className="resource-part">
      <h3>{text('resource.links')}</h3>
      <LinkList title={text('resource.depends-on')} links={links.dependsOn} more={0} language={language} />
      <LinkList
        title={text('resource.needed-by')}
        links={links.neededBy}
        more={links.neededByMore}
        language={language}
      />
    </section>
  );
}

interface ListProps {
  title: string;
  links: readonly ResourceLink[];
  /** How many there are beside the given ones. */
  more: number;
  language: Language;
}

function LinkList({ title, links, more, language }: ListProps): JSX.Element | null {
  const text = useText();
  const index = useInventory();
  const { search } = useLocation();
  if (links.length === 0) return null;
  const left = Math.max(0, links.length - SHOWN) + more;
  return (
    <div className="resource-links">
      <h4>{title}</h4>
      <ul>
        {links.slice(0, SHOWN).map(({ id, role }) => {
          const place = index.ordinal(id);
          return (
            <li key={`${id} ${role}`}>
              <Link to={resourceAddress(id, search)}>{place ? placeName(index, place, text, language) : id}</Link>{' '}
              <small className="muted">
                {place && `${text(`kind.${place.kind}`)} · `}
                {text(role)}
              </small>
            </li>
          );
        })}
        {left > 0 && <li className="muted">{text('resource.more-links', { count: formatCount(left, language) })}</li>}
      </ul>
    </div>
  );
}
