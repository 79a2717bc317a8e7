import { type JSX, useEffect, useRef, useState } from 'react';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';
import { useLiveStore } from '../live/react.tsx';
import { useAlarmSound } from '../state/alarm-sound.ts';
import { shownBy, useDesktopNotification } from '../state/desktop-notification.ts';
import { usePreferences } from '../state/preferences.ts';
import { playTone } from '../ui/alarm-tone.ts';
import { nameWords, problemWords } from '../ui/alarm-words.ts';
import { useText } from '../ui/text.ts';
import { newCriticalAlarms } from './new-critical-alarms.ts';

/** A storm is one tone, not a hundred. */
const TONE_GAP_MS = 3_000;

/** Says every new critical alarm to screen readers, once, and sounds where that is wanted. */
export function AlarmAnnouncer(): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const { alarms } = useLiveStore();
  const [news, setNews] = useState<readonly AlarmView[]>([]);
  const wordsOf = useRef((_: AlarmView): string => '');
  wordsOf.current = (alarm) =>
    text('alarms.announce', { problem: problemWords(alarm, text), name: nameWords(alarm, language, text) });
  const told = useRef(new Set<string>());
  const sounded = useRef(0);
  useEffect(
    () =>
      alarms.onEvents((events) => {
        const found = newCriticalAlarms(events, told.current);
        if (found.length === 0) return;
        setNews(found);
        for (const one of shownBy(useDesktopNotification.getState().mode, found)) show(one, wordsOf.current(one));
        const { on, block } = useAlarmSound.getState();
        if (!on || Date.now() - sounded.current < TONE_GAP_MS) return;
        sounded.current = Date.now();
        void playTone().then((played) => block(!played));
      }),
    [alarms],
  );
  const [first, ...rest] = news;
  return (
    <p className="visually-hidden" role="log" aria-live="polite">
      {first !== undefined &&
        text('alarms.announce', { problem: problemWords(first, text), name: nameWords(first, language, text) })}
      {rest.length > 0 && `. ${text('alarms.announce-more', { count: rest.length })}`}
    </p>
  );
}

/** One for each alarm: the browser puts a new one with the same tag in the place of the old. */
function show({ id }: AlarmView, words: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(words, { tag: id });
  notification.onclick = () => window.focus();
}
