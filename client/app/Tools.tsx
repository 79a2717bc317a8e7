import type { JSX } from 'react';
import { usePreferences } from '../state/preferences.ts';
import { MoonIcon, SunIcon } from '../ui/icons.tsx';
import { useText } from '../ui/text.ts';

/** Language and theme of this browser. */
export function Tools(): JSX.Element {
  const text = useText();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  const zh = language === 'zh-CN';
  const themeAction = text(theme === 'dark' ? 'frame.to-light' : 'frame.to-dark');
  return (
    <div className="tools">
      <button
        type="button"
        className="plain square language"
        aria-label={zh ? '中 / EN · Switch to English' : '中 / EN · 切换到中文'}
        title={`${text('frame.language')} (L)`}
        lang={zh ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(zh ? 'en' : 'zh-CN')}
      >
        <span>
          {zh ? <b>中</b> : '中'} / {zh ? 'EN' : <b>EN</b>}
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
    </div>
  );
}
