import { useEffect, useMemo, useRef, useState } from 'react';
import type { Crs } from '../../../shared/geo/crs.ts';
import type { CoverageHole, CoverageSummary } from '../../../shared/wire/planning.ts';
import { useCoverageRaster, useCoverageSummary, useHoles } from '../../api/coverage-queries.ts';
import { addCoverageOverlay, type CoverageOverlay, type CoverageShown } from '../../map/coverage-overlay.ts';
import { pictureOf } from '../../map/coverage-picture.ts';
import { boundsOfHole } from '../../map/hole-bounds.ts';
import { holeShapes } from '../../map/hole-shapes.ts';
import { mapPaint } from '../../map/map-paint.ts';
import { useCursor } from '../../state/cursor.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { type Cover, type CoverSource, sourceOf } from './covers.ts';
import type { MapModel } from './map-model.ts';
import type { Scene, SceneLook } from './scene.ts';

interface Wishes {
  readonly scene: Scene | null;
  readonly model: MapModel;
  readonly look: SceneLook;
  readonly crs: Crs;
  readonly cover: Cover;
  readonly holes: boolean;
  /** The address says where to look: nothing need be flown to. */
  readonly placed: boolean;
}

/** Coverage on the Operations map, as panel and legend show it. */
export interface CoverageState {
  /** Null while the server has no coverage, or the time cursor is in the past: coverage is of the present. */
  readonly summary: CoverageSummary | null;
  readonly past: boolean;
  readonly source: CoverSource | null;
  /** A picture is on the map, of two states (`difference`) or of one. */
  readonly drawn: boolean;
  readonly difference: boolean;
  /** Holes that are there now and that are predicted; null while nobody knows. */
  readonly holes: { readonly now: number; readonly predicted: number } | null;
}

/** Countdowns on predicted holes. */
const LABELS_MS = 10_000;

/** Lays coverage and holes over the map, and flies to the hole that the address names (query `hole`). */
export function useCoverage({ scene, model, look, crs, cover, holes, placed }: Wishes): CoverageState {
  const text = useText();
  const { theme, language } = usePreferences();
  const past = useCursor(({ at }) => at !== null);
  const asked = useCoverageSummary();
  const summary = !past && asked.data?.ready ? asked.data : null;
  const source = past ? null : sourceOf(cover);
  const { raster, before } = useRasters(source, summary);
  const known = useHoles(!past && holes).data;
  const open = past || !holes ? undefined : known;
  const made = useMemo(
    () => (raster && summary ? pictureOf(raster, before, summary.profile, theme) : null),
    [raster, before, summary, theme],
  );
  const now = useNow(LABELS_MS);
  const shapes = useMemo(
    () =>
      open ? holeShapes({ holes: open.holes, predicted: open.predicted, asked: null }, now, text, language, crs) : [],
    [open, now, text, language, crs],
  );
  const [named] = useQueryParam('hole', 'push');
  const picture = made?.picture ?? null;
  const shown = useMemo<CoverageShown>(
    () => ({
      picture,
      holes: shapes,
      pointed: named,
      opacity: look.opacity.coverage,
      paint: mapPaint(look.palette),
      crs,
      taken: () => (model.clusters.shown ? [] : model.sectors.labelBoxes),
    }),
    [picture, shapes, named, look.opacity.coverage, look.palette, crs, model],
  );
  useOverlay(scene, model, shown);
  useFlight(scene, named, open ? [...open.holes, ...open.predicted] : null, placed);
  return {
    summary,
    past,
    source,
    drawn: picture !== null,
    difference: made?.difference ?? false,
    holes: open?.ready ? { now: open.holes.length, predicted: open.predicted.length } : null,
  };
}

/** The rasters of a cover; null until they are there. Of another layer the last one is not shown. */
function useRasters(source: CoverSource | null, summary: CoverageSummary | null) {
  const version = summary?.version ?? '';
  const ready = summary !== null && source !== null;
  const after = useCoverageRaster(ready ? { state: source.state, layer: source.layer } : null, version).data;
  const compared = ready && source.before !== null ? { state: source.before, layer: source.layer } : null;
  const then = useCoverageRaster(compared, version).data;
  const fits = ready && after?.layer === source.layer && (compared === null || then?.layer === source.layer);
  return { raster: fits ? after : null, before: (fits && compared !== null && then) || null };
}

function useOverlay(scene: Scene | null, { sectors }: MapModel, shown: CoverageShown): void {
  const overlay = useRef<CoverageOverlay | null>(null);
  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => {
    if (!scene) return;
    const made = addCoverageOverlay(scene.map, latest.current);
    overlay.current = made;
    sectors.onLabels = made.wordsMoved;
    return () => {
      overlay.current = null;
      sectors.onLabels = null;
      made.remove();
    };
  }, [scene, sectors]);
  useEffect(() => overlay.current?.show(shown), [shown]);
}

/** Once for each hole that is named, as soon as it is known; not where the address says where to look. */
function useFlight(
  scene: Scene | null,
  named: string | null,
  holes: readonly CoverageHole[] | null,
  placed: boolean,
): void {
  const [stay] = useState(placed ? named : null);
  const flown = useRef(stay);
  const hole = named === null || flown.current === named ? undefined : holes?.find(({ id }) => id === named);
  useEffect(() => {
    const bounds = hole && boundsOfHole(hole.polygons);
    if (!scene || !bounds) return;
    flown.current = hole.id;
    scene.map.showBox(bounds);
  }, [scene, hole]);
}
