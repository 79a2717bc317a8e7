import { useMemo } from 'react';
import { useMapSettings } from '../../state/map-settings.ts';
import { usePreferences } from '../../state/preferences.ts';
import { palette } from '../../ui/palette.ts';
import { useText } from '../../ui/text.ts';
import type { Extra, Hideable } from './LayersPanel.tsx';
import type { SectorLayer } from './metric-layers.ts';
import type { Opacities } from './opacity.ts';
import type { SceneLook } from './scene.ts';
import type { CircleKm } from './use-circle.ts';
import type { TileChoice } from './use-tile-base.ts';

interface Choices {
  readonly layer: SectorLayer;
  readonly hidden: ReadonlySet<Hideable>;
  readonly extras: ReadonlySet<Extra>;
  readonly circleKm: CircleKm | null;
  readonly opacities: Opacities;
  readonly tiles: TileChoice;
  readonly selection: string | null;
  readonly asTable: boolean;
}

const M_PER_KM = 1000;
const PERCENT = 100;

/** Everything that was chosen, as the scene takes it: the same object until something changes. */
export function useMapLook(choices: Choices): SceneLook {
  const { layer, hidden, extras, circleKm, opacities, selection, asTable } = choices;
  const { source } = choices.tiles;
  const text = useText();
  const { language, theme } = usePreferences();
  const { opacityPercent } = useMapSettings();
  const outLabel = text('operations.out');
  // What is selected is on the map, asked for or not.
  const backhaul = extras.has('backhaul') || selection?.startsWith('backhaul-') === true;
  return useMemo<SceneLook>(
    () => ({
      layer,
      language,
      outLabel,
      palette: palette(theme),
      planned: !hidden.has('planned'),
      chargers: !hidden.has('chargers'),
      transport: !hidden.has('transport'),
      labels: !hidden.has('labels'),
      alarms: !hidden.has('alarms'),
      rings: !hidden.has('rings'),
      everySite: asTable,
      backhaul,
      circleM: circleKm === null ? null : circleKm * M_PER_KM,
      opacity: {
        sectors: opacities.sectors / PERCENT,
        backhaul: opacities.backhaul / PERCENT,
        circle: opacities.circle / PERCENT,
        coverage: opacities.coverage / PERCENT,
        base: opacityPercent / PERCENT,
      },
      tiles: source,
    }),
    [layer, language, outLabel, theme, hidden, asTable, backhaul, circleKm, opacities, opacityPercent, source],
  );
}
