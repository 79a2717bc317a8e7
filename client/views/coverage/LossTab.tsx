import type { UseQueryResult } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { CoverageSummary, WhatIfReply } from '../../../shared/wire/planning.ts';
import { useSiteLosses } from '../../api/coverage-queries.ts';
import type { ApiError } from '../../api/request.ts';
import { area, percent, signedPercent } from '../../ui/coverage-words.ts';
import { useText } from '../../ui/text.ts';
import { type About, nameOf, type Pointing } from './drawn.ts';
import { Takers } from './HoleTable.tsx';

interface Props extends About, Pointing {
  summary: CoverageSummary | undefined;
  /** The site or cell whose loss is asked about. */
  asked: string | null;
  whatIf: UseQueryResult<WhatIfReply, ApiError>;
}

const PAGE = 25;
const MOST = 1_000;

/** Sites by what their loss uncovers; the one that is chosen, here or on the map, shows its hole. */
export function LossTab(props: Props): JSX.Element {
  const { summary, asked, inventory, language, onSelect, pointed, onPoint, whatIf } = props;
  const text = useText();
  const [limit, setLimit] = useState(PAGE);
  const losses = useSiteLosses(limit, summary?.version ?? '');
  if (!losses.data) {
    return <p role="status">{losses.error?.message ?? text('coverage.wait')}</p>;
  }
  const { sites, total, exact, singleSiteAreaKm2, singleSitePeople } = losses.data;
  const cells = asked?.startsWith('site/') ? cellsOf(inventory, asked) : [];
  return (
    <div className="coverage-loss">
      <section>
        <h3>
          {text('coverage.n-1')}
          <small>
            {text('coverage.n-1-single', {
              area: area(singleSiteAreaKm2, language),
              people: formatCount(Math.round(singleSitePeople), language),
            })}
          </small>
        </h3>
        <div className="coverage-scroll">
          <table className="coverage-table">
            <thead>
              <tr>
                <th scope="col" className="numeric">
                  #
                </th>
                <th scope="col">{text('coverage.column.site')}</th>
                <th scope="col" className="numeric">
                  {text('coverage.column.people')}
                </th>
                <th scope="col" className="numeric">
                  {text('coverage.column.area')}
                </th>
                <th scope="col" className="numeric">
                  {text('coverage.column.single')}
                </th>
              </tr>
            </thead>
            <tbody>
              {sites.map((loss, i) => (
                <tr key={loss.site} className={loss.site === asked || loss.site === pointed ? 'pointed' : ''}>
                  <td className="numeric">{i + 1}</td>
                  <th scope="row">
                    <button
                      type="button"
                      className="plain link"
                      aria-pressed={loss.site === asked}
                      onPointerEnter={() => onPoint(loss.site)}
                      onPointerLeave={() => onPoint(null)}
                      onFocus={() => onPoint(loss.site)}
                      onBlur={() => onPoint(null)}
                      onClick={() => onSelect(loss.site)}
                    >
                      {nameOf(inventory, loss.site, language)}
                    </button>
                    {i >= exact && <small> {text('coverage.by-level')}</small>}
                  </th>
                  <td className="numeric">{formatCount(Math.round(loss.people), language)}</td>
                  <td className="numeric">{area(loss.areaKm2, language)} km²</td>
                  <td className="numeric">{area(loss.singleSiteAreaKm2, language)} km²</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {sites.length < Math.min(total, MOST) && (
          <button type="button" className="button" onClick={() => setLimit(Math.min(MOST, limit * 4))}>
            {text('coverage.more', { count: formatCount(total - sites.length, language) })}
          </button>
        )}
      </section>
      <section aria-live="polite">
        <h3>{text('coverage.what-if')}</h3>
        {asked === null && <p className="coverage-note">{text('coverage.what-if-how')}</p>}
        {asked !== null && !whatIf.data && <p role="status">{whatIf.error?.message ?? text('coverage.wait')}</p>}
        {asked !== null && whatIf.data && <Answer {...props} asked={asked} reply={whatIf.data} />}
        {cells.length > 1 && (
          <p className="coverage-cells">
            {text('coverage.one-cell')}{' '}
            {cells.map((cell) => (
              <button key={cell} type="button" className="plain link" onClick={() => onSelect(cell)}>
                {nameOf(inventory, cell, language)}
              </button>
            ))}
          </p>
        )}
      </section>
    </div>
  );
}

function cellsOf(inventory: About['inventory'], site: string): readonly string[] {
  const place = inventory.ordinal(site);
  if (!place) return [];
  return [...inventory.children('site', place.ordinal, 'cell')].map((cell) => inventory.id('cell', cell));
}

interface AnswerProps {
  asked: string;
  reply: WhatIfReply;
  inventory: About['inventory'];
  language: Language;
}

function Answer({ asked, reply: { hole, before, after }, inventory, language }: AnswerProps) {
  const text = useText();
  return (
    <>
      <p className="coverage-answer">
        {text('coverage.what-if-answer', {
          name: nameOf(inventory, asked, language),
          area: area(hole.areaKm2, language),
          people: formatCount(Math.round(hole.people), language),
          chargers: formatCount(hole.inside.connectors, language),
          racks: formatCount(hole.inside.racks, language),
          before: percent(before.areaShare, language),
          after: percent(after.areaShare, language),
          change: signedPercent(after.areaShare - before.areaShare, language),
        })}
      </p>
      <Takers hole={hole} inventory={inventory} language={language} />
    </>
  );
}
