import type { JSX } from 'react';
import { formatAge, formatCount, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { useText } from '../../ui/text.ts';
import type { SourceRow } from './sources.ts';

interface Props {
  /** Null while it is not known. */
  rows: readonly SourceRow[] | null;
  inPast: boolean;
  language: Language;
}

/** Who sends its values, and how old they are. */
export function SourceTable({ rows, inPast, language }: Props): JSX.Element {
  const text = useText();
  return (
    <section className="resource-part">
      <h3>{text('resource.sources')}</h3>
      {inPast && <p className="muted">{text('resource.sources-past')}</p>}
      {!inPast && rows === null && <p className="muted">{text('resource.loading')}</p>}
      {rows?.length === 0 && <p className="muted">{text('resource.no-sources')}</p>}
      {rows !== null && rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{text('resource.column-source')}</th>
              <th scope="col" className="number">
                {text('resource.column-values')}
              </th>
              <th scope="col" className="number">
                {text('resource.column-newest')}
              </th>
              <th scope="col" className="number">
                {text('resource.column-oldest')}
              </th>
              <th scope="col" className="number">
                {text('resource.column-received')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ source, count, newestMs, oldestMs, receivedMs }) => (
              <tr key={source}>
                <th scope="row">{source}</th>
                <td className="number">{formatCount(count, language)}</td>
                <td className="number">{formatAge(newestMs, language)}</td>
                <td className="number">{formatAge(oldestMs, language)}</td>
                <td className="number">{receivedMs === null ? NO_VALUE : formatAge(receivedMs, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
