import type { JSX } from 'react';
import { SearchIcon } from '../ui/icons.tsx';
import { useText } from '../ui/text.ts';
import { useOverlay } from './overlay.ts';

/** Looks like a field and opens the command palette; on a phone it is the glass alone. */
export function SearchBox(): JSX.Element {
  const text = useText();
  const show = useOverlay((overlay) => overlay.show);
  return (
    <button
      type="button"
      className="plain search-box"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      onClick={() => show('commands')}
    >
      <SearchIcon size={16} />
      <span className="search-words">{text('commands.search')}</span>
      <kbd>Ctrl K</kbd>
    </button>
  );
}
