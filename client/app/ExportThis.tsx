import type { JSX } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSelection } from '../state/selection.ts';
import { useText } from '../ui/text.ts';
import { exportAddress } from '../views/snapshots/export-address.ts';
import { SnapshotIcon } from '../views/snapshots/SnapshotIcon.tsx';

/** Leads from any view to the form for a snapshot of what it shows; on the list of snapshots itself there is none. */
export function ExportThis(): JSX.Element | null {
  const text = useText();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [selection] = useSelection();
  if (pathname === '/snapshots') return null;
  const words = text('snapshot-screen.export-this');
  return (
    <button
      type="button"
      className="plain square"
      aria-label={words}
      title={words}
      onClick={() => navigate(exportAddress(pathname, search, selection))}
    >
      <SnapshotIcon size={18} />
    </button>
  );
}
