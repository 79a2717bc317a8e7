import type { JSX } from 'react';
import { formatCount, type Language } from '../../../../shared/text/format.ts';
import type { AlarmRule } from '../../../../shared/wire/alarm-rule-schemas.ts';
import { inLanguage, kindWords, shapeOf } from '../../../ui/alarm-words.ts';
import { StateShape } from '../../../ui/StateShape.tsx';
import { useText } from '../../../ui/text.ts';
import { holdWords, type RuleLine, ruleLines } from './rule-lines.ts';

interface Props {
  rules: readonly AlarmRule[];
  language: Language;
}

const COLUMNS = ['rule', 'of', 'hold', 'judged', 'limits', 'from'] as const;

/** A body a rule, a row each thing that it judges. */
export function RuleTable({ rules, language }: Props): JSX.Element {
  const text = useText();
  return (
    <table className="rule-table">
      <caption className="visually-hidden">{text('rules.title')}</caption>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {text(`rules.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {rules.map((rule) => (
        <RuleBody key={rule.rule} rule={rule} language={language} />
      ))}
    </table>
  );
}

function RuleBody({ rule, language }: { rule: AlarmRule; language: Language }) {
  const text = useText();
  const lines = ruleLines(rule, language, text);
  const idle = rule.off || rule.resources === 0;
  return (
    <tbody className={idle ? 'idle' : undefined}>
      {lines.map((line, i) => (
        <tr key={`${line.judged} ${line.document}`}>
          {i === 0 && <RuleCells rule={rule} rows={lines.length} language={language} />}
          <LineCells line={line} />
        </tr>
      ))}
    </tbody>
  );
}

/** What stands once for a rule: its name, what it judges, how long it waits. */
function RuleCells({ rule, rows, language }: { rule: AlarmRule; rows: number; language: Language }) {
  const text = useText();
  const { kinds, resources } = rule;
  const of = kinds === null ? text('rules.any-kind') : kinds.map((kind) => kindWords(kind, text));
  const separator = language === 'zh-CN' ? '、' : ', ';
  return (
    <>
      <th scope="rowgroup" rowSpan={rows}>
        {inLanguage(rule.name, language)}
        <small>
          <code>{rule.rule}</code>
        </small>
        {rule.off && <small className="rule-off">{text('rules.off')}</small>}
      </th>
      <td rowSpan={rows} className="rule-of" data-label={text('rules.column.of')}>
        {typeof of === 'string' ? of : of.join(separator)}
        {resources !== null && (
          <small>{resources === 0 ? text('rules.nothing-here') : formatCount(resources, language)}</small>
        )}
      </td>
      <td rowSpan={rows} className="rule-hold" data-label={text('rules.column.hold')}>
        {holdWords(rule, language, text).map(({ words, from }) => (
          <span key={words}>
            {words} <small>{from}</small>
          </span>
        ))}
      </td>
    </>
  );
}

function LineCells({ line: { judged, limits, from, document } }: { line: RuleLine }) {
  const text = useText();
  return (
    <>
      <td className="rule-judged" data-label={text('rules.column.judged')}>
        {judged}
      </td>
      <td className="rule-limits">
        <ul>
          {limits.map(({ severity, words }) => (
            <li key={words}>
              {severity !== null && (
                <>
                  <StateShape severity={shapeOf(severity)} size={11} /> <b>
                    {text(`alarms.severity.${severity}`)}
                  </b>{' '}
                </>
              )}
              {words}
            </li>
          ))}
        </ul>
      </td>
      <td className="rule-from" data-label={text('rules.column.from')}>
        {from}
        {document !== '' && <small>{document}</small>}
      </td>
    </>
  );
}
