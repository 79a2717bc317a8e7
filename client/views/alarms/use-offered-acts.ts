import { useMemo, useRef } from 'react';
import { useViewCommands } from '../../state/view-commands.ts';
import { useText } from '../../ui/text.ts';
import type { ActType } from './act.ts';

const OFFERED = ['acknowledge', 'shelve', 'comment'] as const satisfies readonly ActType[];
const NONE = [] as const;

/** Offers the palette what can be done to the alarms that are chosen; `possible` is false with none, and in the past. */
export function useOfferedActs(possible: boolean, start: (type: ActType) => void): void {
  const text = useText();
  const newest = useRef(start);
  newest.current = start;
  const commands = useMemo(
    () =>
      possible
        ? OFFERED.map((type) => ({
            id: type,
            title: text('alarms.act-selected', { act: text(`alarms.act.${type}`) }),
            run: () => newest.current(type),
          }))
        : NONE,
    [possible, text],
  );
  useViewCommands(commands);
}
