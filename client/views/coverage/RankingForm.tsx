import { type FormEvent, type JSX, useState } from 'react';
import type { RankingRequest } from '../../../shared/wire/planning.ts';
import { useText } from '../../ui/text.ts';
import { parsePhases } from './phases.ts';

interface Props {
  /** One is under way: the server takes one at a time. */
  busy: boolean;
  onStart(wanted: Partial<RankingRequest>): void;
}

const CANDIDATES = ['table', 'hex'] as const;
const WEIGHTS = ['area', 'people'] as const;
/** Limits of the contract (shared/wire/planning-schemas.ts), which the browser does not load. */
const MOST_SITES = 500;
const MOST_M = 50_000;
const LEAST_GRID_M = 50;

/** What is asked of a ranking. */
export function RankingForm({ busy, onStart }: Props): JSX.Element {
  const text = useText();
  const [candidates, setCandidates] = useState<(typeof CANDIDATES)[number]>('table');
  const [weight, setWeight] = useState<(typeof WEIGHTS)[number]>('area');
  const [count, setCount] = useState(10);
  const [spacingM, setSpacing] = useState(0);
  const [gridM, setGrid] = useState(500);
  const [phases, setPhases] = useState('');
  const parsed = parsePhases(phases, count);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed === null) return;
    onStart({ candidates, weight, count, spacingM, ...(candidates === 'hex' ? { gridM } : {}), phases: [...parsed] });
  };
  return (
    <form className="coverage-form" onSubmit={submit}>
      <label>
        <span>{text('coverage.candidates')}</span>
        <select
          value={candidates}
          onChange={({ target }) => setCandidates(CANDIDATES.find((each) => each === target.value) ?? 'table')}
        >
          {CANDIDATES.map((each) => (
            <option key={each} value={each}>
              {text(`coverage.candidates.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <NumberField label={text('coverage.count')} value={count} min={1} max={MOST_SITES} onChange={setCount} />
      <NumberField label={text('coverage.spacing')} value={spacingM} min={0} max={MOST_M} onChange={setSpacing} />
      {candidates === 'hex' && (
        <NumberField label={text('coverage.grid')} value={gridM} min={LEAST_GRID_M} max={MOST_M} onChange={setGrid} />
      )}
      <label>
        <span>{text('coverage.weight')}</span>
        <select
          value={weight}
          onChange={({ target }) => setWeight(WEIGHTS.find((each) => each === target.value) ?? 'area')}
        >
          {WEIGHTS.map((each) => (
            <option key={each} value={each}>
              {text(`coverage.weight.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{text('coverage.phases')}</span>
        <input
          type="text"
          inputMode="numeric"
          value={phases}
          placeholder="5, 10"
          aria-invalid={parsed === null}
          aria-describedby={parsed === null ? 'coverage-phases-wrong' : undefined}
          onChange={({ target }) => setPhases(target.value)}
        />
      </label>
      <button type="submit" className="button primary" disabled={busy || parsed === null}>
        {text('coverage.rank')}
      </button>
      {parsed === null && (
        <p id="coverage-phases-wrong" className="coverage-refused" role="alert">
          {text('coverage.phases-wrong', { count })}
        </p>
      )}
    </form>
  );
}

interface NumberProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
}

function NumberField({ label, value, min, max, onChange }: NumberProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="number"
        required
        min={min}
        max={max}
        step="1"
        value={Number.isNaN(value) ? '' : value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </label>
  );
}
