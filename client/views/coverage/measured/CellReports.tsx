import type { JSX } from 'react';
import { formatCount, formatNumber, NO_VALUE } from '../../../../shared/text/format.ts';
import type { ModelResiduals } from '../../../../shared/wire/planning.ts';
import { signedDb } from '../../../ui/residual-words.ts';
import { useText } from '../../../ui/text.ts';
import { type About, nameOf } from '../drawn.ts';

interface Props extends Pick<About, 'inventory' | 'language'> {
  residuals: ModelResiduals;
}

/** Means of what terminals report beside those of the model, cell by cell. */
export function CellReports({ residuals, inventory, language }: Props): JSX.Element {
  const text = useText();
  const { cells, unmatched } = residuals.reports;
  const level = (dbm: number | null) => (dbm === null ? NO_VALUE : formatNumber(dbm, 1, language).replace('-', '−'));
  return (
    <section>
      <h3>{text('coverage.reports')}</h3>
      <p className="coverage-note">
        {text('coverage.reports-why')}
        {unmatched > 0 && ` ${text('coverage.reports-unmatched', { count: formatCount(unmatched, language) })}`}
      </p>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{text('coverage.column.cell')}</th>
              {(['reports', 'measured-level', 'predicted-level', 'difference'] as const).map((column) => (
                <th key={column} scope="col" className="numeric">
                  {text(`coverage.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map(({ cell, reports, measuredDbm, predictedDbm }) => (
              <tr key={cell}>
                <th scope="row">{nameOf(inventory, cell, language)}</th>
                <td className="numeric">{formatCount(reports, language)}</td>
                <td className="numeric">{level(measuredDbm)}</td>
                <td className="numeric">{level(predictedDbm)}</td>
                <td className="numeric">
                  {signedDb(predictedDbm === null ? null : measuredDbm - predictedDbm, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
