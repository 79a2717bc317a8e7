import type { JSX, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useCursor } from '../state/cursor.ts';
import { usePreferences } from '../state/preferences.ts';
import { useSelection } from '../state/selection.ts';
import { useText } from '../ui/text.ts';
import { VIEWS } from '../views/index.ts';
import { KeyList } from './KeyList.tsx';
import { useOverlay } from './overlay.ts';
import { Rail, viewLocation } from './Rail.tsx';
import { type Keys, useKeys } from './use-keys.ts';

interface Props {
  top: ReactNode;
  main: ReactNode;
  dock: ReactNode;
  strip: ReactNode;
  /** What is shown is what was last heard: it greys. */
  silent: boolean;
}

/** The grid of every screen and the keys that work everywhere. What fills it may still be loading. */
export function Frame({ top, main, dock, strip, silent }: Props): JSX.Element {
  const text = useText();
  const overlay = useOverlay((state) => state.open);
  const past = useCursor((cursor) => cursor.at !== null);
  useFrameKeys();
  return (
    <div className={`frame${silent ? ' silent' : ''}${past ? ' past' : ''}`}>
      <a className="skip" href="#main">
        {text('frame.skip')}
      </a>
      {top}
      <Rail />
      <main id="main" className="main" tabIndex={-1}>
        {main}
      </main>
      {dock}
      {strip}
      {overlay === 'keys' && <KeyList />}
    </div>
  );
}

function useFrameKeys(): void {
  const { open, show } = useOverlay();
  const navigate = useNavigate();
  const [selection, select] = useSelection();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  const act = useCursor((cursor) => cursor.act);
  const views: Keys = Object.fromEntries(
    VIEWS.map(({ path }, i) => [String(i + 1), () => navigate(viewLocation(path, selection))]),
  );
  const switchLanguage = () => setLanguage(language === 'en' ? 'zh-CN' : 'en');
  const switchTheme = () => setTheme(theme === 'dark' ? 'light' : 'dark');
  const own: Keys = {
    ...views,
    l: () => act({ type: 'live' }),
    L: switchLanguage,
    t: switchTheme,
    T: switchTheme,
    '?': () => show('keys'),
    ',': () => show('settings'),
    'Ctrl+K': () => show('commands'),
    ...(selection === null ? {} : { Escape: () => select(null) }),
  };
  // A dialog has its own keys, from the moment that it is asked for.
  useKeys(open === null ? own : { 'Ctrl+K': () => show('commands') });
}
