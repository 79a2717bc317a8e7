import { type JSX, type RefObject, useEffect, useState } from 'react';
import type { AlarmedKind } from '../../../shared/alarms/alarm.ts';
import type { PerceivedSeverity } from '../../../shared/alarms/severity.ts';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { kindWords, shapeOf } from '../../ui/alarm-words.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { type AlarmFilter, type FilterParam, SEVERITIES_DOWN, SHOWS, type Show, writeSeverities } from './filter.ts';
import { GROUPINGS, type Grouping } from './groups.ts';

interface Props {
  filter: AlarmFilter;
  grouping: Grouping | null;
  /** What there is to choose from. */
  kinds: readonly AlarmedKind[];
  owners: readonly string[];
  /** How many alarms each part of the list has. */
  counts: Readonly<Record<Show, number>>;
  /** Name of the resource that the filter names. */
  resourceName: string | null;
  language: Language;
  search: RefObject<HTMLInputElement | null>;
  onChange(param: FilterParam | 'group', value: string | null): void;
}

/** Text is taken over when the typing rests. */
const TYPING_MS = 200;

/** Which alarms are listed: all of it is in the address. */
export function FilterBar(props: Props): JSX.Element {
  const { filter, grouping, kinds, owners, counts, resourceName, language, search, onChange } = props;
  const text = useText();
  const toggle = (severity: PerceivedSeverity) => {
    const next = new Set(filter.severities);
    if (!next.delete(severity)) next.add(severity);
    onChange('severity', writeSeverities(next));
  };
  return (
    <search className="alarm-filters">
      <fieldset className="alarm-shows" aria-label={text('alarms.show')}>
        {SHOWS.map((show) => (
          <button
            key={show}
            type="button"
            className="plain"
            aria-pressed={filter.show === show}
            onClick={() => onChange('show', show === 'open' ? null : show)}
          >
            {text(`alarms.show.${show}`)} <span className="count">{formatCount(counts[show], language)}</span>
          </button>
        ))}
      </fieldset>
      <fieldset className="alarm-severities" aria-label={text('alarms.filter.severities')}>
        {SEVERITIES_DOWN.map((severity) => (
          <button
            key={severity}
            type="button"
            className="plain square"
            aria-pressed={filter.severities.has(severity)}
            aria-label={text(`alarms.severity.${severity}`)}
            title={text(`alarms.severity.${severity}`)}
            onClick={() => toggle(severity)}
          >
            <StateShape severity={shapeOf(severity)} size={13} decorative />
          </button>
        ))}
      </fieldset>
      <select
        aria-label={text('alarms.filter.kind')}
        value={filter.kind ?? ''}
        onChange={(event) => onChange('kind', event.target.value || null)}
      >
        <option value="">{text('alarms.filter.any-kind')}</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindWords(kind, text)}
          </option>
        ))}
      </select>
      {owners.length > 0 && (
        <select
          aria-label={text('alarms.filter.owner')}
          value={filter.owner ?? ''}
          onChange={(event) => onChange('owner', event.target.value || null)}
        >
          <option value="">{text('alarms.filter.any-owner')}</option>
          {owners.map((owner) => (
            <option key={owner} value={owner}>
              {owner}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label={text('alarms.group')}
        value={grouping ?? ''}
        onChange={(event) => onChange('group', event.target.value || null)}
      >
        <option value="">{text('alarms.group.none')}</option>
        {GROUPINGS.map((one) => (
          <option key={one} value={one}>
            {text(`alarms.group.${one}`)}
          </option>
        ))}
      </select>
      <TextFilter value={filter.text} input={search} onChange={(value) => onChange('q', value || null)} />
      {resourceName !== null && (
        <button
          type="button"
          className="plain alarm-chip drop"
          title={text('alarms.filter.drop')}
          onClick={() => onChange('resource', null)}
        >
          {text('alarms.filter.resource', { name: resourceName })} <CloseIcon size={11} />
        </button>
      )}
    </search>
  );
}

interface TextProps {
  value: string;
  input: RefObject<HTMLInputElement | null>;
  onChange(value: string): void;
}

function TextFilter({ value, input, onChange }: TextProps) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <input
      ref={input}
      type="search"
      className="alarm-search"
      aria-label={text('alarms.filter.text')}
      placeholder={`${text('alarms.filter.text')}  /`}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
