import type { JSX } from 'react';
import { usePreferences } from '../state/preferences.ts';
import { GearIcon, MoonIcon, SunIcon } from '../ui/icons.tsx';
import { useText } from '../ui/text.ts';
import { ExportThis } from './ExportThis.tsx';
import { useOverlay } from './overlay.ts';

/** What is seen as a snapshot; language, theme and settings of this browser. */
export function Tools(): JSX.Element {
  const text = useText();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  const show = useOverlay((overlay) => overlay.show);
  const zh = language === 'zh-CN';
  const themeAction = text(theme === 'dark' ? 'frame.to-light' : 'frame.to-dark');
  return (
    <div className="tools">
      <ExportThis />
      <button
        type="button"
        className="plain square language"
        title={`${text('frame.language')} (Shift+L)`}
        onClick={() => setLanguage(zh ? 'en' : 'zh-CN')}
      >
        <span>
          {zh ? <b>中</b> : '中'} / {zh ? 'EN' : <b>EN</b>}
        </span>
        <span className="visually-hidden" lang={zh ? 'en' : 'zh-CN'}>
          {zh ? 'Switch to English' : '切换到中文'}
        </span>
      </button>
      <button
        type="button"
        className="plain square"
        aria-label={themeAction}
        title={`${themeAction} (T)`}
        onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
      >
        {theme === 'dark' ? <MoonIcon size={18} /> : <SunIcon size={18} />}
      </button>
      <button
        type="button"
        className="plain square"
        aria-label={text('settings.title')}
        title={`${text('settings.title')} (,)`}
        onClick={() => show('settings')}
      >
        <GearIcon size={18} />
      </button>
    </div>
  );
}
