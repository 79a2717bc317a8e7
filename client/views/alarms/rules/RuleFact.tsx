import type { JSX } from 'react';
import type { AlarmRule } from '../../../../shared/wire/alarm-rule-schemas.ts';
import type { AlarmView } from '../../../../shared/wire/alarm-schemas.ts';
import { useAlarmRules } from '../../../api/alarm-rules.ts';
import { useQueryParam } from '../../../state/use-query-param.ts';
import { inLanguage } from '../../../ui/alarm-words.ts';
import { useText } from '../../../ui/text.ts';
import { useAlarmTab } from '../AlarmTabs.tsx';
import type { Around } from '../StateChips.tsx';
import { holdWords, sourceWords, stepWords } from './rule-lines.ts';

/** The rule that an alarm is from: the limits of its severity, how long each must hold, from where; a press shows it among all. */
export function RuleFact({ alarm, language }: Around & { alarm: AlarmView }): JSX.Element | null {
  const text = useText();
  const { data } = useAlarmRules();
  const [, show] = useAlarmTab();
  const [, want] = useQueryParam('rule', 'replace');
  const rule = data?.rules.find((one) => one.rule === alarm.rule);
  if (rule === undefined) return null;
  const limits = limitsOf(rule, alarm);
  const open = () => {
    show('rules');
    want(rule.rule);
  };
  return (
    <div>
      <dt>{text('rules.of-alarm')}</dt>
      <dd>
        <button type="button" className="plain link" title={text('rules.open')} onClick={open}>
          {inLanguage(rule.name, language)}
        </button>
        {limits !== null && (
          <small>
            {stepWords(limits.ladder, limits.step, language, text)} · {sourceWords(limits.ladder.source, text)}
          </small>
        )}
        {holdWords(rule, language, text).map(({ words, from }) => (
          <small key={words}>
            {words} · {from}
          </small>
        ))}
      </dd>
    </div>
  );
}

/** The step that the alarm is in, of the ladder of what it judged; null for one without limits. */
function limitsOf({ ladders }: AlarmRule, { threshold, severity }: AlarmView) {
  if (threshold === null) return null;
  for (const ladder of ladders) {
    if (ladder.metric !== threshold.metric) continue;
    const step = ladder.steps.find((one) => one.severity === severity && one.raise === threshold.raise);
    if (step !== undefined) return { ladder, step };
  }
  return null;
}
