import type { JSX } from 'react';
import { formatCount } from '../../../../shared/text/format.ts';
import type { ModelResiduals } from '../../../../shared/wire/planning.ts';
import { signedDb, spreadDb } from '../../../ui/residual-words.ts';
import { useText } from '../../../ui/text.ts';
import { type About, nameOf } from '../drawn.ts';

interface Props extends About {
  residuals: ModelResiduals;
  onShow(cells: readonly string[]): void;
}

const NUMBERS = ['points', 'places', 'mean', 'median', 'sigma', 'rmse', 'offset'] as const;

/** Residuals cell by cell, those that are furthest off first. */
export function CellResiduals({ residuals, inventory, language, onShow }: Props): JSX.Element {
  const text = useText();
  return (
    <section>
      <h3>{text('coverage.residuals-cells')}</h3>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{text('coverage.column.cell')}</th>
              {NUMBERS.map((column) => (
                <th key={column} scope="col" className="numeric">
                  {text(`coverage.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {residuals.cells.map((each) => (
              <tr key={each.cell}>
                <th scope="row">
                  <button
                    type="button"
                    className="plain link"
                    title={text('coverage.audit-show')}
                    onClick={() => onShow([each.cell])}
                  >
                    {nameOf(inventory, each.cell, language)}
                  </button>
                </th>
                <td className="numeric">{formatCount(each.count, language)}</td>
                <td className="numeric">{formatCount(each.places, language)}</td>
                <td className="numeric">{signedDb(each.meanDb, language)}</td>
                <td className="numeric">{signedDb(each.medianDb, language)}</td>
                <td className="numeric">{spreadDb(each.sigmaDb, language)}</td>
                <td className="numeric">{spreadDb(each.rmseDb, language)}</td>
                <td className="numeric">
                  {signedDb(each.offsetDb, language)} ± {spreadDb(each.standardErrorDb, language)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
