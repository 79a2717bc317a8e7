import { useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { formatCount } from '../../../shared/text/format.ts';
import type { SnapshotList, SnapshotShare } from '../../../shared/wire/snapshots.ts';
import { sharesKey, useShares } from '../../api/snapshots.ts';
import { useCursor } from '../../state/cursor.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { MadeLink } from './MadeLink.tsx';
import { RevokeDialog, ShareDialog } from './ShareDialogs.tsx';
import { type Around, momentWords, refusalWords } from './words.ts';

interface Props {
  id: string;
  formats: SnapshotList['formats'];
  around: Around;
}

/** Links to a snapshot: which stand, until when, and how often they were followed. */
export function SharePart({ id, formats, around }: Props): JSX.Element {
  const text = useText();
  const queries = useQueryClient();
  const { data, error } = useShares(id);
  const [sharing, setSharing] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<SnapshotShare | null>(null);
  const again = () => void queries.invalidateQueries({ queryKey: sharesKey(id) });
  return (
    <div className="snap-shares">
      <h4>{text('snapshot-screen.shares')}</h4>
      <button type="button" className="button" onClick={() => setSharing(true)}>
        {text('snapshot-screen.share')}
      </button>
      {made !== null && <MadeLink path={made} />}
      {error !== null && (
        <p className="snap-note" role="alert">
          {refusalWords(error, text, around)}
        </p>
      )}
      {data !== undefined && data.shares.length === 0 && (
        <p className="snap-note">{text('snapshot-screen.no-shares')}</p>
      )}
      <ul>
        {data?.shares.map((share) => (
          <Link key={share.id} share={share} around={around} onRevoke={() => setRevoking(share)} />
        ))}
      </ul>
      {sharing && (
        <ShareDialog
          id={id}
          formats={formats}
          around={around}
          onMade={(path) => {
            setMade(path);
            again();
          }}
          onClose={() => setSharing(false)}
        />
      )}
      {revoking !== null && (
        <RevokeDialog
          share={revoking}
          around={around}
          onRevoked={() => {
            // What is shown may be the very link that leads nowhere now.
            setMade(null);
            again();
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </div>
  );
}

function Link({ share, around, onRevoke }: { share: SnapshotShare; around: Around; onRevoke(): void }) {
  const text = useText();
  const now = useNow(10_000) + useCursor().offsetMs;
  const { revoked, expiresAt, formats, opened } = share;
  const stands = revoked === null && expiresAt > now;
  const given = formats.length === 0 ? text('snapshot-screen.share-page') : formats.join(', ');
  const moment = momentWords(revoked?.at ?? expiresAt, around.timeZone);
  const words =
    revoked !== null
      ? text('snapshot-screen.share-revoked', { moment, name: revoked.by.name })
      : text(stands ? 'snapshot-screen.share-ends' : 'snapshot-screen.share-ended', { moment });
  return (
    <li className={stands ? '' : 'ended'}>
      <span>
        {words} · {given} · {text('snapshot-screen.share-opened', { count: formatCount(opened, around.language) })}
      </span>
      {stands && (
        <button type="button" className="button" onClick={onRevoke}>
          {text('snapshot-screen.revoke')}
        </button>
      )}
    </li>
  );
}
