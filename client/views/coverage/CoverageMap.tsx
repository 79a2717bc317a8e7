import { useQueries } from '@tanstack/react-query';
import { type JSX, useEffect, useMemo, useState } from 'react';
import type { Position } from '../../../shared/model/resource.ts';
import { formatCount } from '../../../shared/text/format.ts';
import type { ZoneView } from '../../../shared/wire/http.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { CoverageRaster, CoverageSummary, RolloutPlan } from '../../../shared/wire/planning.ts';
import { fetchBasemap } from '../../api/zone.ts';
import { readBaseMap } from '../../map/base-map.ts';
import { CoverageLegend } from '../../map/CoverageLegend.tsx';
import { boundsOfHole } from '../../map/hole-bounds.ts';
import { changeShapes, holeShapes } from '../../map/hole-shapes.ts';
import { MapControls } from '../../map/MapControls.tsx';
import { mapPaint } from '../../map/map-paint.ts';
import { ResidualLegend } from '../../map/ResidualLegend.tsx';
import { ScaleBar } from '../../map/ScaleBar.tsx';
import { usePreferences } from '../../state/preferences.ts';
import { percent } from '../../ui/coverage-words.ts';
import { palette } from '../../ui/palette.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import type { CoverageChoices } from './choice.ts';
import type { About, Drawn, Pointing } from './drawn.ts';
import { HoverCard } from './HoverCard.tsx';
import { MapBar } from './MapBar.tsx';
import { planSites, positionOfSite, proposedPlaces } from './map-content.ts';
import { PictureFiles } from './PictureFiles.tsx';
import { draftSites } from './plan-draft.ts';
import type { PlanHover, PlanMap, PlanShown } from './plan-map.ts';
import { type Shown, usePicture } from './use-picture.ts';
import { usePlanMap } from './use-plan-map.ts';

interface Props extends About, Pointing {
  zone: ZoneView;
  summary: CoverageSummary | undefined;
  plan: RolloutPlan | undefined;
  drawn: Drawn;
  choices: CoverageChoices;
  onChange(change: Partial<CoverageChoices>): void;
  /** Where the next click puts something; null for a click that selects. */
  onPlace: ((position: Position) => void) | null;
  /** Names the measurements that levels are fitted to; null for those of the model. */
  fitted: string | null;
  /** Ids of what the map goes to, another list for each time; null for nowhere. */
  flight: readonly string[] | null;
}

/** Countdowns on the map. */
const LABELS_MS = 10_000;
const OPACITY_PERCENT = 75;

/** Coverage of a state of the network on the zone's map, with what is out, and the sites as far as they stand. */
export function CoverageMap(props: Props): JSX.Element {
  const { zone, summary, plan, drawn, choices, onChange, onPlace, inventory, language } = props;
  const { selection, onSelect, pointed } = props;
  const text = useText();
  const { theme } = usePreferences();
  const now = useNow(LABELS_MS);
  const [hover, setHover] = useState<PlanHover | null>(null);
  const [opacity, setOpacity] = useState(OPACITY_PERCENT);
  const base = useBase(zone.basemap.layers);
  const picture = usePicture(choices, summary, props.fitted);
  const { state, sites } = choices;
  const paint = useMemo(() => mapPaint(palette(theme)), [theme]);
  const holes = useMemo(
    () => (drawn.compared ? changeShapes(drawn.compared, text, language) : holeShapes(drawn, now, text, language)),
    [drawn, now, text, language],
  );
  const standing = useMemo(
    () => draftSites(planSites(inventory, drawn, state, sites, selection), inventory, drawn.changes),
    [inventory, drawn, state, sites, selection],
  );
  const placing = onPlace !== null;
  const shown = useMemo<PlanShown>(
    () => ({
      base,
      language,
      paint,
      crs: 'WGS84',
      picture: picture.picture,
      opacity: opacity / 100,
      holes,
      pointed: pointed ?? hover?.hole ?? null,
      sites: standing.sites,
      proposed: [...proposedPlaces(drawn), ...standing.places],
      residuals: drawn.residuals,
      placing,
    }),
    [base, language, paint, picture.picture, opacity, holes, pointed, hover?.hole, standing, drawn, placing],
  );
  const causeOf = (hole: string) => [...drawn.holes, ...drawn.predicted].find(({ id }) => id === hole)?.resource;
  const {
    container,
    plan: made,
    view,
  } = usePlanMap(zone, shown, {
    onSite: (site, position) => (onPlace ? onPlace(position) : onSelect(inventory.id('site', site))),
    onHole: (hole, position) => (onPlace ? onPlace(position) : onSelect(causeOf(hole) ?? selection)),
    onNothing: (position) => (onPlace ? onPlace(position) : onSelect(null)),
    onHover: setHover,
  });
  useFlight(made, props.flight, inventory);
  return (
    <section className="coverage-place" aria-label={text('coverage.map-part')}>
      <div className="map-corner top-left">
        <MapBar
          choices={choices}
          onChange={onChange}
          summary={summary}
          plan={plan}
          opacity={opacity}
          onOpacity={setOpacity}
          language={language}
          timeZone={zone.timeZone}
        />
      </div>
      <div className="coverage-canvas">
        <div ref={container} className="coverage-map" role="application" aria-label={text('coverage.map')} />
        <div className="map-corner bottom-right">
          {view && <ScaleBar lat={view.lat} zoom={view.zoom} say={(length) => text('operations.scale', { length })} />}
          <div className="map-credit">{zone.basemap.attribution[language === 'zh-CN' ? 'zh' : 'en']}</div>
        </div>
        <div className="map-corner top-right">
          <MapControls
            onZoom={(steps) => made?.map.zoomBy(steps)}
            onHome={() => made?.map.goHome()}
            words={{
              zoomIn: text('operations.zoom-in'),
              zoomOut: text('operations.zoom-out'),
              home: text('operations.home'),
            }}
          />
        </div>
        {hover && (
          <HoverCard
            hover={hover}
            holes={holes}
            inventory={inventory}
            raster={picture.raster}
            difference={picture.difference}
            language={language}
            size={{ width: container.current?.clientWidth ?? 0, height: container.current?.clientHeight ?? 0 }}
          />
        )}
      </div>
      <div className="map-corner bottom-left">
        <LegendPanel summary={summary} choices={choices} picture={picture} drawn={drawn} language={language} />
      </div>
    </section>
  );
}

/** Goes where all of these are seen. */
function useFlight(plan: PlanMap | null, flight: Props['flight'], inventory: InventoryIndex): void {
  useEffect(() => {
    const positions = (flight ?? []).flatMap((id) => positionOfSite(inventory, id) ?? []);
    const box = boundsOfHole([[positions.map(({ lat, lon }) => [lon, lat])]]);
    if (box) plan?.map.showBox(box);
  }, [plan, flight, inventory]);
}

function useBase(layers: readonly string[]) {
  const loaded = useQueries({
    queries: layers.map((layer) => ({
      queryKey: ['basemap', layer],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchBasemap(layer, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(
    () => readBaseMap(new Map<string, unknown>(layers.map((layer, i) => [layer, loaded[i]]))),
    [layers, loaded],
  );
}

interface LegendProps {
  summary: CoverageSummary | undefined;
  choices: CoverageChoices;
  picture: Shown;
  drawn: Drawn;
  language: About['language'];
}

interface NotesProps extends Pick<LegendProps, 'summary' | 'choices' | 'language'> {
  raster: CoverageRaster;
}

/** Which traffic a picture counts with, where it counts any; and the picture as files. */
function PictureNotes({ summary, choices, raster, language }: NotesProps) {
  const text = useText();
  const { state, layer, fittedPoints } = raster;
  const nominal = percent(summary?.model.nominalLoad, language, 0);
  const isHeard = state === 'now' || state === 'on-air';
  const { sites } = choices;
  return (
    <>
      {layer === 'pdsch-sinr' && (
        <p className="coverage-legend-note">
          {text(isHeard ? 'coverage.load-heard' : 'coverage.load-nominal', { nominal })}
        </p>
      )}
      <PictureFiles choice={{ state, layer, ...(sites === null ? {} : { sites }), fit: fittedPoints !== undefined }} />
    </>
  );
}

function LegendPanel({ summary, choices, picture, drawn, language }: LegendProps) {
  const text = useText();
  const { theme } = usePreferences();
  return (
    <section className="map-panel coverage-key" aria-label={text('operations.legend')}>
      {summary?.ready && picture.picture ? (
        <CoverageLegend
          layer={picture.raster?.layer ?? choices.layer}
          difference={picture.difference}
          profile={summary.profile}
          language={language}
          theme={theme}
        />
      ) : (
        <p className="coverage-legend-note" role="status">
          {text(picture.failed === null ? 'coverage.raster-wait' : 'coverage.raster-failed')}
        </p>
      )}
      {picture.raster?.fittedPoints !== undefined && (
        <p className="coverage-legend-note">
          {text('coverage.residuals-applied', { points: formatCount(picture.raster.fittedPoints, language) })}
        </p>
      )}
      {picture.raster && (
        <PictureNotes summary={summary} choices={choices} raster={picture.raster} language={language} />
      )}
      {drawn.residuals && <ResidualLegend language={language} theme={theme} />}
      <ul className="coverage-marks">
        {(['planned', 'building', 'on-air', 'new', 'hole', 'predicted'] as const).map((mark) => (
          <li key={mark}>
            <span className={`plan-mark ${mark}`} aria-hidden="true" />
            {text(`coverage.mark.${mark}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
