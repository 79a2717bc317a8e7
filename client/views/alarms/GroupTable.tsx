import type { JSX } from 'react';
import { formatAge, formatCount } from '../../../shared/text/format.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { nameWords, placeWords, problemWords, shapeOf } from '../../ui/alarm-words.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { type Say, useText } from '../../ui/text.ts';
import { SEVERITIES_DOWN } from './filter.ts';
import type { AlarmGroup, Grouping } from './groups.ts';
import type { Around } from './StateChips.tsx';

interface Props extends Around {
  groups: readonly AlarmGroup[];
  by: Grouping;
  onOpen(group: AlarmGroup): void;
}

/** So many groups are drawn; a storm has few, and the list has all. */
const SHOWN = 300;

/** A storm in a few rows, with counts. A row opens the alarms of its group. */
export function GroupTable({ groups, by, onOpen, ...around }: Props): JSX.Element {
  const text = useText();
  const { language, now } = around;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="alarm-groups" aria-label={text('alarms.group-caption')} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{text('alarms.group-caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('alarms.group-name')}</th>
            {SEVERITIES_DOWN.map((severity) => (
              <th key={severity} scope="col" className="number" title={text(`alarms.severity.${severity}`)}>
                <StateShape severity={shapeOf(severity)} size={12} />
              </th>
            ))}
            <th scope="col" className="number">
              {text('alarms.group-total')}
            </th>
            <th scope="col" className="number newest">
              {text('alarms.group-newest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, SHOWN).map((group) => (
            <tr key={group.key}>
              <th scope="row">
                <button type="button" className="plain group-name" onClick={() => onOpen(group)}>
                  {groupWords(group, by, around, text)}
                </button>
              </th>
              {SEVERITIES_DOWN.map((severity) => (
                <td key={severity} className={group.counts[severity] === 0 ? 'number zero' : 'number'}>
                  {formatCount(group.counts[severity], language)}
                </td>
              ))}
              <td className="number total">{formatCount(group.total, language)}</td>
              <td className="number newest">{formatAge(now - group.newestAt, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function groupWords({ key, first }: AlarmGroup, by: Grouping, { language }: Around, text: Say): string {
  if (by === 'rule') return problemWords({ ...first, specificProblem: null }, text);
  if (by === 'cause') return `${problemWords(first, text)} · ${nameWords(first, language, text)}`;
  return key === 'zone' ? text('alarms.group-zone') : placeNameOf(first, key, language, text);
}

/** The name of a place above an alarm, with what contains it. */
function placeNameOf(alarm: AlarmView, id: string, language: Around['language'], text: Say): string {
  const at = alarm.path.findIndex((place) => place.id === id);
  return at < 0 ? nameWords(alarm, language, text) : placeWords(alarm.path.slice(0, at + 1), language);
}
