import type { JSX } from 'react';
import { formatCount, formatDate, formatNumber, NO_VALUE } from '../../../shared/text/format.ts';
import type { CoverageSummary, RolloutPlan } from '../../../shared/wire/planning.ts';
import { percent } from '../../ui/coverage-words.ts';
import { useText } from '../../ui/text.ts';
import type { About } from './drawn.ts';
import { criticalPath, stepAt } from './rollout-step.ts';
import { stepName } from './step-name.ts';

interface Props extends About {
  plan: RolloutPlan;
  summary: CoverageSummary | undefined;
  /** How many sites the map shows; null for those of today. */
  sites: number | null;
}

/** The roll-out in four numbers: what the step on the map covers, when the target is met, who is left, what is critical. */
export function RolloutFigures({ plan, summary, sites, language, timeZone }: Props): JSX.Element {
  const text = useText();
  const day = (at: number | null) => (at === null ? text('coverage.never') : formatDate(at, timeZone));
  const step = stepAt(plan, sites);
  const path = criticalPath(plan);
  const people = summary?.ground.people ?? 0;
  const left = step?.peopleShare == null || people === 0 ? null : Math.round((1 - step.peopleShare) * people);
  const late = plan.sites.filter(({ lateDays }) => lateDays > 0).length;
  const { slip } = plan;
  const expectedAt = slip?.targetExpectedAt ?? null;
  return (
    <dl className="coverage-figures">
      <Figure
        name={text('coverage.figure-covered', { sites: formatCount(step?.sites ?? null, language) })}
        value={percent(step?.areaShare, language)}
        note={`${step?.at ? day(step.at) : text('coverage.today')} · ${text('coverage.figure-target', {
          target: percent(summary?.profile.targetShare, language, 0),
        })}`}
      />
      <Figure
        name={text('coverage.figure-behind')}
        value={formatCount(late, language)}
        note={
          expectedAt === null && (slip?.targetPlannedAt ?? null) === null
            ? text('coverage.target-never')
            : text('coverage.target-moves', { planned: day(slip?.targetPlannedAt ?? null), expected: day(expectedAt) })
        }
      />
      <Figure
        name={text('coverage.figure-uncovered')}
        value={formatCount(left, language)}
        note={text('coverage.figure-uncovered-note', { share: percent(step?.peopleShare, language) })}
      />
      <Figure
        name={text('coverage.figure-critical')}
        value={formatCount(path.sites, language)}
        note={
          path.step === null
            ? NO_VALUE
            : text('coverage.figure-critical-note', {
                step: stepName(path.step, text),
                days: formatNumber(path.floatDays, 0, language),
              })
        }
      />
    </dl>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className="note">{note}</dd>
    </div>
  );
}
