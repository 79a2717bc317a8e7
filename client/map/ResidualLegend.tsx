import './coverage-legend.css';
import type { JSX } from 'react';
import { formatNumber, type Language } from '../../shared/text/format.ts';
import type { Theme } from '../ui/palette.ts';
import { useText } from '../ui/text.ts';
import { RESIDUAL_EDGES_DB, residualColour, residualShape } from './residual-classes.ts';

const SIDE_PX = 12;
const SHAPES = { up: 'M6 1 L11 10 L1 10 Z', down: 'M6 11 L11 2 L1 2 Z', dot: 'M2 6 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z' };

/** What shapes and colours of measured points mean. */
export function ResidualLegend({ language, theme }: { language: Language; theme: Theme }): JSX.Element {
  const text = useText();
  return (
    <div className="coverage-legend">
      <h2>{text('coverage.residuals-key')}</h2>
      <ul>
        {[...RESIDUAL_EDGES_DB.keys(), RESIDUAL_EDGES_DB.length].map((residual) => (
          <li key={residual}>
            <svg width={SIDE_PX} height={SIDE_PX} viewBox="0 0 12 12" aria-hidden="true">
              <path d={SHAPES[residualShape(residual).points]} fill={residualColour(theme, residual)} />
            </svg>
            {residual === 0
              ? `< ${said(RESIDUAL_EDGES_DB[0], language)}`
              : `≥ ${said(RESIDUAL_EDGES_DB[residual - 1]!, language)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

function said(edge: number, language: Language): string {
  return `${edge < 0 ? '−' : '+'}${formatNumber(Math.abs(edge), 0, language)}`;
}
