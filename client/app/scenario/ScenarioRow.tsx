import type { JSX } from 'react';
import type { ScenarioView } from '../../../shared/wire/http.ts';
import type { ScenarioAction } from '../../api/scenarios.ts';
import { useInventory } from '../../live/react.tsx';
import type { Language } from '../../state/preferences.ts';
import { Meter } from '../../ui/Meter.tsx';
import { useText } from '../../ui/text.ts';
import { useOpenResource } from '../commands/use-open-resource.ts';
import { nameOf } from '../place-names.ts';
import { stopwatch } from './running-time.ts';

/** As many targets as fit a line or two are linked. */
const LINKED = 3;

interface Props {
  scenario: ScenarioView;
  /** Null when it does not run. */
  elapsedS: number | null;
  language: Language;
  busy: boolean;
  onAct(action: ScenarioAction): void;
}

export function ScenarioRow({ scenario, elapsedS, language, busy, onAct }: Props): JSX.Element {
  const text = useText();
  const { name, lengthS } = scenario;
  const side = language === 'en' ? 'en' : 'zh';
  const title = scenario.title[side];
  const runs = elapsedS !== null;
  const verb = runs ? 'stop' : 'start';
  return (
    <li className={runs ? 'scenario runs' : 'scenario'}>
      <h3>{title}</h3>
      <button
        type="button"
        className="button"
        aria-label={text(runs ? 'scenario.stop-named' : 'scenario.start-named', { title })}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) onAct({ name, verb });
        }}
      >
        {text(runs ? 'scenario.stop' : 'scenario.start')}
      </button>
      <p>{scenario.description[side]}</p>
      <p className="scenario-time tabular">{useTimeWords(elapsedS, lengthS)}</p>
      {runs && lengthS !== null && <Meter share={elapsedS / lengthS} />}
      {runs && <Targets targets={scenario.targets} language={language} />}
    </li>
  );
}

function useTimeWords(elapsedS: number | null, lengthS: number | null): string {
  const text = useText();
  if (elapsedS === null) {
    return lengthS === null ? text('scenario.endless') : text('scenario.length', { length: stopwatch(lengthS) });
  }
  const time = stopwatch(elapsedS);
  return lengthS === null
    ? text('scenario.running', { time })
    : text('scenario.running-of', { time, length: stopwatch(lengthS) });
}

/** What it strikes, to look at. */
function Targets({ targets, language }: { targets: readonly string[]; language: Language }) {
  const text = useText();
  const inventory = useInventory();
  const openResource = useOpenResource();
  const known = targets.flatMap((id) => {
    const place = inventory.ordinal(id);
    return place ? [{ id, kind: place.kind, name: nameOf(inventory, id, language) }] : [];
  });
  const more = known.length - LINKED;
  return (
    <p className="scenario-targets">
      {known.slice(0, LINKED).map(({ id, kind, name }) => (
        <button
          key={id}
          type="button"
          className="plain"
          onClick={() => openResource({ key: id, kind: 'resource', id, resourceKind: kind })}
        >
          {text('scenario.show', { name })}
        </button>
      ))}
      {more > 0 && <span>{text('scenario.more-targets', { count: more })}</span>}
    </p>
  );
}
