import './rules.css';
import { type JSX, useMemo } from 'react';
import { formatCount } from '../../../../shared/text/format.ts';
import { useAlarmRules } from '../../../api/alarm-rules.ts';
import { useQueryParam } from '../../../state/use-query-param.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useText } from '../../../ui/text.ts';
import type { Around } from '../StateChips.tsx';
import { RuleTable } from './RuleTable.tsx';
import { matchingRules, sourceWords } from './rule-lines.ts';

/** Every rule, the numbers that it goes by in this zone, and where each is from. */
export function RulesPanel({ language }: Around): JSX.Element {
  const text = useText();
  const { data, error } = useAlarmRules();
  const [wanted, want] = useQueryParam('rule', 'replace');
  const shown = useMemo(
    () => matchingRules(data?.rules ?? [], wanted ?? '', language, text),
    [data, wanted, language, text],
  );
  if (error !== null) return <Notice title={text('rules.failed', { what: error.message })} urgent />;
  if (data === undefined) return <Notice title={text('rules.loading')} />;
  const { raisesPerMinute, flappingRaises } = data;
  return (
    <section className="rules" aria-label={text('rules.title')}>
      <search className="rules-head">
        <input
          type="search"
          className="alarm-search"
          aria-label={text('rules.filter')}
          placeholder={text('rules.filter')}
          maxLength={100}
          value={wanted ?? ''}
          onChange={(event) => want(event.target.value || null)}
        />
        <p role="status">
          {text('rules.count', {
            shown: formatCount(shown.length, language),
            all: formatCount(data.rules.length, language),
          })}
        </p>
      </search>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="rules-list" aria-label={text('rules.tab')} tabIndex={0}>
        <p>
          {text('rules.how', {
            raises: formatCount(raisesPerMinute.value, language),
            raisesFrom: sourceWords(raisesPerMinute.source, text),
            flapping: formatCount(flappingRaises.value, language),
            flappingFrom: sourceWords(flappingRaises.source, text),
          })}
        </p>
        {shown.length === 0 ? <p>{text('rules.none')}</p> : <RuleTable rules={shown} language={language} />}
      </section>
    </section>
  );
}
