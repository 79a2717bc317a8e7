import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../ui/text.ts';
import { VIEWS } from '../views/index.ts';

/** Title of the browser's tab: view, zone, product. */
export function useDocumentTitle(zone: string): void {
  const text = useText();
  const { pathname } = useLocation();
  const view = VIEWS.find(({ path }) => path === pathname);
  const title = [...(view ? [text(view.title)] : []), zone, 'Skyrack'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
