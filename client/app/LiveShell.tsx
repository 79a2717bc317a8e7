import { type JSX, useEffect, useLayoutEffect, useState } from 'react';
import { formatTime } from '../../shared/text/format.ts';
import type { ZoneView } from '../../shared/wire/http.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';
import { fetchAlarms } from '../api/alarms.ts';
import { useReadiness } from '../api/readiness.ts';
import { fetchSnapshot } from '../api/snapshot.ts';
import { useLiveAlarms } from '../live/alarms-react.ts';
import { createLiveStore, type LiveStore } from '../live/live-store.ts';
import { useLiveAttention } from '../live/past-react.ts';
import { LiveProvider, useAttention, useInventory, useLiveStore, useWatch } from '../live/react.tsx';
import { connectSocket } from '../live/socket.ts';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { AlarmAnnouncer } from './AlarmAnnouncer.tsx';
import { AlarmCounts } from './AlarmCounts.tsx';
import { Announcer } from './Announcer.tsx';
import { CurrentView } from './CurrentView.tsx';
import { Dock } from './Dock.tsx';
import { Frame } from './Frame.tsx';
import { Overlays } from './Overlays.tsx';
import { Strip } from './Strip.tsx';
import { TopBar } from './TopBar.tsx';
import { PastBanner } from './time-bar/PastBanner.tsx';
import { PAST_REQUESTS } from './time-bar/past-requests.ts';
import { usePast } from './time-bar/use-past.ts';
import { useDocumentTitle } from './use-document-title.ts';
import { useLinkState } from './use-link-state.ts';
import { useLoadAhead } from './use-load-ahead.ts';

interface Props {
  zone: ZoneView;
  inventory: InventoryIndex;
}

/** The frame with the stream open. Another inventory is another store. */
export function LiveShell({ zone, inventory }: Props): JSX.Element | null {
  const [store, setStore] = useState<LiveStore | null>(null);
  // Before the browser paints, so that the frame does not blink.
  useLayoutEffect(() => {
    const made = createLiveStore({
      index: inventory,
      fetchSnapshot,
      connect: connectSocket(),
      clock: Date.now,
      past: PAST_REQUESTS,
      fetchAlarms,
    });
    setStore(made);
    return () => made.close();
  }, [inventory]);
  if (!store) return null;
  return (
    <LiveProvider store={store}>
      <LiveFrame zone={zone} />
    </LiveProvider>
  );
}

const ZONE_TOPIC = ['zone'];
/** Long enough to read why, and no hurry when a server and its page do not agree again. */
const RELOAD_MS = 3_000;

function LiveFrame({ zone }: { zone: ZoneView }) {
  useWatch(ZONE_TOPIC);
  usePast();
  useLoadAhead();
  const { language } = usePreferences();
  const inventory = useInventory();
  const attention = useAttention();
  const liveAttention = useLiveAttention();
  const state = useLinkState();
  const readiness = useReadiness();
  const hasAlarms = useLiveAlarms().state !== 'absent';
  const name = zone.name[language === 'en' ? 'en' : 'zh'];
  useDocumentTitle(name);
  useEffect(() => {
    // The server speaks of another inventory or protocol: this page is of the past.
    if (state !== 'mismatch') return;
    const timer = setTimeout(() => window.location.reload(), RELOAD_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <Frame
      top={
        <TopBar
          title={name}
          link={state}
          attention={attention}
          degraded={readiness.data?.degraded ?? []}
          counts={<AlarmCounts attention={attention} />}
        />
      }
      main={
        <>
          <CurrentView />
          {state === 'silent' && <SilentBanner timeZone={zone.timeZone} />}
          <PastBanner timeZone={zone.timeZone} />
          {hasAlarms ? <AlarmAnnouncer /> : <Announcer attention={liveAttention} inventory={inventory} />}
          <Overlays zone={zone} />
        </>
      }
      dock={<Dock zone={zone} />}
      strip={<Strip timeZone={zone.timeZone} simulated={zone.simulated} attention={attention} />}
      silent={state === 'silent'}
    />
  );
}

function SilentBanner({ timeZone }: { timeZone: string }) {
  const text = useText();
  const { lastHeardAt, offsetMs } = useLiveStore().link();
  return (
    <div className="banner" role="status">
      <span className="dot silent" />
      {lastHeardAt === 0
        ? text('frame.never-live')
        : text('frame.silent-since', { time: formatTime(lastHeardAt + offsetMs, timeZone) })}
    </div>
  );
}
