import { type JSX, useEffect, useRef, useState } from 'react';
import { formatCount, formatDate, type Language } from '../../../shared/text/format.ts';
import type { CoverageSummary, RolloutPlan } from '../../../shared/wire/planning.ts';
import { percent } from '../../ui/coverage-words.ts';
import { useText } from '../../ui/text.ts';
import { AGAINST, type CoverageChoices, LAYERS, STATES } from './choice.ts';

interface Props {
  choices: CoverageChoices;
  onChange(change: Partial<CoverageChoices>): void;
  summary: CoverageSummary | undefined;
  plan: RolloutPlan | undefined;
  /** Percent. */
  opacity: number;
  onOpacity(percent: number): void;
  language: Language;
  timeZone: string;
}

/** Which coverage the map shows: of which state, which layer, compared with what; and how many sites stand. */
export function MapBar(props: Props): JSX.Element {
  const { choices, onChange, opacity, onOpacity } = props;
  const text = useText();
  const pick = <T extends string>(allowed: readonly T[], value: string, take: (found: T) => void) => {
    const found = allowed.find((each) => each === value);
    if (found !== undefined) take(found);
  };
  return (
    <div className="map-panel coverage-bar">
      <div className="coverage-choices">
        <label>
          <span>{text('coverage.state')}</span>
          <select
            value={choices.state}
            onChange={({ target }) => pick(STATES, target.value, (state) => onChange({ state }))}
          >
            {STATES.map((state) => (
              <option key={state} value={state}>
                {text(`coverage.state.${state}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{text('coverage.layer')}</span>
          <select
            value={choices.layer}
            onChange={({ target }) => pick(LAYERS, target.value, (layer) => onChange({ layer }))}
          >
            {LAYERS.map((layer) => (
              <option key={layer} value={layer}>
                {text(`coverage.layer.${layer}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{text('coverage.against')}</span>
          <select
            value={choices.against}
            onChange={({ target }) => pick(AGAINST, target.value, (against) => onChange({ against }))}
          >
            {AGAINST.map((against) => (
              <option key={against} value={against}>
                {text(against === 'none' ? 'coverage.against.none' : `coverage.state.${against}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="coverage-opacity">
          <span>{text('operations.opacity')}</span>
          <input
            type="range"
            min={20}
            max={100}
            step={5}
            value={opacity}
            aria-valuetext={`${opacity} %`}
            onChange={({ target }) => onOpacity(Number(target.value))}
          />
        </label>
      </div>
      <Slider {...props} />
    </div>
  );
}

/** A raster is asked for when the slider has rested so long. */
const REST_MS = 150;

/** How many sites stand, from those on air to all of the plan, with what each step covers. */
function Slider({ choices, onChange, summary, plan, language, timeZone }: Props) {
  const text = useText();
  const onAir = summary?.sites.onAir ?? plan?.sites.filter(({ lifecycle }) => lifecycle === 'in-service').length ?? 0;
  const all = Math.max(onAir, plan?.sites.length ?? onAir);
  const chosen = choices.state === 'plan' ? (choices.sites ?? onAir) : choices.state === 'planned' ? all : onAir;
  const [held, setHeld] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address follows a moment later: until it does, the slider stays where it was put.
  useEffect(() => setHeld((before) => (before === chosen ? null : before)), [chosen]);
  const sites = Math.min(all, Math.max(onAir, held ?? chosen));
  const step = plan?.burnUp?.findLast((each) => each.sites <= sites);
  const date = step?.at ? formatDate(step.at, timeZone) : text('coverage.today');
  const words = text('coverage.slider-value', {
    sites: formatCount(sites, language),
    date,
    share: percent(step?.areaShare, language),
  });
  const move = (next: number) => {
    setHeld(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // What a step adds is seen against today; who compares with something else goes on doing so.
      onChange({ state: 'plan', sites: next, ...(choices.against === 'none' ? { against: 'on-air' as const } : {}) });
    }, REST_MS);
  };
  if (!plan || all === onAir) return null;
  return (
    <label className="coverage-slider">
      <span className="coverage-slider-words">{words}</span>
      <span className="coverage-slider-track">
        <span aria-hidden="true">{formatCount(onAir, language)}</span>
        <input
          type="range"
          min={onAir}
          max={all}
          value={sites}
          aria-label={text('coverage.slider')}
          aria-valuetext={words}
          list="coverage-phases"
          onChange={({ target }) => move(Number(target.value))}
        />
        <span aria-hidden="true">{formatCount(all, language)}</span>
      </span>
      <Phases plan={plan} />
    </label>
  );
}

/** Ticks of the slider where a phase ends. */
function Phases({ plan }: { plan: RolloutPlan }) {
  let sites = 0;
  return (
    <datalist id="coverage-phases">
      {plan.phases.map((phase) => {
        sites += phase.sites;
        return <option key={phase.phase} value={sites} label={phase.phase} />;
      })}
    </datalist>
  );
}
