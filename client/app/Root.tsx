import './theme.css';
import './frame.css';
import './dock.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type JSX, useEffect, useLayoutEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { usePreferences } from '../state/preferences.ts';
import { Shell } from './Shell.tsx';
import { startText } from './text.ts';
import { themeVariables } from './theme-variables.ts';

/** Everything that the screens stand on: language, theme, requests, routes. */
export function Root(): JSX.Element {
  const { language, theme } = usePreferences();
  const [i18n] = useState(() => startText(language));
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, networkMode: 'always' } } }),
  );
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    for (const [name, value] of themeVariables(theme)) style.setProperty(name, value);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }, [i18n, language]);
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Shell />
        </BrowserRouter>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
