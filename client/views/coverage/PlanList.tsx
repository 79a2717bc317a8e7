import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { formatCount, formatDate } from '../../../shared/text/format.ts';
import type { NetworkPlan } from '../../../shared/wire/planning.ts';
import { PLANS_KEY, removePlan } from '../../api/plans.ts';
import { useText } from '../../ui/text.ts';
import type { PlanProps } from './use-plan-draft.ts';

/** The plans that are kept: open one, compare with one, take one away. */
export function PlanList({ draft, language, timeZone }: PlanProps): JSX.Element {
  const text = useText();
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <section>
      <h3>{text('coverage.plan-list')}</h3>
      {refused !== null && (
        <p className="coverage-refused" role="alert">
          {refused}
        </p>
      )}
      {draft.plans.length === 0 ? (
        <p className="coverage-note">{text('coverage.plan-list-none')}</p>
      ) : (
        <div className="coverage-scroll">
          <table className="coverage-table">
            <thead>
              <tr>
                <th scope="col">{text('coverage.column.plan')}</th>
                <th scope="col">{text('coverage.column.base')}</th>
                <th scope="col" className="numeric">
                  {text('coverage.column.changes')}
                </th>
                <th scope="col" className="numeric">
                  {text('coverage.column.sites')}
                </th>
                <th scope="col">{text('coverage.column.made')}</th>
                <th scope="col">{text('coverage.column.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {draft.plans.map((plan) => (
                <tr key={plan.id} className={plan.id === draft.base || plan.id === draft.against ? 'pointed' : ''}>
                  <th scope="row">
                    {plan.name}
                    {plan.problem !== null && (
                      <small className="too-much"> {text('coverage.plan-problem', { problem: plan.problem })}</small>
                    )}
                  </th>
                  <td>{text(`coverage.plan-network.${plan.base}`)}</td>
                  <td className="numeric">{formatCount(plan.changes.length, language)}</td>
                  <td className="numeric">{formatCount(plan.sites, language)}</td>
                  <td>{formatDate(plan.createdAt, timeZone)}</td>
                  <td>
                    <PlanActions plan={plan} draft={draft} onRefused={setRefused} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface ActionsProps extends Pick<PlanProps, 'draft'> {
  plan: NetworkPlan;
  onRefused(why: string | null): void;
}

/** Deleting asks once more: a plan is somebody's work, and its id never comes back. */
function PlanActions({ plan, draft, onRefused }: ActionsProps) {
  const text = useText();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const remove = async () => {
    onRefused(null);
    try {
      await removePlan(plan.id);
      if (draft.base === plan.id || draft.against === plan.id) draft.choose(draft.network);
    } catch (error) {
      onRefused(error instanceof Error ? error.message : String(error));
    }
    await queries.invalidateQueries({ queryKey: [PLANS_KEY] });
  };
  return (
    <span className="plan-actions">
      <button
        type="button"
        className="plain link"
        aria-pressed={draft.base === plan.id}
        onClick={() => draft.choose(plan.id)}
      >
        {text('coverage.plan-open')}
      </button>
      <button
        type="button"
        className="plain link"
        aria-pressed={draft.against === plan.id}
        disabled={draft.base === plan.id}
        onClick={() => draft.compare(plan.id)}
      >
        {text('coverage.plan-compare')}
      </button>
      <button
        type="button"
        className={sure ? 'plain link too-much' : 'plain link'}
        onClick={() => (sure ? void remove() : setSure(true))}
        onBlur={() => setSure(false)}
      >
        {text(sure ? 'coverage.plan-delete-sure' : 'coverage.plan-delete')}
      </button>
    </span>
  );
}
