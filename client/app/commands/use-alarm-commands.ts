import { useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useAlarms } from '../../live/alarms-react.ts';
import { usePreferences } from '../../state/preferences.ts';
import { withParam } from '../../state/query.ts';
import { nameWords, problemWords } from '../../ui/alarm-words.ts';
import { useText } from '../../ui/text.ts';
import { alarmsFound } from './alarms-found.ts';
import type { Command } from './results.ts';

/** Ways to the alarms that contain the text; each opens its record in the Alarms view. */
export function useAlarmCommands(query: string): readonly Command[] {
  const text = useText();
  const { language } = usePreferences();
  const { alarms } = useAlarms();
  const navigate = useNavigate();
  const { search } = useLocation();
  return useMemo(
    () =>
      alarmsFound(query, alarms, (alarm) => problemWords(alarm, text)).map((alarm) => ({
        key: `alarm:${alarm.id}`,
        kind: 'alarm',
        title: `${problemWords(alarm, text)} · ${nameWords(alarm, language, text)}`,
        run: () => navigate(`/alarms${withParam(search, 'alarm', alarm.id)}`),
      })),
    [query, alarms, text, language, navigate, search],
  );
}
