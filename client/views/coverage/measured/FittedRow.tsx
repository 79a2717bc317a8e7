import './measured.css';
import type { JSX } from 'react';
import { formatCount, type Language } from '../../../../shared/text/format.ts';
import type { CoverageSummary } from '../../../../shared/wire/planning.ts';
import { useModelResiduals } from '../../../api/measurements.ts';
import { percent } from '../../../ui/coverage-words.ts';
import { SimulatedMark } from '../../../ui/SimulatedBadge.tsx';
import { useText } from '../../../ui/text.ts';

interface Props {
  summary: CoverageSummary;
  columns: readonly ('now' | 'onAir' | 'planned')[];
  language: Language;
}

/** The area covered as measurements have it, with its band, under what the model says; nothing where nobody measured. */
export function FittedRow({ summary, columns, language }: Props): JSX.Element | null {
  const text = useText();
  const { data } = useModelResiduals(summary.ready ? summary.version : null);
  if (!data?.covered || !data.fit) return null;
  const { covered, fit, simulated } = data;
  return (
    <tr className="fitted-row">
      <th scope="row">
        {text('coverage.figure.fitted')}
        <small>
          {text('coverage.figure.fitted-points', { points: formatCount(fit.points, language) })}{' '}
          {simulated && <SimulatedMark />}
        </small>
      </th>
      {columns.map((column) => {
        const each = covered[column];
        return (
          <td key={column} className="numeric">
            <b>{percent(each?.figures.areaShare, language)}</b>
            {each && (
              <small>
                {percent(each.low, language).replace(' %', '')}–{percent(each.high, language)}
              </small>
            )}
          </td>
        );
      })}
    </tr>
  );
}
