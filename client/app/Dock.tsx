import { type JSX, useState } from 'react';
import type { ZoneView } from '../../shared/wire/http.ts';
import { useCursor } from '../state/cursor.ts';
import { useSelection } from '../state/selection.ts';
import { ChevronUpIcon } from '../ui/icons.tsx';
import { useText } from '../ui/text.ts';
import { DockAlarms } from './DockAlarms.tsx';
import { Drawer } from './drawer/Drawer.tsx';
import { NowSummary } from './NowSummary.tsx';
import { NowTiles } from './NowTiles.tsx';
import { ViewBoundary } from './ViewBoundary.tsx';

/** What the zone is doing now; a selection's drawer lies over it. On a phone it is a sheet that opens over the view. */
export function Dock({ zone }: { zone: ZoneView }): JSX.Element {
  const text = useText();
  const [selection, select] = useSelection();
  const [open, setOpen] = useState(false);
  const past = useCursor((cursor) => cursor.at !== null);
  return (
    <div className={open ? 'dock open' : 'dock'}>
      <button
        type="button"
        className="plain dock-handle"
        aria-expanded={open}
        aria-controls="dock-body"
        onClick={() => setOpen(!open)}
      >
        {text(past ? 'dock.then' : 'dock.now')}
        <NowSummary zone={zone} />
        <ChevronUpIcon />
      </button>
      <aside id="dock-body" className="dock-body" aria-label={text('dock.label')} inert={selection !== null}>
        <div className="dock-tabs">
          <h2>{text(past ? 'dock.then' : 'dock.now')}</h2>
        </div>
        <NowTiles zone={zone} />
        <DockAlarms timeZone={zone.timeZone} />
      </aside>
      {selection !== null && (
        <div className="dock-over">
          <ViewBoundary key={selection}>
            <Drawer id={selection} timeZone={zone.timeZone} onClose={() => select(null)} />
          </ViewBoundary>
        </div>
      )}
    </div>
  );
}
