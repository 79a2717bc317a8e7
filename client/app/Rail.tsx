import type { JSX } from 'react';
import { Link, useLocation } from 'react-router';
import { withParam } from '../state/query.ts';
import { useSelection } from '../state/selection.ts';
import { KeyboardIcon, Mark } from '../ui/icons.tsx';
import { useText } from '../ui/text.ts';
import { VIEWS } from '../views/index.ts';
import { useOverlay } from './overlay.ts';

/** Where a view is, with the selection kept: layers and viewports belong to the view that is left. */
export function viewLocation(path: string, selection: string | null): string {
  return path + withParam('', 'sel', selection);
}

/** Names every view. On a phone it is the bar at the bottom. */
export function Rail(): JSX.Element {
  const text = useText();
  const { pathname } = useLocation();
  const [selection] = useSelection();
  const show = useOverlay((overlay) => overlay.show);
  return (
    <nav className="rail" aria-label={text('frame.views')}>
      <span className="mark">
        <Mark />
      </span>
      <ul>
        {VIEWS.map(({ id, path, icon: Icon, title, ahead }) => (
          <li key={id}>
            <Link
              to={viewLocation(path, selection)}
              aria-current={pathname === path ? 'page' : undefined}
              onPointerEnter={() => ahead().catch(() => undefined)}
            >
              <Icon size={21} />
              {text(title)}
            </Link>
          </li>
        ))}
      </ul>
      <span className="spacer" />
      <button
        type="button"
        className="plain square"
        aria-label={text('keys.title')}
        title={`${text('keys.title')} (?)`}
        onClick={() => show('keys')}
      >
        <KeyboardIcon />
      </button>
    </nav>
  );
}
