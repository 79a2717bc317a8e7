import { type JSX, lazy, Suspense } from 'react';
import type { ZoneView } from '../../shared/wire/http.ts';
import { useOverlay } from './overlay.ts';
import { ViewBoundary } from './ViewBoundary.tsx';

const CommandPalette = lazy(async () => ({ default: (await import('./commands/CommandPalette.tsx')).CommandPalette }));
const ScenarioPanel = lazy(async () => ({ default: (await import('./scenario/ScenarioPanel.tsx')).ScenarioPanel }));
const SettingsDialog = lazy(async () => ({ default: (await import('./settings/SettingsDialog.tsx')).SettingsDialog }));

/** Dialogs and panels over the frame whose code loads when they are first opened. */
export function Overlays({ zone }: { zone: ZoneView }): JSX.Element | null {
  const { open } = useOverlay();
  if (open === null || open === 'keys') return null;
  return (
    <ViewBoundary key={open}>
      <Suspense fallback={null}>
        {open === 'commands' && <CommandPalette />}
        {open === 'settings' && <SettingsDialog zone={zone} />}
        {open === 'scenarios' && <ScenarioPanel />}
      </Suspense>
    </ViewBoundary>
  );
}
