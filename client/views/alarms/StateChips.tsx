import type { JSX } from 'react';
import { formatDate, formatTime, type Language } from '../../../shared/text/format.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { type Say, useText } from '../../ui/text.ts';

/** What a part of the list needs to know beside its alarms. */
export interface Around {
  readonly language: Language;
  /** The server's time, or the moment of the past that is shown; UTC ms. */
  readonly now: number;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/** A moment as short as it can be told: the time of day, with the day where that is far. */
export function momentOf(at: number, { now, timeZone }: Around): string {
  const time = formatTime(at, timeZone).slice(0, 5);
  return Math.abs(at - now) < DAY_MS / 2 ? time : `${formatDate(at, timeZone).slice(5)} ${time}`;
}

interface Chip {
  readonly key: string;
  readonly words: string;
  readonly why?: string;
  readonly look?: 'new' | 'quiet' | 'doubt';
}

/** What happened to an alarm since it was raised, each in a word or two. */
export function StateChips({ alarm, ...around }: Around & { alarm: AlarmView }): JSX.Element {
  const text = useText();
  return (
    <span className="alarm-chips">
      {chipsOf(alarm, around, text).map(({ key, words, why, look }) => (
        <span key={key} className={look === undefined ? 'alarm-chip' : `alarm-chip ${look}`} title={why}>
          {words}
        </span>
      ))}
    </span>
  );
}

/** Gravest first: where there is no room for all, the last are cut. */
export function chipsOf(alarm: AlarmView, around: Around, text: Say): Chip[] {
  const { acknowledgement, clearance, shelf, maintenance, unknownSince, flapping, raises, root } = alarm;
  const chips: Chip[] = [];
  if (clearance !== null) {
    const why = `${text(`alarms.clear-reason.${clearance.reason}`)} · ${momentOf(clearance.at, around)}`;
    chips.push({ key: 'cleared', words: text('alarms.chip.cleared'), why, look: 'quiet' });
  }
  if (unknownSince !== null) {
    const why = text('alarms.chip.unknown-since', { time: momentOf(unknownSince, around) });
    chips.push({ key: 'unknown', words: text('alarms.chip.unknown'), why, look: 'doubt' });
  }
  if (shelf !== null) {
    const words = text('alarms.chip.shelved', { time: momentOf(shelf.until, around) });
    chips.push({ key: 'shelved', words, why: `${shelf.reason} · ${shelf.by.name}`, look: 'quiet' });
  }
  if (maintenance !== null) chips.push({ key: 'maintenance', words: text('alarms.chip.maintenance'), look: 'quiet' });
  if (root !== null) chips.push({ key: 'child', words: text('alarms.chip.child'), look: 'quiet' });
  if (acknowledgement === null) {
    chips.push({ key: 'new', words: text('alarms.chip.unacknowledged'), look: 'new' });
  } else {
    const why = text('alarms.chip.acknowledged-by', {
      who: acknowledgement.by.name,
      time: momentOf(acknowledgement.at, around),
    });
    chips.push({ key: 'acknowledged', words: text('alarms.chip.acknowledged'), why });
  }
  if (flapping) chips.push({ key: 'flapping', words: text('alarms.chip.flapping', { count: raises }), look: 'doubt' });
  else if (raises > 1) chips.push({ key: 'again', words: text('alarms.chip.again', { count: raises }) });
  return chips;
}
