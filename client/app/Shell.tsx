import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { ZoneView } from '../../shared/wire/http.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';
import { fetchInventory } from '../api/inventory.ts';
import type { ApiError } from '../api/request.ts';
import { fetchZone } from '../api/zone.ts';
import { Notice } from '../ui/Notice.tsx';
import { useText } from '../ui/text.ts';
import { Frame } from './Frame.tsx';
import { LiveShell } from './LiveShell.tsx';
import { StateCounts } from './StateCounts.tsx';
import { TopBar } from './TopBar.tsx';

const RETRY_MS = 3_000;
/** Until the server answers, however long that takes. */
const FOREVER = {
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: true,
  retryDelay: RETRY_MS,
} as const;

/** Loads what does not change (zone and inventory, side by side), then goes live. The frame stands from the first moment. */
export function Shell(): JSX.Element {
  const zone = useQuery<ZoneView, ApiError>({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    ...FOREVER,
  });
  const inventory = useQuery<InventoryIndex, ApiError>({
    queryKey: ['inventory'],
    queryFn: ({ signal }) => fetchInventory(signal),
    // It holds functions: comparing it with the one before would only cost time.
    structuralSharing: false,
    ...FOREVER,
  });
  if (zone.data && inventory.data) return <LiveShell zone={zone.data} inventory={inventory.data} />;
  const error = zone.failureReason ?? inventory.failureReason;
  const retry = () => {
    void zone.refetch();
    void inventory.refetch();
  };
  return (
    <Frame
      top={
        <TopBar
          title="Skyrack"
          link="connecting"
          attention={null}
          degraded={[]}
          counts={<StateCounts attention={null} />}
        />
      }
      main={error ? <LoadFailed error={error} onRetry={retry} /> : <Loading />}
      dock={<div className="dock" />}
      strip={<div className="strip" />}
      silent={false}
    />
  );
}

function Loading() {
  const text = useText();
  return <Notice title={text('load.zone')} />;
}

function LoadFailed({ error, onRetry }: { error: ApiError; onRetry(): void }) {
  const text = useText();
  const what = error.code === 'unreachable' ? text('load.unreachable') : `${error.message} (${error.code})`;
  return (
    <Notice title={text('load.failed', { what })} urgent>
      <p>{text('load.retrying')}</p>
      <button type="button" className="button" onClick={onRetry}>
        {text('load.retry-now')}
      </button>
    </Notice>
  );
}
