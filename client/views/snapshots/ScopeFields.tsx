import { type JSX, useState } from 'react';
import { RESOURCE_KINDS, type ResourceKind } from '../../../shared/model/resource.ts';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { useInventory } from '../../live/react.tsx';
import { useText } from '../../ui/text.ts';
import type { ScopeDraft } from './take-draft.ts';
import { alarmsWords, nameOf } from './words.ts';

interface Props {
  draft: ScopeDraft;
  language: Language;
  onChange(part: Partial<ScopeDraft>): void;
}

/** All of the zone: not offered beside "any". */
const VIEWS = ['radio', 'data-centre', 'egress', 'charging', 'compute'] as const;

/** Which resources a snapshot has: by screen, hall, carrier, kinds and a label. */
export function ScopeFields({ draft, language, onChange }: Props): JSX.Element {
  const text = useText();
  const inventory = useInventory();
  const choice = (name: 'hall' | 'carrier') => (
    <label className="dialog-field">
      {text(`snapshot-screen.${name}`)}
      <select value={draft[name]} onChange={(event) => onChange({ [name]: event.target.value })}>
        <option value="">{text('snapshot-screen.any')}</option>
        {Array.from({ length: inventory.count(name) }, (_, ordinal) => inventory.id(name, ordinal)).map((id) => (
          <option key={id} value={id}>
            {nameOf(inventory, id, language)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <fieldset>
      <legend>{text('snapshot-screen.scope')}</legend>
      {draft.below !== '' && (
        <p className="snap-below">
          <span>{text('snapshot-screen.below', { name: nameOf(inventory, draft.below, language) })}</span>
          <button type="button" className="button" onClick={() => onChange({ below: '' })}>
            {text('snapshot-screen.below-drop')}
          </button>
        </p>
      )}
      {draft.resources.length > 0 && (
        <p className="snap-below">
          <span title={draft.resources.map((id) => nameOf(inventory, id, language)).join(', ')}>
            {text('snapshot-screen.exactly', { count: formatCount(draft.resources.length, language) })}
          </span>
          <button type="button" className="button" onClick={() => onChange({ resources: [] })}>
            {text('snapshot-screen.below-drop')}
          </button>
        </p>
      )}
      {draft.alarms && (
        <p className="snap-below">
          <span>{alarmsWords(draft.alarms, inventory, text, language)}</span>
          <button type="button" className="button" onClick={() => onChange({ alarms: null })}>
            {text('snapshot-screen.below-drop')}
          </button>
        </p>
      )}
      <div className="snap-triple">
        <label className="dialog-field">
          {text('snapshot-screen.view')}
          <select
            value={draft.view}
            onChange={(event) => onChange({ view: VIEWS.find((view) => view === event.target.value) ?? '' })}
          >
            <option value="">{text('snapshot-screen.any')}</option>
            {VIEWS.map((view) => (
              <option key={view} value={view}>
                {text(`snapshot-screen.view.${view}`)}
              </option>
            ))}
          </select>
        </label>
        {choice('hall')}
        {choice('carrier')}
      </div>
      <KindChoice kinds={draft.kinds} onChange={(kinds) => onChange({ kinds })} />
      <div className="snap-pair">
        <label className="dialog-field">
          {text('snapshot-screen.label-name')}
          <input
            maxLength={100}
            placeholder={text('snapshot-screen.label-hint')}
            value={draft.labelName}
            onChange={(event) => onChange({ labelName: event.target.value })}
          />
        </label>
        <label className="dialog-field">
          {text('snapshot-screen.label-value')}
          <input
            maxLength={200}
            value={draft.labelValue}
            onChange={(event) => onChange({ labelValue: event.target.value })}
          />
        </label>
      </div>
      <p className="snap-note">{text('snapshot-screen.scope-note')}</p>
    </fieldset>
  );
}

function KindChoice({
  kinds,
  onChange,
}: {
  kinds: readonly ResourceKind[];
  onChange(kinds: readonly ResourceKind[]): void;
}) {
  const text = useText();
  const inventory = useInventory();
  // Where it begins; later it is the reader's.
  const [initially] = useState(kinds.length > 0);
  return (
    <details className="snap-kinds" open={initially}>
      <summary>
        {kinds.length === 0
          ? text('snapshot-screen.kinds')
          : text('snapshot-screen.kinds-some', { count: kinds.length })}
      </summary>
      <div>
        {RESOURCE_KINDS.filter((kind) => inventory.count(kind) > 0).map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              onChange={(event) =>
                onChange(event.target.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind))
              }
            />
            <span>{text(`kind.${kind}`)}</span>
          </label>
        ))}
      </div>
    </details>
  );
}
