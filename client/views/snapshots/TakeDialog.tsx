import { type JSX, useState } from 'react';
import type { SnapshotScope, SnapshotSummary } from '../../../shared/wire/snapshots.ts';
import { takeSnapshot } from '../../api/snapshots.ts';
import { useCursor } from '../../state/cursor.ts';
import { useText } from '../../ui/text.ts';
import { OperatorForm } from './OperatorForm.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import { newDraft, type Seen, type TakeDraft, type When, wishOf } from './take-draft.ts';
import { type Around, momentWords, refusalWords } from './words.ts';

interface Props {
  /** What the screen shows that it was asked from. */
  scope: SnapshotScope;
  /** What its map showed, and over which period. */
  seen: Seen;
  around: Around;
  onTaken(snapshot: SnapshotSummary): void;
  onClose(): void;
}

/** Asks what a new snapshot is of, and takes it. */
export function TakeDialog({ scope, seen, around, onTaken, onClose }: Props): JSX.Element {
  const text = useText();
  const { at: cursorAt, offsetMs } = useCursor();
  const [draft, setDraft] = useState(() => newDraft(scope, Date.now() + offsetMs, cursorAt, around.timeZone, seen));
  const change = (part: Partial<TakeDraft>) => setDraft((before) => ({ ...before, ...part }));
  const take = async (operator: string) => {
    const wish = wishOf(draft, operator, cursorAt, around.timeZone);
    if (typeof wish === 'string') return text(`snapshot-screen.${wish}`);
    try {
      onTaken(await takeSnapshot(wish));
      return null;
    } catch (error) {
      return refusalWords(error instanceof Error ? error : new Error(String(error)), text, around);
    }
  };
  return (
    <OperatorForm
      title={text('snapshot-screen.take')}
      does={text('snapshot-screen.take')}
      doing={text('snapshot-screen.taking')}
      onSubmit={take}
      onClose={onClose}
    >
      <label className="dialog-field">
        {text('snapshot-screen.title')}
        <input
          maxLength={200}
          placeholder={text('snapshot-screen.title-hint')}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </label>
      <WhenFields draft={draft} cursorAt={cursorAt} timeZone={around.timeZone} onChange={change} />
      {draft.viewport !== null && (
        <p className="snap-below">
          <span>{text('snapshot-screen.viewport')}</span>
          <button type="button" className="button" onClick={() => change({ viewport: null })}>
            {text('snapshot-screen.below-drop')}
          </button>
        </p>
      )}
      <ScopeFields draft={draft} language={around.language} onChange={change} />
      <label className="dialog-field narrow">
        {text('snapshot-screen.keep')}
        <input
          type="number"
          required
          min={1}
          max={3_660}
          value={draft.keepDays}
          onChange={(event) => change({ keepDays: event.target.value })}
        />
      </label>
    </OperatorForm>
  );
}

interface WhenProps {
  draft: TakeDraft;
  cursorAt: number | null;
  timeZone: string;
  onChange(part: Partial<TakeDraft>): void;
}

function WhenFields({ draft, cursorAt, timeZone, onChange }: WhenProps) {
  const text = useText();
  const choices: readonly (readonly [When, string])[] = [
    ['now', text('snapshot-screen.when.now')],
    ...(cursorAt === null
      ? []
      : [['cursor', text('snapshot-screen.when.cursor', { moment: momentWords(cursorAt, timeZone) })] as const]),
    ['moment', text('snapshot-screen.when.moment')],
    ['period', text('snapshot-screen.when.period')],
  ];
  const field = (name: 'at' | 'from' | 'to') => (
    <label className="dialog-field">
      {text(`snapshot-screen.${name}`)}
      <input
        type="datetime-local"
        step={1}
        required
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </label>
  );
  return (
    <fieldset>
      <legend>{text('snapshot-screen.when')}</legend>
      <div className="snap-choices">
        {choices.map(([when, words]) => (
          <label key={when}>
            <input type="radio" name="when" checked={draft.when === when} onChange={() => onChange({ when })} />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {draft.when === 'moment' && <div className="snap-pair">{field('at')}</div>}
      {draft.when === 'period' && (
        <div className="snap-pair">
          {field('from')}
          {field('to')}
        </div>
      )}
      {(draft.when === 'moment' || draft.when === 'period') && (
        <p className="snap-note">{text('snapshot-screen.zone-time', { zone: timeZone })}</p>
      )}
    </fieldset>
  );
}
