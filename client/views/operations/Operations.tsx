import './operations.css';
import './panels.css';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import type { ZoneView } from '../../../shared/wire/http.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { fetchZone } from '../../api/zone.ts';
import { useInventory, useLiveStore, useWatch } from '../../live/react.tsx';
import { MapControls } from '../../map/MapControls.tsx';
import { ScaleBar } from '../../map/ScaleBar.tsx';
import { useLayer } from '../../state/layer.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useSelection } from '../../state/selection.ts';
import { useViewport } from '../../state/viewport.ts';
import { Notice } from '../../ui/Notice.tsx';
import { palette } from '../../ui/palette.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { countStates } from './facts.ts';
import { LayersPanel } from './LayersPanel.tsx';
import { Legend } from './Legend.tsx';
import { MapTooltip } from './MapTooltip.tsx';
import { SECTOR_LAYERS } from './metric-layers.ts';
import { SiteTable } from './SiteTable.tsx';
import type { SceneLook } from './scene.ts';
import { useBaseMap } from './use-base-map.ts';
import { useHidden } from './use-hidden.ts';
import { type SceneState, useScene } from './use-scene.ts';

/** The zone on a map: sites with their sectors, chargers, the data centre, coloured by state or by one metric. */
export function Operations(): JSX.Element {
  const text = useText();
  const inventory = useInventory();
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!zone.data) return <Notice title={text('load.zone')} />;
  return <ZoneMap zone={zone.data} inventory={inventory} />;
}

function ZoneMap({ zone, inventory }: { zone: ZoneView; inventory: InventoryIndex }) {
  const text = useText();
  const { language, theme } = usePreferences();
  const [layer, setLayer] = useLayer(SECTOR_LAYERS, 'state');
  const [hidden, toggle] = useHidden();
  const [selection, onSelect] = useSelection();
  const [viewport, onViewport] = useViewport();
  const [asTable, setAsTable] = useState(false);
  const base = useBaseMap(zone.basemap.layers);
  const live = useLiveStore();
  const outLabel = text('operations.out');
  const look = useMemo<SceneLook>(
    () => ({
      layer,
      language,
      outLabel,
      palette: palette(theme),
      planned: !hidden.has('planned'),
      chargers: !hidden.has('chargers'),
      transport: !hidden.has('transport'),
      labels: !hidden.has('labels'),
    }),
    [layer, language, outLabel, theme, hidden],
  );
  const state = useScene({
    zone,
    inventory,
    look,
    base: base.map,
    selection,
    viewport,
    onSelect,
    onViewport,
  });
  useWatch(state.topics);
  const { model, scene } = state;
  const about = { model, dictionary: inventory.dictionary, live, language };

  return (
    <div className="operations">
      <div
        ref={state.container}
        className="operations-map"
        role="application"
        aria-label={text('operations.map')}
        inert={asTable}
      />
      {asTable && <SiteTable {...about} selected={selection} onSelect={onSelect} />}
      {!asTable && (
        <>
          <div className="map-corner top-left">
            <LayersPanel
              layer={layer}
              onLayer={setLayer}
              hidden={hidden}
              onToggle={toggle}
              counts={countsOf(zone)}
              language={language}
            />
          </div>
          <div className="map-corner bottom-left">
            <LiveLegend state={state} layer={layer} language={language} />
          </div>
          <Credit zone={zone} state={state} baseFailed={base.failed} language={language} />
          {state.hover && <MapTooltip {...about} hover={state.hover} size={sizeOf(state.container.current)} />}
        </>
      )}
      <div className="map-corner top-right">
        <button
          type="button"
          className="plain table-toggle"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {text(asTable ? 'operations.map-back' : 'operations.table')}
        </button>
        {!asTable && (
          <MapControls
            onZoom={(steps) => scene?.map.zoomBy(steps)}
            onHome={() => scene?.map.goHome()}
            words={{
              zoomIn: text('operations.zoom-in'),
              zoomOut: text('operations.zoom-out'),
              home: text('operations.home'),
            }}
          />
        )}
      </div>
    </div>
  );
}

const LEGEND_REDRAW_MS = 1_000;

function LiveLegend({
  state,
  layer,
  language,
}: {
  state: SceneState;
  layer: SceneLook['layer'];
  language: SceneLook['language'];
}) {
  useNow(LEGEND_REDRAW_MS);
  return <Legend layer={layer} scaleTop={state.scaleTop} counts={countStates(state.model)} language={language} />;
}

interface CreditProps {
  zone: ZoneView;
  state: SceneState;
  baseFailed: boolean;
  language: SceneLook['language'];
}

function Credit({ zone, state, baseFailed, language }: CreditProps) {
  const text = useText();
  return (
    <div className="map-corner bottom-right">
      {baseFailed && (
        <div className="map-failed" role="status">
          {text('operations.base-failed')}
        </div>
      )}
      {state.view && (
        <ScaleBar lat={state.view.y} zoom={state.view.zoom} say={(length) => text('operations.scale', { length })} />
      )}
      <div className="map-credit">{zone.basemap.attribution[language === 'zh-CN' ? 'zh' : 'en']}</div>
    </div>
  );
}

function countsOf({ counts }: ZoneView) {
  return {
    inService: counts.site?.['in-service'] ?? 0,
    planned: (counts.site?.planned ?? 0) + (counts.site?.building ?? 0),
    chargers: counts['charging-station']?.['in-service'] ?? 0,
  };
}

function sizeOf(element: HTMLElement | null): { width: number; height: number } {
  return { width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 };
}
