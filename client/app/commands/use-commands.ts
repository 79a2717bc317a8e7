import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useScenarios } from '../../api/scenarios.ts';
import { useInventory } from '../../live/react.tsx';
import { usePreferences } from '../../state/preferences.ts';
import { useSelection } from '../../state/selection.ts';
import { useOfferedCommands } from '../../state/view-commands.ts';
import { useText } from '../../ui/text.ts';
import { VIEWS } from '../../views/index.ts';
import { resourceAddress } from '../../views/resource/resource-address.ts';
import { exportAddress } from '../../views/snapshots/export-address.ts';
import { useOverlay } from '../overlay.ts';
import { nameOf } from '../place-names.ts';
import { viewLocation } from '../Rail.tsx';
import type { Command } from './results.ts';

/** Everything that can be done: go to a view, what the open view offers, what the frame offers. */
export function useCommands(): readonly Command[] {
  const text = useText();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const inventory = useInventory();
  const [selection] = useSelection();
  const offered = useOfferedCommands();
  const show = useOverlay((overlay) => overlay.show);
  const simulated = useScenarios().data?.simulated ?? false;
  const { language, theme, setLanguage, setTheme } = usePreferences();
  return useMemo(() => {
    const view = VIEWS.find(({ path }) => path === pathname)?.id ?? '';
    const action = (id: string, title: string, run: () => void, hint?: string): Command => ({
      key: `action:${id}`,
      kind: 'action',
      title,
      run,
      ...(hint === undefined ? {} : { hint }),
    });
    return [
      ...VIEWS.map(
        ({ id, path, title }, i): Command => ({
          key: `view:${id}`,
          kind: 'view',
          title: text(title),
          hint: String(i + 1),
          run: () => navigate(viewLocation(path, selection)),
        }),
      ),
      ...(selection !== null && inventory.ordinal(selection) !== undefined
        ? [
            action('page', text('resource.open-page-of', { name: nameOf(inventory, selection, language) }), () =>
              navigate(resourceAddress(selection, search)),
            ),
          ]
        : []),
      ...(view === 'snapshots'
        ? []
        : [
            action('export', text('snapshot-screen.export-this'), () =>
              navigate(exportAddress(pathname, search, selection)),
            ),
          ]),
      ...offered.map(({ id, title, run }) => action(`${view}/${id}`, title, run)),
      action(
        'theme',
        text(theme === 'dark' ? 'frame.to-light' : 'frame.to-dark'),
        () => setTheme(theme === 'dark' ? 'light' : 'dark'),
        'T',
      ),
      action(
        'language',
        text('commands.to-language'),
        () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
        'Shift L',
      ),
      ...(simulated ? [action('scenarios', text('scenario.title'), () => show('scenarios'))] : []),
      action('settings', text('settings.title'), () => show('settings'), ','),
      action('keys', text('keys.title'), () => show('keys'), '?'),
    ];
  }, [
    text,
    navigate,
    pathname,
    search,
    inventory,
    selection,
    offered,
    show,
    simulated,
    language,
    theme,
    setLanguage,
    setTheme,
  ]);
}
