import { type CSSProperties, type JSX, useState } from 'react';
import { formatCount, formatDate, formatNumber, NO_VALUE } from '../../../shared/text/format.ts';
import type { PlanSite, RolloutPlan } from '../../../shared/wire/planning.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { type About, nameOf } from './drawn.ts';
import { stepName } from './step-name.ts';

interface Props extends About {
  plan: RolloutPlan;
  sites: number | null;
  onSites(sites: number): void;
}

const PAGE = 50;

/** Sites that are not on air yet with their milestones, scheduled back: critical first, then by what is due. */
export function MilestoneTable(props: Props): JSX.Element {
  const { plan, language } = props;
  const text = useText();
  const [shown, setShown] = useState(PAGE);
  const open = plan.sites.filter(({ lifecycle }) => lifecycle !== 'in-service');
  const times = open.flatMap(({ steps, expectedAt }) => [
    ...steps.flatMap(({ startAt, dueAt, requiredBy }) => [startAt, dueAt, requiredBy]),
    ...(expectedAt === null ? [] : [expectedAt]),
  ]);
  const span = { from: Math.min(plan.asOf, ...times), to: Math.max(plan.asOf + 1, ...times) };
  const more = Math.min(PAGE, open.length - shown);
  return (
    <section>
      <h3>
        {text('coverage.milestones')} <small>{text('coverage.milestones-how')}</small>
      </h3>
      <div className="coverage-scroll">
        <table className="coverage-table milestones">
          <thead>
            <tr>
              <th scope="col">{text('coverage.column.site')}</th>
              <th scope="col">{text('coverage.column.phase')}</th>
              <th scope="col" className="numeric">
                {text('coverage.column.due')}
              </th>
              <th scope="col" className="numeric">
                {text('coverage.column.expected')}
              </th>
              <th scope="col" className="numeric">
                {text('coverage.column.float')}
              </th>
              <th scope="col">{text('coverage.column.next-step')}</th>
              <th scope="col" className="bars">
                {text('coverage.column.bars')}
              </th>
            </tr>
          </thead>
          <tbody>
            {open.slice(0, shown).map((site) => (
              <SiteRow key={site.site} {...props} site={site} span={span} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && (
        <button type="button" className="button" onClick={() => setShown(shown + PAGE)}>
          {text('coverage.more', { count: formatCount(open.length - shown, language) })}
        </button>
      )}
    </section>
  );
}

interface RowProps extends Props {
  site: PlanSite;
  span: { from: number; to: number };
}

function SiteRow({ site, span, plan, sites, onSites, inventory, language, timeZone, selection, onSelect }: RowProps) {
  const text = useText();
  const day = (at: number | null) => (at === null ? NO_VALUE : formatDate(at, timeZone));
  const next =
    site.steps.find(({ state }) => state === 'overdue' || state === 'due') ??
    site.steps.find(({ state }) => state === 'ahead');
  return (
    <tr className={site.site === selection ? 'pointed' : ''}>
      <th scope="row">
        {site.critical && <StateShape severity={site.lateDays > 0 ? 'critical' : 'major'} decorative />}{' '}
        <button type="button" className="plain link" onClick={() => onSelect(site.site)}>
          {nameOf(inventory, site.site, language)}
        </button>
        {site.critical && <small> {text('coverage.critical')}</small>}
      </th>
      <td>{site.phase ?? NO_VALUE}</td>
      <td className="numeric">
        <button
          type="button"
          className="plain link"
          aria-pressed={sites === site.order}
          title={text('coverage.show-until', { sites: site.order })}
          onClick={() => onSites(site.order)}
        >
          {day(site.dueAt)}
        </button>
      </td>
      <td className="numeric">
        {day(site.expectedAt)}
        {site.lateDays > 0 && <small> {text('coverage.days-late', { days: Math.round(site.lateDays) })}</small>}
      </td>
      <td className="numeric">
        {site.floatDays === null
          ? NO_VALUE
          : text('coverage.days', { days: formatNumber(site.floatDays, 0, language) })}
      </td>
      <td>
        {next
          ? text('coverage.step-required', {
              step: stepName(next.step, text),
              date: day(next.requiredBy),
              lead: formatNumber(next.leadDays, 0, language),
            })
          : NO_VALUE}
        {next?.state === 'overdue' && <small className="too-much"> {text('coverage.step-state.overdue')}</small>}
      </td>
      <td className="bars">
        <Bars site={site} span={span} now={plan.asOf} day={day} />
      </td>
    </tr>
  );
}

interface BarsProps {
  site: PlanSite;
  span: { from: number; to: number };
  now: number;
  day(at: number): string;
}

/** The steps as bars over time, with today, and a mark where the last one is required. */
function Bars({ site, span, now, day }: BarsProps) {
  const text = useText();
  const at = (time: number) => (100 * (time - span.from)) / (span.to - span.from);
  const label = site.steps
    .map(({ step, startAt, dueAt, state }) =>
      text('coverage.step-said', {
        step: stepName(step, text),
        from: day(startAt),
        to: day(dueAt),
        state: text(`coverage.step-state.${state}`),
      }),
    )
    .join('; ');
  const last = site.steps.at(-1);
  return (
    <span className="milestone-bars" role="img" aria-label={label} title={label}>
      {site.steps.map(({ step, startAt, dueAt, state }, i) => (
        <span
          key={step}
          className={`milestone-bar ${state}`}
          style={
            {
              left: `${at(startAt)}%`,
              width: `${Math.max(0.4, at(dueAt) - at(startAt))}%`,
              '--step': i,
            } as CSSProperties
          }
        />
      ))}
      {last && <span className="milestone-required" style={{ left: `${at(last.requiredBy)}%` }} />}
      {site.expectedAt !== null && site.lateDays > 0 && (
        <span className="milestone-expected" style={{ left: `${at(site.expectedAt)}%` }} />
      )}
      <span className="milestone-now" style={{ left: `${at(now)}%` }} />
    </span>
  );
}
