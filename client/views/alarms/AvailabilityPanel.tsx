import { type JSX, useState } from 'react';
import { PERIODS, type Period, useAvailability } from '../../api/availability.ts';
import { useSelection } from '../../state/selection.ts';
import { AvailabilityTables } from '../../ui/AvailabilityTables.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import type { AlarmFilter } from './filter.ts';
import type { Around } from './StateChips.tsx';

const ALL_PERIODS = Object.keys(PERIODS) as Period[];

/** How long things were in service: all, or what the filter of the list names. */
export function AvailabilityPanel({ filter, language, now }: Around & { filter: AlarmFilter }): JSX.Element {
  const text = useText();
  const [, select] = useSelection();
  const [period, setPeriod] = useState<Period>('day');
  const { resource, kind } = filter;
  const { data, error } = useAvailability({ resource, kind, period, to: now });
  return (
    <>
      <div className="alarm-filters">
        <fieldset className="alarm-shows" aria-label={text('availability.period')}>
          {ALL_PERIODS.map((one) => (
            <button
              key={one}
              type="button"
              className="plain"
              aria-pressed={one === period}
              onClick={() => setPeriod(one)}
            >
              {text(`availability.period.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {error !== null ? (
        <Notice title={text('availability.failed', { what: error.message })} urgent />
      ) : data === undefined ? (
        <Notice title={text('availability.loading')} />
      ) : (
        <AvailabilityTables
          availability={data}
          language={language}
          nameOf={({ resource: id, name }) => (
            <button type="button" className="plain group-name" onClick={() => select(id)}>
              {language === 'en' ? name.en : name.zh}
            </button>
          )}
        />
      )}
    </>
  );
}
