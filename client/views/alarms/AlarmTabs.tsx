import type { JSX } from 'react';
import { useQueryParam } from '../../state/use-query-param.ts';
import { useText } from '../../ui/text.ts';

/** What the Alarms page can show: the list, or what its history says. */
const TABS = ['list', 'availability', 'rules', 'notifications'] as const;
export type AlarmTab = (typeof TABS)[number];

const WORDS = {
  list: 'availability.list',
  availability: 'availability.title',
  rules: 'rules.tab',
  notifications: 'notification-screen.tab',
} as const;

export function useAlarmTab(): [AlarmTab, (tab: AlarmTab) => void] {
  const [param, set] = useQueryParam('tab', 'push');
  return [TABS.find((tab) => tab === param) ?? 'list', (tab) => set(tab === 'list' ? null : tab)];
}

export function AlarmTabs(): JSX.Element {
  const text = useText();
  const [current, choose] = useAlarmTab();
  return (
    <fieldset className="alarm-shows alarm-tabs" aria-label={text('availability.tabs')}>
      {TABS.map((tab) => (
        <button key={tab} type="button" className="plain" aria-pressed={tab === current} onClick={() => choose(tab)}>
          {text(WORDS[tab])}
        </button>
      ))}
    </fieldset>
  );
}
