import type { Position } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import { type BaseState, paintBase } from '../../map/base-layer.ts';
import { type BaseMap, EMPTY_BASE_MAP } from '../../map/base-map.ts';
import { worldPx } from '../../map/camera.ts';
import { addCoverageOverlay, type CoverageShown } from '../../map/coverage-overlay.ts';
import { createMap, type MapHandle, type MapOptions } from '../../map/leaflet-map.ts';
import { type PlanSites, type ProposedPlace, paintPlanSites, planSiteAt } from '../../map/plan-site-layer.ts';
import { paintResiduals, type ResidualPoints } from '../../map/residual-layer.ts';

/** Everything that the map of the plan shows. */
export interface PlanShown extends CoverageShown {
  readonly base: BaseMap;
  readonly language: Language;
  readonly sites: PlanSites;
  readonly proposed: readonly ProposedPlace[];
  /** Measured points; null for none. */
  readonly residuals: ResidualPoints | null;
  /** The next click puts something where it is. */
  readonly placing: boolean;
}

/** What lies under the pointer. */
export interface PlanHover {
  /** CSS pixels in the map's container. */
  readonly x: number;
  readonly y: number;
  readonly position: Position;
  /** Ordinal of a site, −1 for none. */
  readonly site: number;
  /** Id of a hole. */
  readonly hole: string | null;
}

export interface PlanEvents {
  onSite(site: number, position: Position): void;
  onHole(hole: string, position: Position): void;
  /** The empty map was clicked. */
  onNothing(position: Position): void;
  onHover(hover: PlanHover | null): void;
}

/** The map of coverage and roll-out as one object. Knows no React. */
export interface PlanMap {
  readonly map: MapHandle;
  show(shown: PlanShown): void;
  remove(): void;
}

export function createPlanMap(
  container: HTMLElement,
  options: MapOptions,
  first: PlanShown,
  events: PlanEvents,
): PlanMap {
  const map = createMap(container, options);
  let shown = first;
  const base: BaseState = {
    map: EMPTY_BASE_MAP,
    paint: first.paint,
    language: first.language,
    showTransport: true,
    showLabels: true,
    overTiles: false,
  };
  const ground = map.addCanvas(1, (context, camera) => paintBase(context, camera, base));
  const overlay = addCoverageOverlay(map, first);
  const sites = map.addCanvas(3, (context, camera) =>
    paintPlanSites(context, camera, shown.sites, shown.proposed, shown.paint),
  );
  const residuals = map.addCanvas(4, (context, camera) => {
    if (shown.residuals) paintResiduals(context, camera, shown.residuals, shown.paint);
  });
  const look = (x: number, y: number): PlanHover => {
    const at = sites.fromView({ x, y });
    const camera = sites.camera();
    const side = worldPx(camera.zoom);
    const position = positionOf((at.x + camera.originX) / side, (at.y + camera.originY) / side);
    return {
      x,
      y,
      position,
      site: planSiteAt(shown.sites, camera, at.x, at.y),
      hole: overlay.holeAt(x, y)?.id ?? null,
    };
  };
  map.onPoint(({ type, x, y }) => {
    if (type === 'leave') {
      events.onHover(null);
      return;
    }
    const found = look(x, y);
    const something = found.site >= 0 || found.hole !== null;
    container.style.cursor = shown.placing ? 'crosshair' : something ? 'pointer' : '';
    if (type === 'hover') events.onHover(found);
    else if (found.site >= 0) events.onSite(found.site, found.position);
    else if (found.hole !== null) events.onHole(found.hole, found.position);
    else events.onNothing(found.position);
  });
  const show = (next: PlanShown) => {
    const before = shown;
    shown = next;
    Object.assign(base, { map: next.base, paint: next.paint, language: next.language });
    if (before.base !== next.base || before.paint !== next.paint || before.language !== next.language) ground.redraw();
    overlay.show(next);
    sites.redraw();
    if (before.residuals !== next.residuals || before.paint !== next.paint) residuals.redraw();
  };
  Object.assign(base, { map: first.base });
  return {
    map,
    show,
    remove() {
      ground.remove();
      overlay.remove();
      sites.remove();
      residuals.remove();
      map.remove();
    },
  };
}

/** The inverse of `toWorld` (web mercator, EPSG:3857), degrees WGS84. */
function positionOf(x: number, y: number): Position {
  return { lon: 360 * x - 180, lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI };
}
