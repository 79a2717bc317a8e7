import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AlarmHistory } from '../../shared/wire/alarm-schemas.ts';
import { fetchAlarmSteps } from '../api/alarms.ts';
import type { ApiError } from '../api/request.ts';
import { useLiveAlarms } from '../live/alarms-react.ts';
import { useInventory } from '../live/react.tsx';
import { useCursor } from '../state/cursor.ts';
import { rangeMs } from '../state/cursor-state.ts';
import { usePreferences } from '../state/preferences.ts';
import { problemWords, shapeOf } from '../ui/alarm-words.ts';
import { useText } from '../ui/text.ts';
import { useNow } from '../ui/use-now.ts';
import { mergeMarks, type Raise } from './alarm-marks.ts';
import { alignedEnd } from './aligned-end.ts';
import { nameOf } from './place-names.ts';
import type { TimeMark } from './time-bar/TimeTrack.tsx';

/** Marks beside each other still have room to be pressed. */
const PLACES = 90;
const LOOK_MS = 5_000;
const STEPS = 2_000;

/** When alarms were raised in the time bar's span: of history, and of the list what history does not tell yet. */
export function useAlarmMarks(): readonly TimeMark[] {
  const text = useText();
  const { language } = usePreferences();
  const inventory = useInventory();
  const { state, alarms } = useLiveAlarms();
  const cursor = useCursor();
  const now = useNow(LOOK_MS) + cursor.offsetMs;
  const to = alignedEnd(cursor.end ?? now, rangeMs(cursor.range) / PLACES);
  const from = to - rangeMs(cursor.range);
  const { data } = useQuery<AlarmHistory, ApiError>({
    queryKey: ['alarm-marks', from, to],
    queryFn: ({ signal }) => fetchAlarmSteps(from, to, STEPS, signal),
    enabled: state === 'live' || state === 'reloading',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const span = useMemo(() => ({ from, to: Math.max(to, cursor.end ?? now) }), [from, to, cursor.end, now]);
  return useMemo(() => {
    const told: Raise[] = (data?.steps ?? []).filter(({ transition }) => transition === 'raise');
    const listed: Raise[] = [];
    for (const { id, root, raisedAt, severity, resource, rule } of alarms.values()) {
      if (root === null) listed.push({ alarm: id, at: raisedAt, severity, resource, rule });
    }
    return mergeMarks([...told, ...listed], span, PLACES).map(({ worst, count }) => {
      const problem = problemWords({ rule: worst.rule, specificProblem: null }, text);
      const name = `${problem} · ${nameOf(inventory, worst.resource, language)}`;
      return {
        at: worst.at,
        severity: shapeOf(worst.severity),
        name: count === 1 ? name : text('alarms.mark', { name, count }),
      };
    });
  }, [data, alarms, span, text, inventory, language]);
}
