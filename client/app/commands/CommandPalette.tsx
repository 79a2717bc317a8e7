import './commands.css';
import { type JSX, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useInventory } from '../../live/react.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { useText } from '../../ui/text.ts';
import { useOverlay } from '../overlay.ts';
import { useModal } from '../use-modal.ts';
import { ResultList } from './ResultList.tsx';
import { readRecent, rememberChoice } from './recent.ts';
import { type Found, type Result, resultsFor } from './results.ts';
import { useAlarmCommands } from './use-alarm-commands.ts';
import { useCommands } from './use-commands.ts';
import { useOpenResource } from './use-open-resource.ts';

const PAGE = 6;

/** One field that finds any resource, view and action: a combobox (ARIA 1.2) whose list is always open, in a dialog. */
export function CommandPalette(): JSX.Element {
  const text = useText();
  const dialog = useModal();
  const listId = useId();
  const [query, setQuery] = useState('');
  // Not deferred: Enter takes what belongs to the text that is there, however fast it was typed.
  const found = useFound(query);
  const [active, setActive] = useState(0);
  const choose = useChoose();
  const at = Math.min(active, Math.max(0, found.all.length - 1));
  const optionId = (i: number) => `${listId}-${i}`;
  const options = useRef<HTMLDivElement>(null);
  useEffect(() => {
    options.current?.querySelectorAll('[role=option]')[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = found.all[at];
    const next = moved(event.key, at, found.all.length);
    if (next !== null) setActive(next);
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="commands" aria-label={text('commands.title')}>
      <div className="commands-field">
        <SearchIcon size={18} />
        <input
          type="text"
          role="combobox"
          aria-expanded={found.all.length > 0}
          aria-controls={listId}
          aria-activedescendant={found.all.length > 0 ? optionId(at) : undefined}
          aria-autocomplete="list"
          aria-label={text('commands.input')}
          placeholder={text('commands.search')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={press}
        />
        <kbd>Esc</kbd>
      </div>
      <div ref={options} id={listId} className="commands-list" role="listbox" aria-label={text('commands.results')}>
        <ResultList found={found} active={at} optionId={optionId} onChoose={choose} onPoint={setActive} />
      </div>
      <Foot found={found} query={query} />
    </dialog>
  );
}

function useFound(query: string): Found {
  const inventory = useInventory();
  const commands = useCommands();
  const alarms = useAlarmCommands(query);
  const [recent] = useState(() => readRecent(() => window.localStorage));
  return useMemo(
    () => resultsFor(query, commands, recent, inventory, alarms),
    [query, commands, recent, inventory, alarms],
  );
}

/** Closes first: what is chosen may open another dialog. */
function useChoose(): (result: Result) => void {
  const close = useOverlay((overlay) => overlay.close);
  const openResource = useOpenResource();
  return (result) => {
    // An alarm ends; what can be chosen again does not.
    if (result.kind !== 'alarm') rememberChoice(() => window.localStorage, result.key);
    close();
    if (result.kind === 'resource') openResource(result);
    else result.run();
  };
}

/** Where a key leads in a list of `count`, round its ends; null for keys that do not move. */
function moved(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'PageDown':
      return Math.min(count - 1, at + PAGE);
    case 'PageUp':
      return Math.max(0, at - PAGE);
    default:
      return null;
  }
}

function Foot({ found, query }: { found: Found; query: string }) {
  const text = useText();
  const none = found.all.length === 0;
  return (
    <footer className="commands-foot">
      <p role="status">
        {none && <b>{text('commands.none', { query: query.trim().slice(0, 40) })}</b>}
        {none ? text('commands.none-why') : text('commands.count', { count: found.all.length })}
        {found.more && ` · ${text('commands.more')}`}
      </p>
      <p className="commands-keys" aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd> {text('commands.choose')} <kbd>↵</kbd> {text('commands.open')}
      </p>
    </footer>
  );
}
