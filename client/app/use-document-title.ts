import { useEffect } from 'react';
import { matchPath, useLocation } from 'react-router';
import { useInventory } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { VIEWS } from '../views/index.ts';
import { placeName } from '../views/resource/place-name.ts';

/** Title of the browser's tab: view or resource, zone, product. */
export function useDocumentTitle(zone: string): void {
  const text = useText();
  const index = useInventory();
  const { language } = usePreferences();
  const { pathname } = useLocation();
  const view = VIEWS.find(({ path }) => path === pathname);
  const place = index.ordinal(matchPath('/resource/:id', pathname)?.params.id ?? '');
  const resource = place && placeName(index, place, text, language);
  const first = view ? text(view.title) : resource;
  const title = [...(first ? [first] : []), zone, 'Skyrack'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
