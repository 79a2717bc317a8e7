import { type JSX, type MouseEvent, memo } from 'react';
import { formatDuration, formatTime, type Language } from '../../../shared/text/format.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import {
  countdownWords,
  effectWords,
  inLanguage,
  limitWords,
  nameWords,
  placeWords,
  problemWords,
  shapeOf,
} from '../../ui/alarm-words.ts';
import { ChevronUpIcon } from '../../ui/icons.tsx';
import { SimulatedMark } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { type Say, useText } from '../../ui/text.ts';
import type { AlarmRow } from './rows.ts';
import { type Around, StateChips } from './StateChips.tsx';

interface Props extends Around {
  row: AlarmRow;
  id: string;
  /** Place in the whole list, from 0. */
  index: number;
  top: number;
  current: boolean;
  chosen: boolean;
  onPress(id: string, event: MouseEvent): void;
  onFold(id: string): void;
}

/** A shape of this age pulses once. */
const FRESH_MS = 5_000;

/** One alarm: shape, what is wrong with what and where, since when, what it costs, who has it, how it stands, who says so. */
export const AlarmTableRow = memo(function AlarmTableRow(props: Props): JSX.Element {
  const { row, id, index, top, current, chosen, onPress, onFold, ...around } = props;
  const { alarm, depth, folded, expanded, matches } = row;
  const text = useText();
  const { language, now, timeZone } = around;
  const age = Math.max(0, now - alarm.raisedAt);
  const fresh = alarm.clearance === null && now - alarm.changedAt < FRESH_MS;
  const looks = [
    'alarm-row',
    current ? 'current' : '',
    chosen ? 'chosen' : '',
    alarm.clearance === null ? '' : 'cleared',
    matches ? '' : 'aside',
    fresh ? 'fresh' : '',
  ];
  return (
    <tr
      id={id}
      className={looks.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-level={depth + 1}
      aria-expanded={folded > 0 ? expanded : undefined}
      aria-selected={chosen || current}
      onClick={(event) => onPress(alarm.id, event)}
    >
      <td className="cell-severity" title={text(`alarms.severity.${alarm.severity}`)}>
        <StateShape severity={shapeOf(alarm.severity)} size={14} fresh={fresh && alarm.severity === 'critical'} />
      </td>
      <td className="cell-alarm" style={{ paddingLeft: depth * 18 }}>
        <Title row={row} language={language} text={text} onFold={onFold} />
        <span className="second">{secondLine(alarm, around, text)}</span>
      </td>
      <td className="cell-since">
        <span className="first">{formatDuration(age, language)}</span>
        <time className="second" dateTime={new Date(alarm.raisedAt).toISOString()}>
          {formatTime(alarm.raisedAt, timeZone)}
        </time>
      </td>
      <td className="cell-effect">
        <Effect alarm={alarm} language={language} text={text} />
      </td>
      <td className="cell-owner">{alarm.owner ?? <span className="none">{text('alarms.no-owner')}</span>}</td>
      <td className="cell-state">
        <StateChips alarm={alarm} {...around} />
      </td>
      <td className="cell-source">
        <span className="first" title={alarm.source}>
          {alarm.simulated && <SimulatedMark />} <span className="source-name">{alarm.source}</span>
        </span>
        {alarm.threshold !== null && (
          <span className="second" title={inLanguage(alarm.threshold.document, language)}>
            {text(`alarms.limit-source.${alarm.threshold.source}`)}
          </span>
        )}
      </td>
    </tr>
  );
});

interface TitleProps {
  row: AlarmRow;
  language: Language;
  text: Say;
  onFold(id: string): void;
}

function Title({ row: { alarm, folded, expanded }, language, text, onFold }: TitleProps) {
  return (
    <span className="first">
      {folded > 0 && (
        <button
          type="button"
          tabIndex={-1}
          className="plain fold-button"
          aria-label={`${text(expanded ? 'alarms.collapse' : 'alarms.expand')}: ${text('alarms.folded', { count: folded })}`}
          title={text('alarms.folded', { count: folded })}
          onClick={(event) => {
            event.stopPropagation();
            onFold(alarm.id);
          }}
        >
          <span className={expanded ? 'fold open' : 'fold'}>
            <ChevronUpIcon size={11} />
          </span>
          +{folded}
        </button>
      )}
      <b className="problem">{problemWords(alarm, text)}</b>
      <span className="name"> · {nameWords(alarm, language, text)}</span>
    </span>
  );
}

function secondLine(alarm: AlarmView, around: Around, text: Say): string {
  const parts = [placeWords(alarm.path, around.language)];
  if (alarm.threshold !== null) parts.push(limitWords(alarm.threshold, around.language, text));
  parts.push(countdownWords(alarm, around.now, around.language, text));
  if (alarm.qualifier !== '') parts.push(alarm.qualifier);
  return parts.filter((part) => part !== '').join(' · ');
}

function Effect({ alarm, language, text }: { alarm: AlarmView; language: Language; text: Say }) {
  // What is folded has its cost in its cause's.
  if (alarm.effect === null) {
    return alarm.root === null ? <span className="none">{text('alarms.effect.past')}</span> : null;
  }
  const words = effectWords(alarm.effect, language, text);
  if (words.length === 0) return <span className="none">{text('alarms.effect.none')}</span>;
  return <span title={words.join(' · ')}>{words.join(' · ')}</span>;
}
