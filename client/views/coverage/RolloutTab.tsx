import type { UseQueryResult } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import { formatCount, formatDate } from '../../../shared/text/format.ts';
import type { CoverageSummary, RolloutPlan } from '../../../shared/wire/planning.ts';
import type { ApiError } from '../../api/request.ts';
import { createSharedHover, Panel, type Span } from '../../charts/index.ts';
import { usePreferences } from '../../state/preferences.ts';
import { percent, signedPercent } from '../../ui/coverage-words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { type About, nameOf } from './drawn.ts';
import { LateForm } from './LateForm.tsx';
import { MilestoneTable } from './MilestoneTable.tsx';
import { RolloutFigures } from './RolloutFigures.tsx';
import { rolloutPanels } from './rollout-panels.ts';
import type { Late } from './use-late.ts';

interface Props extends About {
  plan: UseQueryResult<RolloutPlan, ApiError>;
  summary: CoverageSummary | undefined;
  late: readonly Late[];
  onLate(late: readonly Late[]): void;
  /** How many sites the map shows; null for another state. */
  sites: number | null;
  onSites(sites: number): void;
}

/** The roll-out: plan against fact, what being late costs, milestones scheduled back from the target. */
export function RolloutTab({ plan, summary, late, onLate, sites, onSites, ...about }: Props): JSX.Element {
  const text = useText();
  const { data } = plan;
  if (!data) {
    return plan.isError ? (
      <Notice title={text('coverage.plan-failed')} urgent>
        <p>{plan.error.message}</p>
      </Notice>
    ) : (
      <Notice title={text('coverage.wait')} />
    );
  }
  if (data.sites.length === 0) return <Notice title={text('coverage.no-plan')} />;
  return (
    <div className="coverage-roll-out">
      {plan.isError && <p role="alert">{plan.error.message}</p>}
      <h3 className="visually-hidden">{text('coverage.tab.roll-out')}</h3>
      <RolloutFigures plan={data} summary={summary} sites={sites} {...about} />
      <Curves plan={data} {...about} />
      <LateForm plan={data} late={late} onLate={onLate} {...about} />
      <Slip plan={data} {...about} />
      <Head plan={data} {...about} />
      <MilestoneTable plan={data} sites={sites} onSites={onSites} {...about} />
    </div>
  );
}

type PartProps = About & { plan: RolloutPlan };

function Head({ plan, language, timeZone }: PartProps) {
  const text = useText();
  const day = (at: number | null) => (at === null ? text('coverage.never') : formatDate(at, timeZone));
  const overdue = plan.sites.filter(({ lateDays }) => lateDays > 0).length;
  return (
    <p className="coverage-note">
      {text('coverage.plan-target', {
        sites: formatCount(plan.target.sites, language),
        date: day(plan.target.at),
        late: formatCount(overdue, language),
      })}{' '}
      {plan.phases.map(({ phase, sites, onAir, dueAt }) => (
        <span key={phase} className="coverage-phase">
          {onAir === sites
            ? text('coverage.phase-done', { phase, sites })
            : text('coverage.phase', { phase, onAir, sites, date: day(dueAt) })}
        </span>
      ))}
      {plan.synthetic && <b> {text('coverage.plan-synthetic')}</b>}
    </p>
  );
}

function Curves({ plan, language, timeZone }: PartProps) {
  const text = useText();
  const { theme } = usePreferences();
  const panels = useMemo(() => rolloutPanels(plan, text), [plan, text]);
  const [hover] = useState(createSharedHover);
  const [zoom, setZoom] = useState<Span | null>(null);
  const shared = {
    span: zoom ?? panels.span,
    hover,
    cursorAt: plan.asOf,
    subject: text('coverage.title'),
    timeZone,
    language,
    theme,
    onCursor: () => setZoom(null),
    onZoom: setZoom,
  };
  return (
    <>
      <div className="coverage-curves">
        <Panel panel={panels.sites} {...shared} />
        {panels.coverage && <Panel panel={panels.coverage} {...shared} />}
      </div>
      {zoom && (
        <button type="button" className="button" onClick={() => setZoom(null)}>
          {text('coverage.whole-span')}
        </button>
      )}
    </>
  );
}

/** What comes later than planned, and what of the coverage until when. */
function Slip({ plan: { slip }, inventory, language, timeZone }: PartProps) {
  const text = useText();
  if (!slip || slip.sites.length === 0) return <p className="coverage-note">{text('coverage.on-time')}</p>;
  const day = (at: number | null) => (at === null ? text('coverage.never') : formatDate(at, timeZone));
  const { worst, targetPlannedAt, targetExpectedAt } = slip;
  return (
    <div className="coverage-slip" role="status">
      <p>
        <b>
          {worst
            ? text('coverage.slip', {
                share: signedPercent(-worst.missingShare, language),
                from: day(worst.at),
                until: day(worst.until),
              })
            : text('coverage.slip-none')}
        </b>{' '}
        {targetPlannedAt === null && targetExpectedAt === null
          ? text('coverage.target-never')
          : text('coverage.target-moves', { planned: day(targetPlannedAt), expected: day(targetExpectedAt) })}
      </p>
      <p className="coverage-note">
        {slip.sites
          .slice(0, MOST_NAMED)
          .map(({ site, lateDays }) =>
            text('coverage.late-by', { name: nameOf(inventory, site, language), days: Math.round(lateDays) }),
          )
          .join(' · ')}
        {slip.sites.length > MOST_NAMED &&
          ` · ${text('coverage.and-more', { count: formatCount(slip.sites.length - MOST_NAMED, language) })}`}
      </p>
      <details>
        <summary>{text('coverage.slip-table')}</summary>
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{text('coverage.column.date')}</th>
              <th scope="col" className="numeric">
                {text('coverage.by-plan')}
              </th>
              <th scope="col" className="numeric">
                {text('coverage.expected')}
              </th>
            </tr>
          </thead>
          <tbody>
            {slip.points.map(({ at, plannedShare, expectedShare }) => (
              <tr key={at}>
                <th scope="row">{day(at)}</th>
                <td className="numeric">{percent(plannedShare, language)}</td>
                <td className="numeric">{percent(expectedShare, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

const MOST_NAMED = 5;
