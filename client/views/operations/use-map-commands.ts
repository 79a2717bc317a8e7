import { useMemo, useRef } from 'react';
import { usePreferences } from '../../state/preferences.ts';
import { useViewCommands, type ViewCommand } from '../../state/view-commands.ts';
import { useText } from '../../ui/text.ts';
import { metricOfLayer, SECTOR_LAYERS, type SectorLayer } from './metric-layers.ts';

/** Offers the map's actions to the command palette: table, home, and each colour of the sectors. */
export function useMapCommands(
  asTable: boolean,
  setAsTable: (asTable: boolean) => void,
  goHome: () => void,
  setLayer: (layer: SectorLayer) => void,
): void {
  const text = useText();
  const { language } = usePreferences();
  const home = useRef(goHome);
  home.current = goHome;
  const commands = useMemo<readonly ViewCommand[]>(
    () => [
      {
        id: 'table',
        title: text(asTable ? 'operations.map-back' : 'operations.table'),
        run: () => setAsTable(!asTable),
      },
      { id: 'home', title: text('operations.home'), run: () => home.current() },
      ...SECTOR_LAYERS.map((layer) => {
        const name = metricOfLayer(layer)?.label[language === 'zh-CN' ? 'zh' : 'en'] ?? text('operations.state');
        return {
          id: `layer-${layer}`,
          title: `${text('operations.colour-by')}: ${name}`,
          run: () => setLayer(layer),
        };
      }),
    ],
    [text, language, asTable, setAsTable, setLayer],
  );
  useViewCommands(commands);
}
