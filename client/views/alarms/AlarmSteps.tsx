import type { JSX } from 'react';
import { formatDate, formatTime } from '../../../shared/text/format.ts';
import { TEXT, type TextKey } from '../../../shared/text/index.ts';
import type { AlarmDetail, AlarmStep } from '../../../shared/wire/alarm-schemas.ts';
import { shapeOf } from '../../ui/alarm-words.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { type Say, useText } from '../../ui/text.ts';
import type { Around } from './StateChips.tsx';

interface Props extends Around {
  /** Undefined until it came. */
  detail: AlarmDetail | undefined;
  failure: string | null;
}

/** What happened to a record, newest first: when, what, by whom, from where, why. */
export function AlarmSteps({ detail, failure, timeZone }: Props): JSX.Element {
  const text = useText();
  return (
    <div className="detail-steps">
      <h4>{text('alarms.history')}</h4>
      {detail === undefined && (
        <p className="detail-wait">
          {failure === null ? text('alarms.loading') : text('alarms.detail-failed', { what: failure })}
        </p>
      )}
      <ol>
        {[...(detail?.steps ?? [])]
          .sort((a, b) => b.version - a.version)
          .map((step) => (
            <li key={step.version}>
              <time dateTime={new Date(step.at).toISOString()} title={formatDate(step.at, timeZone)}>
                {formatTime(step.at, timeZone)}
              </time>
              <StateShape severity={shapeOf(step.severity)} size={11} />
              <span>
                {text(`alarms.step.${step.transition}`)}
                <StepWords step={step} text={text} />
              </span>
            </li>
          ))}
      </ol>
    </div>
  );
}

function StepWords({ step: { by, note, transition }, text }: { step: AlarmStep; text: Say }) {
  const reason = `alarms.clear-reason.${note}`;
  const why = transition === 'clear' && isTextKey(reason) ? text(reason) : note;
  if (by === null && why === null) return null;
  return (
    <small>
      {by !== null && (
        <span title={by.from}>
          {by.verified ? by.name : text('alarms.operator', { name: by.name })}
          {by.from !== '' && ` · ${by.from}`}
        </span>
      )}
      {why !== null && <q>{why}</q>}
    </small>
  );
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(TEXT, key);
}
