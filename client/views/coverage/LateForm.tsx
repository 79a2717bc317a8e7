import { type FormEvent, type JSX, useState } from 'react';
import type { RolloutPlan } from '../../../shared/wire/planning.ts';
import { useText } from '../../ui/text.ts';
import { type About, nameOf } from './drawn.ts';
import type { Late } from './use-late.ts';

interface Props extends About {
  plan: RolloutPlan;
  late: readonly Late[];
  onLate(late: readonly Late[]): void;
}

const DEFAULT_DAYS = 14;
const MOST_DAYS = 3_650;

/** Asks what slips when a site comes later than planned: the selected one, or one of the list. */
export function LateForm({ plan, late, onLate, inventory, language, selection }: Props): JSX.Element | null {
  const text = useText();
  const open = plan.sites.filter(({ lifecycle, dueAt }) => lifecycle !== 'in-service' && dueAt !== null);
  const selected = open.some(({ site }) => site === selection) ? selection : null;
  const [picked, setPicked] = useState<string | null>(null);
  const [days, setDays] = useState(DEFAULT_DAYS);
  const site = picked ?? selected ?? open[0]?.site;
  if (site === undefined) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onLate([...late.filter((each) => each.site !== site), { site, days }]);
  };
  return (
    <form className="coverage-form" onSubmit={submit}>
      <label>
        <span>{text('coverage.late-site')}</span>
        <select value={site} onChange={({ target }) => setPicked(target.value)}>
          {open
            .toSorted((a, b) => a.order - b.order)
            .map((each) => (
              <option key={each.site} value={each.site}>
                {nameOf(inventory, each.site, language)}
              </option>
            ))}
        </select>
      </label>
      <label>
        <span>{text('coverage.late-days')}</span>
        <input
          type="number"
          min={1}
          max={MOST_DAYS}
          required
          value={days}
          onChange={({ target }) => setDays(Number(target.value))}
        />
      </label>
      <button type="submit" className="button">
        {text('coverage.late-ask')}
      </button>
      {late.map((each) => (
        <button
          key={each.site}
          type="button"
          className="button chosen"
          title={text('coverage.late-remove')}
          onClick={() => onLate(late.filter(({ site: other }) => other !== each.site))}
        >
          {text('coverage.late-by', { name: nameOf(inventory, each.site, language), days: each.days })} ×
        </button>
      ))}
    </form>
  );
}
