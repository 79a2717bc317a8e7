import type { JSX } from 'react';
import { formatCount } from '../../../shared/text/format.ts';
import type { Ranking, RankingResult } from '../../../shared/wire/planning.ts';
import { download, fileName } from '../../charts/download.ts';
import { area, percent } from '../../ui/coverage-words.ts';
import { useText } from '../../ui/text.ts';
import { type About, nameOf } from './drawn.ts';
import { RankingForm } from './RankingForm.tsx';
import { rankingCsv, rankingGeoJson } from './ranking-files.ts';
import { isUnderWay, type RankingState } from './use-ranking.ts';

type Props = About & { ranking: RankingState };

/** Which sites to build next: the question, how far it is, the order with how near the optimum it is. */
export function NextTab({ ranking, ...about }: Props): JSX.Element {
  const text = useText();
  const { shown, refused, start, cancel } = ranking;
  const busy = shown !== null && isUnderWay(shown);
  return (
    <div className="coverage-next">
      <RankingForm busy={busy} onStart={start} />
      {refused !== null && (
        <p className="coverage-refused" role="alert">
          {refused}
        </p>
      )}
      {shown === null && <p className="coverage-note">{text('coverage.next-how')}</p>}
      {shown !== null && <Progress ranking={shown} onCancel={cancel} />}
      {shown?.result && <Result result={shown.result} {...about} />}
    </div>
  );
}

function Progress({ ranking, onCancel }: { ranking: Ranking; onCancel(): void }) {
  const text = useText();
  const { state, step, progress, failure } = ranking;
  if (state === 'done') return null;
  if (!isUnderWay(ranking)) {
    return (
      <p className="coverage-refused" role="status">
        {text(`coverage.ranking.${state === 'failed' ? 'failed' : 'cancelled'}`)} {failure}
      </p>
    );
  }
  return (
    <div className="coverage-progress">
      <label>
        <span>{step === null ? text('coverage.ranking.queued') : text(`coverage.ranking-step.${step}`)}</span>
        <progress max={1} value={progress} />
        <span className="tabular">{Math.round(100 * progress)} %</span>
      </label>
      <button type="button" className="button" onClick={onCancel}>
        {text('coverage.cancel')}
      </button>
    </div>
  );
}

function Result({ result, inventory, language, onSelect, selection }: About & { result: RankingResult }) {
  const text = useText();
  const save = (ending: 'csv' | 'geojson') => {
    const [content, type] =
      ending === 'csv'
        ? // The mark tells spreadsheets that it is UTF-8.
          [`\uFEFF${rankingCsv(result)}`, 'text/csv;charset=utf-8']
        : [rankingGeoJson(result), 'application/geo+json'];
    download(fileName([text('coverage.tab.next')], ending), new Blob([content], { type }));
  };
  return (
    <section>
      {result.certificates.map((each) => (
        <p key={each.count} className="coverage-certificate">
          <span aria-hidden="true">✓</span>{' '}
          <span>
            <b>{text('coverage.certificate', { gap: percent(Math.max(0, each.gapShare), language, 2) })}</b>{' '}
            {text(each.method === 'lp' ? 'coverage.certificate-lp' : 'coverage.certificate-trivial', {
              count: formatCount(each.count, language),
              covered: percent(each.coveredShare, language, 2),
              bound: percent(each.boundShare, language, 2),
              candidates: formatCount(result.candidates, language),
              ms: formatCount(Math.round(each.solveMs), language),
            })}{' '}
            {text(each.greedyGuarantee ? 'coverage.greedy-holds' : 'coverage.greedy-lost')}
            {each.mergedPixels > 1 && ` ${text('coverage.merged', { count: each.mergedPixels })}`}
          </span>
        </p>
      ))}
      <div className="coverage-tools">
        {result.synthetic && <b>{text('coverage.plan-synthetic')}</b>}
        <button type="button" className="button" onClick={() => save('csv')}>
          CSV
        </button>
        <button type="button" className="button" onClick={() => save('geojson')}>
          GeoJSON
        </button>
      </div>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <caption className="visually-hidden">{text('coverage.tab.next')}</caption>
          <thead>
            <tr>
              {(['rank', 'site', 'gain-area', 'gain-people', 'rsrp-share', 'profile-share'] as const).map((column) => (
                <th key={column} scope="col" className={column === 'site' ? '' : 'numeric'}>
                  {text(`coverage.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <td className="numeric">0</td>
              <th scope="row">{text('coverage.before')}</th>
              <td />
              <td />
              <td className="numeric">{percent(result.before.rsrpShare, language)}</td>
              <td className="numeric">{percent(result.before.profileShare, language)}</td>
            </tr>
            {result.ranked.map((each) => {
              const { site } = each;
              return (
                <tr key={each.rank} className={site !== null && site === selection ? 'pointed' : ''}>
                  <td className="numeric">
                    {each.rank}
                    {result.certificates.length > 1 && (
                      <small> {text('coverage.in-phase', { phase: each.phase })}</small>
                    )}
                  </td>
                  <th scope="row">
                    {site === null ? (
                      <span className="tabular">
                        {each.position.lat.toFixed(5)}, {each.position.lon.toFixed(5)}
                      </span>
                    ) : (
                      <button type="button" className="plain link" onClick={() => onSelect(site)}>
                        {nameOf(inventory, site, language)}
                      </button>
                    )}
                  </th>
                  <td className="numeric">+{area(each.gainAreaKm2, language)} km²</td>
                  <td className="numeric">+{formatCount(Math.round(each.gainPeople), language)}</td>
                  <td className="numeric">{percent(each.rsrpShare, language)}</td>
                  <td className="numeric">{percent(each.profileShare, language)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
