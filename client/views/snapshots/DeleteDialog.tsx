import { type JSX, useState } from 'react';
import type { SnapshotSummary } from '../../../shared/wire/snapshots.ts';
import { deleteSnapshot } from '../../api/snapshots.ts';
import { useText } from '../../ui/text.ts';
import { OperatorForm } from './OperatorForm.tsx';
import { type Around, momentWords, refusalWords, titleWords } from './words.ts';

interface Props {
  snapshot: SnapshotSummary;
  around: Around;
  onDeleted(id: string): void;
  onClose(): void;
}

/** Deleting needs a reason: that it was there, who deleted it and why stays recorded. */
export function DeleteDialog({ snapshot, around, onDeleted, onClose }: Props): JSX.Element {
  const text = useText();
  const [reason, setReason] = useState('');
  const remove = async (operator: string) => {
    try {
      const { deleted } = await deleteSnapshot(snapshot.id, operator, reason.trim());
      onDeleted(deleted);
      return null;
    } catch (error) {
      return refusalWords(error instanceof Error ? error : new Error(String(error)), text, around);
    }
  };
  return (
    <OperatorForm
      title={text('snapshot-screen.delete-title')}
      about={`${titleWords(snapshot, text)} · ${momentWords(snapshot.at, around.timeZone)}`}
      does={text('snapshot-screen.delete')}
      onSubmit={remove}
      onClose={onClose}
    >
      <label className="dialog-field">
        {text('snapshot-screen.reason')}
        <textarea
          required
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="snap-note">{text('snapshot-screen.delete-note')}</p>
    </OperatorForm>
  );
}
