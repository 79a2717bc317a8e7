import './scenario.css';
import { type JSX, useEffect, useRef } from 'react';
import { type ScenarioAction, type ScenarioList, useScenarioAction, useScenarios } from '../../api/scenarios.ts';
import { usePreferences } from '../../state/preferences.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { useOverlay } from '../overlay.ts';
import { elapsedS } from './running-time.ts';
import { ScenarioRow } from './ScenarioRow.tsx';

/**
 * Demo scenarios: what each does, what runs and for how long. Not modal, so that what happens can be watched beside it;
 * Escape closes it, and focus goes back to where it was.
 */
export function ScenarioPanel(): JSX.Element {
  const text = useText();
  const panel = useRef<HTMLDialogElement>(null);
  const close = useOverlay((overlay) => overlay.close);
  const { data, error, dataUpdatedAt } = useScenarios();
  const action = useScenarioAction();
  useFocusInside(panel);
  const failure = action.error ?? error;
  return (
    <dialog
      ref={panel}
      open
      className="scenarios"
      aria-labelledby="scenarios-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2 id="scenarios-title">{text('scenario.title')}</h2>
        <SimulatedBadge />
        <button type="button" className="plain square" aria-label={text('action.close')} onClick={close}>
          <CloseIcon size={18} />
        </button>
      </header>
      <p className="scenarios-note">
        {text('scenario.note')}
        {data && data.speed !== 1 && ` ${text('scenario.speed', { speed: data.speed })}`}
      </p>
      {failure && (
        <p className="scenarios-failure" role="alert">
          {text('scenario.failed', { what: failure.message })}
        </p>
      )}
      {data ? (
        <List list={data} readAt={dataUpdatedAt} busy={action.isPending} onAct={action.mutate} />
      ) : (
        <p className="scenarios-note">{text('scenario.loading')}</p>
      )}
    </dialog>
  );
}

interface ListProps {
  list: ScenarioList;
  readAt: number;
  busy: boolean;
  onAct(action: ScenarioAction): void;
}

/** What this zone lacks the resources for is counted, not listed. */
function List({ list, readAt, busy, onAct }: ListProps) {
  const text = useText();
  const { language } = usePreferences();
  const now = useNow(1_000);
  const fit = list.scenarios.filter(({ problem }) => problem === null);
  const unfit = list.scenarios.length - fit.length;
  return (
    <>
      <ul>
        {fit.map((scenario) => (
          <ScenarioRow
            key={scenario.name}
            scenario={scenario}
            elapsedS={elapsedS(scenario, readAt, now, list.speed)}
            language={language}
            busy={busy}
            onAct={onAct}
          />
        ))}
      </ul>
      {unfit > 0 && <p className="scenarios-note">{text('scenario.unfit', { count: unfit })}</p>}
    </>
  );
}

function useFocusInside(panel: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector('button')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [panel]);
}
