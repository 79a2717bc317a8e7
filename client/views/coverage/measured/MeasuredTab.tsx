import './measured.css';
import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { CoverageSummary, ModelResiduals } from '../../../../shared/wire/planning.ts';
import type { ApiError } from '../../../api/request.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { useText } from '../../../ui/text.ts';
import type { About } from '../drawn.ts';
import { CellReports } from './CellReports.tsx';
import { CellResiduals } from './CellResiduals.tsx';
import { MeasuredFiles } from './MeasuredFiles.tsx';
import { ResidualFigures } from './ResidualFigures.tsx';
import { ResidualHistogram } from './ResidualHistogram.tsx';

interface Props extends About {
  summary: CoverageSummary | undefined;
  residuals: UseQueryResult<ModelResiduals, ApiError>;
  fit: boolean;
  onFit(fit: boolean): void;
  /** Shows these cells on the map. */
  onShow(cells: readonly string[]): void;
}

/** How far the model is from what was measured: files, residuals, what coverage is with fitted offsets. */
export function MeasuredTab({ summary, residuals, fit, onFit, onShow, ...about }: Props): JSX.Element {
  const text = useText();
  const { data, error } = residuals;
  const isCompared = data !== undefined && data.points.total > 0;
  const isReported = data !== undefined && data.reports.cells.length + data.reports.unmatched > 0;
  return (
    <div className={isCompared ? 'coverage-measured compared' : 'coverage-measured'}>
      <div>
        {error && !data && (
          <Notice title={text('coverage.residuals-failed')} urgent>
            <p>{error.message}</p>
          </Notice>
        )}
        {!data && !error && <p role="status">{text('coverage.wait')}</p>}
        {data && !isCompared && !isReported && <p>{text('coverage.measured-none')}</p>}
        {isCompared && (
          <ResidualFigures
            residuals={data}
            model={summary?.now?.areaShare ?? null}
            language={about.language}
            fit={fit}
            onFit={onFit}
          />
        )}
        {isReported && <CellReports residuals={data} {...about} />}
        <MeasuredFiles timeZone={about.timeZone} language={about.language} leftOut={data?.leftOut ?? []} />
      </div>
      {isCompared && data.cells.length > 0 && (
        <div>
          <ResidualHistogram residuals={data} language={about.language} />
          <CellResiduals residuals={data} onShow={onShow} {...about} />
        </div>
      )}
    </div>
  );
}
