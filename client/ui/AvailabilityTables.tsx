import './availability.css';
import type { JSX, ReactNode } from 'react';
import { formatCount, formatDuration, formatNumber, type Language, NO_VALUE } from '../../shared/text/format.ts';
import type { Availability, AvailabilityFigures } from '../../shared/wire/availability-schemas.ts';
import { useText } from './text.ts';

interface Props {
  availability: Availability;
  language: Language;
  /** How a resource is named: a button or a link, where there is somewhere to go. */
  nameOf(resource: Availability['resources'][number]): ReactNode;
}

/** What was watched of the period, each kind's figures, and the resources that were out of service the longest. */
export function AvailabilityTables({ availability, language, nameOf }: Props): JSX.Element {
  const text = useText();
  const { from, to, watchedMs, kinds, resources, total } = availability;
  const restMs = to - from - watchedMs;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="availability-tables" aria-label={text('availability.title')} tabIndex={0}>
      <p>
        {restMs < 1_000
          ? text('availability.watched-all')
          : text('availability.watched', {
              watched: formatDuration(watchedMs, language),
              rest: formatDuration(restMs, language),
            })}{' '}
        {text('availability.how')}
      </p>
      {kinds.length === 0 ? (
        <p>{text('availability.no-kind')}</p>
      ) : (
        <table>
          <caption>{text('availability.kinds')}</caption>
          <Head first={text('availability.column.kind')} count={text('availability.column.count')} />
          <tbody>
            {kinds.map((row) => (
              <tr key={row.kind}>
                <th scope="row">{text(`kind.${row.kind}`)}</th>
                <td className="number">{formatCount(row.resources, language)}</td>
                <Figures {...row} language={language} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {kinds.length > 0 && resources.length === 0 && <p>{text('availability.none')}</p>}
      {resources.length > 0 && (
        <table>
          <caption>{text('availability.resources')}</caption>
          <Head first={text('availability.column.resource')} count={null} />
          <tbody>
            {resources.map((row) => (
              <tr key={row.resource}>
                <th scope="row">{nameOf(row)}</th>
                <Figures {...row} language={language} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > resources.length && (
        <p>{text('availability.more', { count: formatCount(total - resources.length, language) })}</p>
      )}
    </section>
  );
}

const COLUMNS = ['availability', 'down', 'outages', 'excluded', 'unknown'] as const;

function Head({ first, count }: { first: string; count: string | null }) {
  const text = useText();
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {count !== null && (
          <th scope="col" className="number">
            {count}
          </th>
        )}
        {COLUMNS.map((column) => (
          <th key={column} scope="col" className={`number of-${column}`}>
            {text(`availability.column.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Figures(props: AvailabilityFigures & { language: Language }) {
  const { availability, downMs, outages, excludedMs, unknownMs, language } = props;
  const length = (ms: number) => (ms === 0 ? '0' : formatDuration(ms, language));
  return (
    <>
      <td className="number of-availability">{percentOf(availability, language)}</td>
      <td className={downMs === 0 ? 'number zero of-down' : 'number of-down'}>{length(downMs)}</td>
      <td className={outages === 0 ? 'number zero of-outages' : 'number of-outages'}>
        {formatCount(outages, language)}
      </td>
      <td className={excludedMs === 0 ? 'number zero of-excluded' : 'number of-excluded'}>{length(excludedMs)}</td>
      <td className={unknownMs === 0 ? 'number zero of-unknown' : 'number of-unknown'}>{length(unknownMs)}</td>
    </>
  );
}

/** Three decimals, cut and not rounded: 100 % is said of what was never out. */
function percentOf(share: number | null, language: Language): string {
  if (share === null) return NO_VALUE;
  return `${share === 1 ? '100' : formatNumber(Math.floor(share * 100_000) / 1_000, 3, language)} %`;
}
