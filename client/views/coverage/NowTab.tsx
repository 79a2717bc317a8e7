import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX } from 'react';
import { formatCount, formatNumber, formatTime } from '../../../shared/text/format.ts';
import type { CoverageHoles, CoverageSummary } from '../../../shared/wire/planning.ts';
import type { ApiError } from '../../api/request.ts';
import { area, percent, signedPercent } from '../../ui/coverage-words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SimulatedMark } from '../../ui/SimulatedBadge.tsx';
import { useText } from '../../ui/text.ts';
import type { About, Pointing } from './drawn.ts';
import { nameOf } from './drawn.ts';
import { HoleTable } from './HoleTable.tsx';
import { ModelFacts } from './ModelFacts.tsx';
import { FittedRow } from './measured/FittedRow.tsx';

interface Props extends About, Pointing {
  summary: UseQueryResult<CoverageSummary, ApiError>;
  holes: UseQueryResult<CoverageHoles, ApiError>;
}

/** Coverage of the three states side by side, what is out now and soon, in which order to restore. */
export function NowTab(props: Props): JSX.Element {
  const { summary, holes, inventory, language, timeZone, onSelect } = props;
  const text = useText();
  if (summary.isError && !summary.data) {
    return (
      <Notice title={text('coverage.none')} urgent>
        <p>{summary.error.message}</p>
      </Notice>
    );
  }
  if (!summary.data) return <Notice title={text('coverage.wait')} />;
  const { unavailable, ready } = summary.data;
  if (unavailable !== null) {
    return (
      <Notice title={text('coverage.none')}>
        <p>{text(`coverage.unavailable.${unavailable}`)}</p>
      </Notice>
    );
  }
  return (
    <div className="coverage-now">
      {!ready && <p role="status">{text('coverage.wait')}</p>}
      <Figures summary={summary.data} language={language} timeZone={timeZone} />
      <section>
        <h3>{text('coverage.holes')}</h3>
        {holes.data ? <HoleTable {...props} holes={holes.data} /> : <p role="status">{text('coverage.wait')}</p>}
      </section>
      {(holes.data?.restoration.length ?? 0) > 1 && (
        <section>
          <h3>{text('coverage.restoration')}</h3>
          <ol className="coverage-order">
            {holes.data?.restoration.map(({ resource, cause, gainAreaKm2, gainPeople }) => (
              <li key={resource}>
                <button type="button" className="plain link" onClick={() => onSelect(resource)}>
                  {nameOf(inventory, resource, language)}
                </button>{' '}
                <span>
                  {text(`coverage.cause.${cause}`)} ·{' '}
                  {text('coverage.gain', {
                    area: area(gainAreaKm2, language),
                    people: formatCount(Math.round(gainPeople), language),
                  })}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <ModelFacts summary={summary.data} language={language} />
    </div>
  );
}

const COLUMNS = ['now', 'onAir', 'planned'] as const;
const STATE_OF = { now: 'now', onAir: 'on-air', planned: 'planned' } as const;

interface FiguresProps {
  summary: CoverageSummary;
  language: About['language'];
  timeZone: string;
}

function Figures({ summary, language, timeZone }: FiguresProps) {
  const text = useText();
  const { profile, ground, lost, offDuty } = summary;
  const figures = COLUMNS.map((column) => summary[column]);
  const row = (key: 'area' | 'people' | 'rsrp' | 'sinr' | 'probability' | 'single' | 'overlap' | 'pollution') => (
    <tr key={key}>
      <th scope="row">{text(`coverage.figure.${key}`)}</th>
      {figures.map((each, i) => (
        <td key={COLUMNS[i]} className="numeric">
          {key === 'area' && (
            <>
              <b>{percent(each?.areaShare, language)}</b>
              {each && <small>{area(each.areaKm2, language)} km²</small>}
            </>
          )}
          {key === 'people' && percent(each?.peopleShare, language)}
          {key === 'rsrp' && percent(each?.rsrpAreaShare, language)}
          {key === 'sinr' && percent(each?.sinrAreaShare, language)}
          {key === 'probability' && percent(each?.probability, language)}
          {key === 'single' && `${area(each?.singleSiteAreaKm2, language)} km²`}
          {key === 'overlap' && percent(each?.overlapShare, language)}
          {key === 'pollution' && percent(each?.pollutionShare, language)}
        </td>
      ))}
    </tr>
  );
  return (
    <section>
      <h3>
        {text('coverage.figures')}
        {summary.simulated && <SimulatedMark />}
        <small>
          {text('coverage.as-of', { time: formatTime(summary.asOf, timeZone) })}
          {ground.demandSynthetic && ` · ${text('coverage.demand-synthetic')}`}
        </small>
      </h3>
      <div className="coverage-scroll">
        <table className="coverage-table figures">
          <thead>
            <tr>
              <td />
              {COLUMNS.map((column, i) => (
                <th key={column} scope="col" className="numeric">
                  {text(`coverage.state.${STATE_OF[column]}`)}
                  <small>
                    {text('coverage.sites-count', { count: formatCount(figures[i]?.sites ?? null, language) })}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {row('area')}
            <FittedRow summary={summary} columns={COLUMNS} language={language} />
            {(['people', 'rsrp', 'sinr', 'probability', 'single', 'overlap', 'pollution'] as const).map(row)}
          </tbody>
        </table>
      </div>
      <p className="coverage-note">
        {text('coverage.profile', {
          rsrp: formatNumber(profile.rsrpDbm, 0, language),
          sinr: formatNumber(profile.sinrDb, 0, language),
          target: percent(profile.targetShare, language, 0),
          area: area(ground.areaKm2, language),
        })}
        {lost && lost.areaKm2 > 0 && (
          <>
            {' '}
            <b>
              {text('coverage.lost', {
                share: signedPercent(-lost.areaShare, language),
                area: area(lost.areaKm2, language),
                people: formatCount(Math.round(lost.people), language),
              })}
            </b>
          </>
        )}
        {offDuty && offDuty.areaKm2 > 0 && (
          <> {text('coverage.off-duty', { share: signedPercent(-offDuty.areaShare, language) })}</>
        )}
      </p>
    </section>
  );
}
