import { useCallback, useEffect, useRef, useState } from 'react';
import { formatDate, formatTime } from '../../../shared/text/format.ts';
import type { StateChanges } from '../../../shared/wire/history.ts';
import { fetchChanges } from '../../api/history.ts';
import { useInventory } from '../../live/react.tsx';
import { useCursor } from '../../state/cursor.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useSelection } from '../../state/selection.ts';
import { useText } from '../../ui/text.ts';
import { nameOf } from '../place-names.ts';

export interface ChangeStep {
  /** Moves the cursor to the nearest change before or after it: of what is selected, else of the zone's own parts. */
  go(direction: 'before' | 'after'): void;
  readonly going: boolean;
  /** What was found, or why nothing was. */
  readonly note: string | null;
}

/** What was found stays to be read this long. */
const NOTE_MS = 8_000;

export function useChangeStep(now: number, timeZone: string): ChangeStep {
  const text = useText();
  const { language } = usePreferences();
  const inventory = useInventory();
  const [selection] = useSelection();
  const { at, act } = useCursor();
  const [going, setGoing] = useState(false);
  const [note, setNote] = useState<string | null>(null);
  const request = useRef<AbortController | null>(null);
  useEffect(() => () => request.current?.abort(), []);
  useEffect(() => {
    if (note === null) return;
    const timer = setTimeout(() => setNote(null), NOTE_MS);
    return () => clearTimeout(timer);
  }, [note]);

  const say = useCallback(
    (found: StateChanges, direction: 'before' | 'after'): string => {
      const [change] = found.changes;
      const moment = (time: number) => `${formatDate(time, timeZone).slice(5)} ${formatTime(time, timeZone)}`;
      if (change !== undefined) {
        return text('time.change-of', {
          name: nameOf(inventory, change.resource, language),
          was: text(`state.${change.was ?? 'unknown'}`),
          state: text(`state.${change.state}`),
        });
      }
      const { from, to } = found.searched;
      if (!found.complete) return text('time.change-unfinished', { time: moment(direction === 'before' ? from : to) });
      return direction === 'before'
        ? text('time.no-earlier-change', { time: moment(from) })
        : text('time.no-later-change');
    },
    [text, inventory, language, timeZone],
  );

  const go = (direction: 'before' | 'after') => {
    request.current?.abort();
    const controller = new AbortController();
    request.current = controller;
    setGoing(true);
    setNote(null);
    const query = { [direction]: at ?? now, ...(selection === null ? {} : { resource: selection }) };
    fetchChanges(query, controller.signal)
      .then((found) => {
        const [change] = found.changes;
        if (change !== undefined) act({ type: 'move', to: momentOf(change.at) });
        setNote(say(found, direction));
      })
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        setNote(text('time.change-failed', { what: error instanceof Error ? error.message : String(error) }));
      })
      .finally(() => {
        if (request.current === controller) setGoing(false);
      });
  };
  return { go, going, note };
}

/** The first whole second at which a change has happened. */
export function momentOf(changeAt: number): number {
  return Math.ceil(changeAt / 1_000) * 1_000;
}
