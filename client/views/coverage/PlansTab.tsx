import './plans.css';
import type { CSSProperties, JSX } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { PlanComparison } from '../../../shared/wire/planning.ts';
import { CHANGE } from '../../map/coverage-classes.ts';
import { lookOfDifference } from '../../map/coverage-look.ts';
import { cssColour } from '../../map/map-paint.ts';
import { usePreferences } from '../../state/preferences.ts';
import { area, percent, signedPercent } from '../../ui/coverage-words.ts';
import { useText } from '../../ui/text.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { KeepPlan } from './KeepPlan.tsx';
import { PlanList } from './PlanList.tsx';
import { changeWords } from './plan-draft.ts';
import type { PlanDraft, PlanProps } from './use-plan-draft.ts';

/** Tries a network out: what is changed, what that covers more and less, and the plans that are kept. */
export function PlansTab(props: PlanProps): JSX.Element {
  const { draft, language } = props;
  const text = useText();
  return (
    <div className="coverage-plans">
      <section>
        <Networks draft={draft} />
        <ChangeForm {...props} />
        <Changes {...props} />
        {draft.changes.length > 0 && <KeepPlan draft={draft} />}
      </section>
      <section aria-live="polite" aria-busy={draft.busy}>
        <h3>
          {text('coverage.plan-answer')}
          {draft.answer && (
            <small>
              {text('coverage.plan-worked', { ms: formatCount(Math.round(draft.answer.workedOutMs), language) })}
            </small>
          )}
        </h3>
        {draft.refused !== null && (
          <p className="coverage-refused" role="alert">
            {draft.refused}
          </p>
        )}
        {draft.answer ? (
          <Answer answer={draft.answer} language={language} />
        ) : (
          draft.refused === null && (
            <p className="coverage-note">{text(draft.busy ? 'coverage.wait' : 'coverage.plan-none')}</p>
          )
        )}
      </section>
      <PlanList {...props} />
    </div>
  );
}

const NETWORKS = ['on-air', 'planned'] as const;

function Networks({ draft }: { draft: PlanDraft }) {
  const text = useText();
  const options = (
    <>
      {NETWORKS.map((network) => (
        <option key={network} value={network}>
          {text(`coverage.plan-network.${network}`)}
        </option>
      ))}
      {draft.plans.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
  return (
    <div className="coverage-form">
      <label>
        <span>{text('coverage.plan-base')}</span>
        <select value={draft.base} onChange={({ target }) => draft.choose(target.value)}>
          {options}
        </select>
      </label>
      <label>
        <span>{text('coverage.plan-against')}</span>
        <select value={draft.against} onChange={({ target }) => draft.compare(target.value)}>
          {options}
        </select>
      </label>
    </div>
  );
}

/** What is changed: of the kept plan, then of the draft, each of which can be undone. */
function Changes({ draft, inventory, language }: PlanProps) {
  const text = useText();
  const { plan, changes } = draft;
  if (draft.allChanges.length === 0) return <p className="coverage-note">{text('coverage.plan-how')}</p>;
  return (
    <>
      <h3>{text('coverage.plan-changes')}</h3>
      <ol className="plan-changes">
        {plan?.changes.map((change) => (
          <li key={`kept ${JSON.stringify(change)}`}>{changeWords(change, inventory, text, language)}</li>
        ))}
        {changes.map((change, index) => {
          const words = changeWords(change, inventory, text, language);
          return (
            <li key={JSON.stringify(change)}>
              {words}{' '}
              <button
                type="button"
                className="plain link"
                aria-label={text('coverage.plan-undo', { change: words })}
                title={text('coverage.plan-undo', { change: words })}
                onClick={() => draft.undo(index)}
              >
                ×
              </button>
            </li>
          );
        })}
      </ol>
      {changes.length > 1 && (
        <button type="button" className="button" onClick={draft.clear}>
          {text('coverage.plan-clear')}
        </button>
      )}
    </>
  );
}

/** As it is drawn on the map. */
function Swatch({ change }: { change: 'gained' | 'lost' }) {
  const { theme } = usePreferences();
  const colour = cssColour(lookOfDifference(theme).colours[CHANGE[change]]!);
  return (
    <span className={`plan-swatch ${change}`} style={{ '--change': colour } as CSSProperties} aria-hidden="true" />
  );
}

const FIGURES = ['area', 'people', 'rsrp', 'sinr', 'overlap'] as const;
const SHARE_OF = {
  area: 'areaShare',
  people: 'peopleShare',
  rsrp: 'rsrpAreaShare',
  sinr: 'sinrAreaShare',
  overlap: 'overlapShare',
} as const;

function Answer({ answer, language }: { answer: PlanComparison; language: Language }) {
  const text = useText();
  const { before, after, gained, lost } = answer;
  const size = ({ areaKm2, people }: typeof gained) => ({
    area: area(areaKm2, language),
    people: formatCount(Math.round(people), language),
  });
  return (
    <>
      <p className="plan-change">
        <Swatch change="gained" /> {text('coverage.plan-gained', size(gained))}
      </p>
      <p className="plan-change">
        <Swatch change="lost" /> {text('coverage.plan-lost', size(lost))}
        {lost.areaKm2 > 0 && <small> {text('coverage.plan-lost-why')}</small>}
      </p>
      <table className="coverage-table">
        <thead>
          <tr>
            <td />
            {(['before', 'after', 'difference'] as const).map((column) => (
              <th key={column} scope="col" className="numeric">
                {text(`coverage.plan-${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((figure) => {
            const [old, now] = [before[SHARE_OF[figure]], after[SHARE_OF[figure]]];
            return (
              <tr key={figure}>
                <th scope="row">{text(`coverage.figure.${figure}`)}</th>
                <td className="numeric">{percent(old, language)}</td>
                <td className="numeric">
                  <b>{percent(now, language)}</b>
                </td>
                <td className="numeric">{old === null || now === null ? '' : signedPercent(now - old, language)}</td>
              </tr>
            );
          })}
          <tr>
            <th scope="row">{text('coverage.column.sites')}</th>
            <td className="numeric">{formatCount(before.sites, language)}</td>
            <td className="numeric">
              <b>{formatCount(after.sites, language)}</b>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
    </>
  );
}
