import type { JSX } from 'react';
import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { useText } from '../../ui/text.ts';
import { type Entry, entryKey } from './explored.ts';
import { entryName } from './names.ts';

interface Props {
  entries: readonly Entry[];
  index: InventoryIndex;
  language: Language;
  onRemove(entry: Entry): void;
  onClear(): void;
}

/** What is shown, each with a button that takes it away. */
export function EntryList({ entries, index, language, onRemove, onClear }: Props): JSX.Element | null {
  const text = useText();
  if (entries.length === 0) return null;
  return (
    <ul className="explore-entries" aria-label={text('explore.series')}>
      {entries.map((entry) => {
        const name = entryName(entry, index, text, language);
        return (
          <li key={entryKey(entry)}>
            {name}
            <button
              type="button"
              className="plain"
              aria-label={text('explore.remove', { name })}
              onClick={() => onRemove(entry)}
            >
              <CloseIcon size={13} />
            </button>
          </li>
        );
      })}
      {entries.length > 1 && (
        <li className="explore-clear">
          <button type="button" className="plain" onClick={onClear}>
            {text('explore.clear')}
          </button>
        </li>
      )}
    </ul>
  );
}
