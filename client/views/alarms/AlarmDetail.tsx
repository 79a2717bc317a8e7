import type { JSX, ReactNode } from 'react';
import { formatDate, formatDuration, formatTime } from '../../../shared/text/format.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { useAlarmDetail } from '../../api/alarms.ts';
import {
  adviceWords,
  countdownWords,
  effectWords,
  expectedWords,
  inLanguage,
  judgedWords,
  limitWords,
  nameWords,
  placeWords,
  problemWords,
  shapeOf,
} from '../../ui/alarm-words.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { type Say, useText } from '../../ui/text.ts';
import { AlarmSteps } from './AlarmSteps.tsx';
import { HoleLink } from './HoleLink.tsx';
import { RuleFact } from './rules/RuleFact.tsx';
import { type Around, StateChips } from './StateChips.tsx';

interface Props extends Around {
  id: string;
  /** As the list has it; undefined once it has left. */
  alarm: AlarmView | undefined;
  /** What is folded directly under it. */
  childAlarms: readonly AlarmView[];
  onOpen(id: string): void;
  onSelect(resource: string): void;
  onOnly(resource: string): void;
  onClose(): void;
}

/** Everything about one record: what it means, what to do, what it costs, what happened to it. */
export function AlarmDetail(props: Props): JSX.Element {
  const { id, alarm: listed, childAlarms, onOpen, onSelect, onOnly, onClose, ...around } = props;
  const text = useText();
  const detail = useAlarmDetail(id, listed?.version ?? 0);
  const alarm = listed ?? detail.data?.alarm;
  return (
    <section className="alarm-detail" aria-label={text('alarms.detail')}>
      <button
        type="button"
        className="plain square detail-close"
        aria-label={text('alarms.detail-close')}
        title={`${text('alarms.detail-close')} (Esc)`}
        onClick={onClose}
      >
        <CloseIcon size={16} />
      </button>
      {alarm === undefined ? (
        <p className="detail-wait">
          {detail.error ? text('alarms.detail-failed', { what: detail.error.message }) : text('alarms.loading')}
        </p>
      ) : (
        <>
          <DetailHead alarm={alarm} gone={listed === undefined} {...around} />
          <div className="detail-columns">
            <div>
              <Advice alarm={alarm} {...around} />
              <p className="detail-links">
                <button type="button" className="button" onClick={() => onSelect(alarm.resource)}>
                  {text('alarms.open-resource')}
                </button>
                <button type="button" className="button" onClick={() => onOnly(alarm.resource)}>
                  {text('alarms.only-resource')}
                </button>
                <HoleLink alarm={alarm} folded={childAlarms} />
              </p>
              <Children alarms={childAlarms} total={alarm.children} onOpen={onOpen} {...around} />
            </div>
            <Facts alarm={alarm} onOpen={onOpen} {...around} />
            <AlarmSteps detail={detail.data} failure={detail.error?.message ?? null} {...around} />
          </div>
        </>
      )}
    </section>
  );
}

function DetailHead({ alarm, gone, ...around }: Around & { alarm: AlarmView; gone: boolean }) {
  const text = useText();
  const { language, now } = around;
  const place = placeWords(alarm.path, language);
  return (
    <header className="detail-head">
      <h3>
        <StateShape severity={shapeOf(alarm.severity)} size={15} /> {problemWords(alarm, text)} ·{' '}
        {nameWords(alarm, language, text)}
      </h3>
      <p>
        <span>{text(`alarms.severity.${alarm.severity}`)}</span>
        {place !== '' && <span>{place}</span>}
        <span>{formatDuration(Math.max(0, (alarm.clearance?.at ?? now) - alarm.raisedAt), language)}</span>
        <StateChips alarm={alarm} {...around} />
        {alarm.simulated && <SimulatedBadge />}
        {gone && <b>{text('alarms.detail-gone')}</b>}
      </p>
    </header>
  );
}

function Advice({ alarm, language }: Around & { alarm: AlarmView }) {
  const text = useText();
  const meaning = adviceWords('means', alarm.rule, text);
  const toDo = adviceWords('do', alarm.rule, text);
  const effect = alarm.effect === null ? null : effectWords(alarm.effect, language, text);
  return (
    <dl className="detail-advice">
      {meaning !== null && <Fact name={text('alarms.meaning')}>{meaning}</Fact>}
      {toDo !== null && <Fact name={text('alarms.to-do')}>{toDo}</Fact>}
      {effect !== null && (
        <Fact name={text('alarms.column.effect')}>
          <b>{effect.length === 0 ? text('alarms.effect.none') : effect.join(' · ')}</b>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** X.733's fields, with where the limit is from. */
function Facts({ alarm, onOpen, ...around }: Around & { alarm: AlarmView; onOpen(id: string): void }) {
  const text = useText();
  const { language, timeZone, now } = around;
  const { threshold, clearance, shelf, root } = alarm;
  const moment = (at: number) => `${formatDate(at, timeZone)} ${formatTime(at, timeZone)}`;
  return (
    <dl className="detail-facts tabular" aria-label={text('alarms.facts')}>
      <Fact name={text('alarms.fact.type')}>{text(`alarms.type.${alarm.alarmType}`)}</Fact>
      <Fact name={text('alarms.fact.cause')}>{text(`alarms.cause.${alarm.probableCause}`)}</Fact>
      {alarm.specificProblem !== null && <Fact name={text('alarms.fact.words')}>{alarm.specificProblem}</Fact>}
      {threshold !== null && (
        <>
          {limitWords(threshold, language, text) !== '' && (
            <Fact name={text('alarms.fact.limit')}>
              {limitWords(threshold, language, text)}
              <small>{limitsWords(threshold, language, text)}</small>
            </Fact>
          )}
          <Fact name={text('alarms.fact.limit-from')}>
            {text(`alarms.limit-source.${threshold.source}`)}
            <small>{inLanguage(threshold.document, language)}</small>
          </Fact>
        </>
      )}
      <RuleFact alarm={alarm} {...around} />
      {alarm.expectedAt !== null && (
        <Fact name={text('alarms.fact.expected')}>
          {countdownWords(alarm, now, language, text) || expectedWords(alarm.expectedAt, now, language, text)}
          <small>{moment(alarm.expectedAt)}</small>
        </Fact>
      )}
      {root !== null && (
        <Fact name={text('alarms.fact.root')}>
          <button type="button" className="plain link" onClick={() => onOpen(root)}>
            {root}
          </button>
        </Fact>
      )}
      <Fact name={text('alarms.fact.raised')}>{moment(alarm.raisedAt)}</Fact>
      {alarm.changedAt !== alarm.raisedAt && <Fact name={text('alarms.fact.changed')}>{moment(alarm.changedAt)}</Fact>}
      {clearance !== null && (
        <Fact name={text('alarms.fact.cleared')}>
          {moment(clearance.at)}
          <small>{text(`alarms.clear-reason.${clearance.reason}`)}</small>
        </Fact>
      )}
      {shelf !== null && (
        <Fact name={text('alarms.fact.shelf')}>
          {text('alarms.chip.shelved', { time: moment(shelf.until) })}
          <small>
            {shelf.reason} · {text('alarms.operator', { name: shelf.by.name })}
          </small>
        </Fact>
      )}
      {alarm.suppressed.length > 0 && (
        <Fact name={text('alarms.fact.untold')}>
          {alarm.suppressed.map((why) => text(`alarms.suppressed.${why}`)).join(' · ')}
        </Fact>
      )}
      <Fact name={text('alarms.fact.source')}>{alarm.source}</Fact>
      <Fact name={text('alarms.fact.id')}>
        <code>{alarm.id}</code>
      </Fact>
    </dl>
  );
}

function limitsWords(threshold: NonNullable<AlarmView['threshold']>, language: Around['language'], text: Say): string {
  return text('alarms.raise-clear', {
    raise: judgedWords(threshold, threshold.raise, language),
    clear: judgedWords(threshold, threshold.clear, language),
  });
}

const CHILDREN = 8;

function Children({
  alarms,
  total,
  onOpen,
  language,
}: Around & { alarms: readonly AlarmView[]; total: number; onOpen(id: string): void }) {
  const text = useText();
  if (total === 0) return null;
  const shown = alarms.slice(0, CHILDREN);
  return (
    <div className="detail-children">
      <h4>
        {text('alarms.children')} <span className="count">{total}</span>
      </h4>
      <ul>
        {shown.map((alarm) => (
          <li key={alarm.id}>
            <button type="button" className="plain link" onClick={() => onOpen(alarm.id)}>
              <StateShape severity={shapeOf(alarm.severity)} size={11} /> {problemWords(alarm, text)} ·{' '}
              {nameWords(alarm, language, text)}
            </button>
          </li>
        ))}
      </ul>
      {total > shown.length && <p className="count">{text('alarms.more-children', { count: total - shown.length })}</p>}
    </div>
  );
}
