import type { JSX } from 'react';
import { isSimulated, qualityOf } from '../../../shared/model/sample.ts';
import { formatAge, type Language } from '../../../shared/text/format.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { type DrawerModel, headlineOf, newestAge, readingOf, saidValue, stateOf } from './model.ts';
import { crumbName, inLanguage } from './resource-name.ts';

interface Props {
  model: DrawerModel;
  language: Language;
  headingId: string;
  onOpen(id: string): void;
  onClose(): void;
}

/** Where it stands, what it is, how it is, how old that is. */
export function DrawerHead({ model, language, headingId, onOpen, onClose }: Props): JSX.Element {
  const text = useText();
  const name = crumbName(model, language, text);
  const kind = text(`kind.${model.kind}`);
  return (
    <header className="drawer-head">
      <nav aria-label={text('drawer.path')}>
        <ol className="crumbs">
          {model.path.map((place) => (
            <li key={place.id}>
              <button type="button" className="plain" onClick={() => onOpen(place.id)}>
                {crumbName(place, language, text)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <button
        type="button"
        className="plain square drawer-close"
        aria-label={text('action.close')}
        title={`${text('action.close')} (Esc)`}
        onClick={onClose}
      >
        <CloseIcon size={18} />
      </button>
      <h2 id={headingId} tabIndex={-1}>
        {!name.toLowerCase().includes(kind.toLowerCase()) && <span className="kind">{kind} </span>}
        {name}
      </h2>
      <DrawerState model={model} language={language} />
    </header>
  );
}

function DrawerState({ model, language }: { model: DrawerModel; language: Language }): JSX.Element {
  const text = useText();
  const state = stateOf(model);
  const headline = headlineOf(model);
  const reading = headline && readingOf(model, headline.id);
  const age = reading && reading.value !== null ? reading.ageMs : newestAge(model);
  const shown = reading && reading.value !== null ? [reading] : [...model.readings.values()];
  const simulated = shown.some(({ flags }) => qualityOf(flags) !== 'none' && isSimulated(flags));
  return (
    <p className="drawer-state">
      {state !== null && (
        <span className="state-word" style={{ color: `var(--${state})` }}>
          <StateShape severity={state} size={13} decorative /> {text(`state.${state}`)}
        </span>
      )}
      {headline && reading && reading.value !== null && (
        <span className="headline" title={inLanguage(headline.label, language)}>
          {saidValue(headline, reading.value, language)}
        </span>
      )}
      {state === null && <span className="muted">{text(`lifecycle.${model.lifecycle}`)}</span>}
      {Number.isFinite(age) && <span className="muted">{formatAge(age, language)}</span>}
      {simulated && <SimulatedBadge />}
    </p>
  );
}
