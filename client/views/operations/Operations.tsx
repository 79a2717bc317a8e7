import './operations.css';
import './panels.css';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { ZoneView } from '../../../shared/wire/http.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { fetchZone } from '../../api/zone.ts';
import { useInventory, useLiveStore, useWatch } from '../../live/react.tsx';
import { MapControls } from '../../map/MapControls.tsx';
import { ScaleBar } from '../../map/ScaleBar.tsx';
import { useLayer } from '../../state/layer.ts';
import { useMapSettings } from '../../state/map-settings.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useSelection } from '../../state/selection.ts';
import { useViewport } from '../../state/viewport.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { CoverageKey, CoveragePart, HoleMarks } from './CoveragePart.tsx';
import { useCover } from './covers.ts';
import { EXTRAS, HIDEABLE, LayersPanel } from './LayersPanel.tsx';
import { Legend } from './Legend.tsx';
import { MapTables } from './MapTables.tsx';
import { MapTooltip } from './MapTooltip.tsx';
import { SECTOR_LAYERS } from './metric-layers.ts';
import { OpacityPart } from './OpacityPart.tsx';
import { useOpacities } from './opacity.ts';
import type { Fading, SceneLook } from './scene.ts';
import { useBaseMap } from './use-base-map.ts';
import { useCircle } from './use-circle.ts';
import { type CoverageState, useCoverage } from './use-coverage.ts';
import { useMapCommands } from './use-map-commands.ts';
import { useMapLook } from './use-map-look.ts';
import { useNameSet } from './use-name-set.ts';
import { type SceneState, useScene } from './use-scene.ts';
import { type TileChoice, useTileBase } from './use-tile-base.ts';

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
  const { language } = usePreferences();
  const [layer, setLayer] = useLayer(SECTOR_LAYERS, 'state');
  const [hidden, toggle] = useNameSet('hide', HIDEABLE);
  const [extras, toggleExtra] = useNameSet('show', EXTRAS);
  const [circleKm, setCircle] = useCircle();
  const [opacities, setOpacity] = useOpacities();
  const [cover, setCover] = useCover();
  const { opacityPercent, choose } = useMapSettings();
  const [selection, onSelect] = useSelection();
  const [viewport, onViewport] = useViewport();
  const [asTable, setAsTable] = useState(false);
  const tiles = useTileBase(zone);
  const base = useBaseMap(zone.basemap.layers, tiles.crs);
  const live = useLiveStore();
  const look = useMapLook({ layer, hidden, extras, circleKm, opacities, tiles, selection, asTable });
  const state = useScene({
    zone,
    inventory,
    look,
    base: base.map,
    crs: tiles.crs,
    selection,
    viewport,
    onSelect,
    onViewport,
    onTilesFailed: tiles.onFailed,
  });
  const holes = !hidden.has('holes');
  const placed = viewport !== null;
  const coverage = useCoverage({ ...state, look, crs: tiles.crs, cover, holes, placed });
  useWatch(asTable ? WHOLE_ZONE : look.backhaul ? [...state.topics, ...BACKHAUL_TOPICS] : state.topics);
  const { model, scene } = state;
  const about = { model, dictionary: inventory.dictionary, live, language };
  useMapCommands(asTable, setAsTable, () => scene?.map.goHome(), setLayer);

  return (
    <div className="operations">
      <div
        ref={state.container}
        className="operations-map"
        role="application"
        aria-label={text('operations.map')}
        inert={asTable}
      />
      {asTable && <MapTables {...about} inventory={inventory} selected={selection} onSelect={onSelect} />}
      {!asTable && (
        <>
          <div className="map-corner top-left">
            <LayersPanel
              layer={layer}
              onLayer={setLayer}
              hidden={hidden}
              onToggle={toggle}
              extras={extras}
              onExtra={toggleExtra}
              circleKm={circleKm}
              onCircle={setCircle}
              counts={countsOf(zone)}
              language={language}
            >
              <CoveragePart
                coverage={coverage}
                cover={cover}
                onCover={setCover}
                holes={holes}
                onHoles={() => toggle('holes')}
                language={language}
              />
              <OpacityPart
                values={{ ...opacities, base: opacityPercent }}
                shown={fadingOf(look, coverage)}
                onChange={(part, percent) =>
                  part === 'base' ? choose({ opacityPercent: percent }) : setOpacity(part, percent)
                }
              />
            </LayersPanel>
          </div>
          <div className="map-corner bottom-left">
            <LiveLegend state={state} look={look} coverage={coverage} />
          </div>
          <Credit zone={zone} state={state} baseFailed={base.failed} tiles={tiles} language={language} />
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

const BACKHAUL_TOPICS = ['kind/backhaul-link', 'kind/backhaul-node'];
/** A table lists what the map does not show just now. */
const WHOLE_ZONE = ['tile/0/0/0', ...BACKHAUL_TOPICS];

function fadingOf({ backhaul, circleM }: SceneLook, { drawn }: CoverageState): Fading[] {
  return [
    'sectors',
    ...(backhaul ? ['backhaul' as const] : []),
    ...(circleM === null ? [] : ['circle' as const]),
    ...(drawn ? ['coverage' as const] : []),
    'base',
  ];
}

const LEGEND_REDRAW_MS = 250;

interface LegendProps {
  state: SceneState;
  look: SceneLook;
  coverage: CoverageState;
}

function LiveLegend({ state, look, coverage }: LegendProps) {
  useNow(LEGEND_REDRAW_MS);
  const { model, scene, scaleTop } = state;
  const counts = scene?.countStates() ?? null;
  return (
    <Legend
      look={look}
      scaleTop={scaleTop}
      counts={counts}
      grouped={model.clusters.shown}
      marks={<HoleMarks holes={coverage.holes} />}
    >
      <CoverageKey {...coverage} />
    </Legend>
  );
}

interface CreditProps {
  zone: ZoneView;
  state: SceneState;
  baseFailed: boolean;
  tiles: TileChoice;
  language: SceneLook['language'];
}

function Credit({ zone, state, baseFailed, tiles, language }: CreditProps) {
  const text = useText();
  return (
    <div className="map-corner bottom-right">
      {baseFailed && (
        <div className="map-failed" role="status">
          {text('operations.base-failed')}
        </div>
      )}
      {tiles.failed > 0 && (
        <div className="map-failed" role="status">
          {text('settings.tiles-failed', { count: tiles.failed })}
        </div>
      )}
      {state.view && (
        <ScaleBar lat={state.view.y} zoom={state.view.zoom} say={(length) => text('operations.scale', { length })} />
      )}
      <div className="map-credit">
        {tiles.attribution !== null && `${tiles.attribution} · `}
        {zone.basemap.attribution[language === 'zh-CN' ? 'zh' : 'en']}
      </div>
    </div>
  );
}

function countsOf({ counts }: ZoneView) {
  return {
    inService: counts.site?.['in-service'] ?? 0,
    planned: (counts.site?.planned ?? 0) + (counts.site?.building ?? 0),
    chargers: counts['charging-station']?.['in-service'] ?? 0,
    backhaul: counts['backhaul-link']?.['in-service'] ?? 0,
  };
}

function sizeOf(element: HTMLElement | null): { width: number; height: number } {
  return { width: element?.clientWidth ?? 0, height: element?.clientHeight ?? 0 };
}
