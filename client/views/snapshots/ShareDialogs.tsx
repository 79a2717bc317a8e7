import { type JSX, useState } from 'react';
import type { SnapshotFormat, SnapshotList, SnapshotShare } from '../../../shared/wire/snapshots.ts';
import { revokeShare, shareSnapshot } from '../../api/snapshots.ts';
import { useText } from '../../ui/text.ts';
import { FormatChoice } from './FormatChoice.tsx';
import { OperatorForm } from './OperatorForm.tsx';
import { type Around, refusalWords } from './words.ts';

interface ShareProps {
  /** Of the snapshot. */
  id: string;
  formats: SnapshotList['formats'];
  around: Around;
  onMade(path: string): void;
  onClose(): void;
}

/** Asks how long a link stands and what it gives, and makes it. */
export function ShareDialog({ id, formats, around, onMade, onClose }: ShareProps): JSX.Element {
  const text = useText();
  const [days, setDays] = useState('30');
  const [chosen, choose] = useState<readonly SnapshotFormat[]>([]);
  const [language, setLanguage] = useState(around.language);
  const share = async (operator: string) => {
    try {
      onMade((await shareSnapshot(id, { operator, days: Number(days), formats: [...chosen], language })).path);
      return null;
    } catch (error) {
      return refusalWords(error instanceof Error ? error : new Error(String(error)), text, around);
    }
  };
  return (
    <OperatorForm
      title={text('snapshot-screen.share')}
      does={text('snapshot-screen.share')}
      onSubmit={share}
      onClose={onClose}
    >
      <label className="dialog-field narrow">
        {text('snapshot-screen.share-days')}
        <input
          type="number"
          required
          min={1}
          max={366}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
      </label>
      <FormatChoice formats={formats} chosen={chosen} language={language} onChoose={choose} onLanguage={setLanguage} />
      <p className="snap-note">{text('snapshot-screen.share-note')}</p>
    </OperatorForm>
  );
}

interface RevokeProps {
  share: SnapshotShare;
  around: Around;
  onRevoked(): void;
  onClose(): void;
}

/** Taking a link back is done in a name, and is kept. */
export function RevokeDialog({ share, around, onRevoked, onClose }: RevokeProps): JSX.Element {
  const text = useText();
  const revoke = async (operator: string) => {
    try {
      await revokeShare(share.snapshot, share.id, operator);
      onRevoked();
      return null;
    } catch (error) {
      return refusalWords(error instanceof Error ? error : new Error(String(error)), text, around);
    }
  };
  return (
    <OperatorForm
      title={text('snapshot-screen.revoke-title')}
      does={text('snapshot-screen.revoke')}
      onSubmit={revoke}
      onClose={onClose}
    >
      <p className="snap-note">{text('snapshot-screen.revoke-note')}</p>
    </OperatorForm>
  );
}
