import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { keepPlan, PLANS_KEY } from '../../api/plans.ts';
import { useText } from '../../ui/text.ts';
import type { PlanDraft } from './use-plan-draft.ts';

const LONGEST_NAME = 100;

/** Keeps what is tried out under a name; it is then the plan that is open. */
export function KeepPlan({ draft }: { draft: PlanDraft }): JSX.Element {
  const text = useText();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const keep = async () => {
    setRefused(null);
    try {
      const kept = await keepPlan({ name: name.trim(), base: draft.network, changes: [...draft.allChanges] });
      await queries.invalidateQueries({ queryKey: [PLANS_KEY] });
      setName('');
      draft.choose(kept.id);
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      className="coverage-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <label>
        <span>{text('coverage.plan-name')}</span>
        <input
          type="text"
          className="plan-name"
          required
          maxLength={LONGEST_NAME}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <button type="submit" className="button primary" disabled={name.trim() === ''}>
        {text('coverage.plan-keep')}
      </button>
      {refused !== null && (
        <p className="coverage-refused" role="alert">
          {refused}
        </p>
      )}
    </form>
  );
}
