import type { Position } from '../../../shared/model/resource.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { CoverageState } from '../../../shared/wire/planning.ts';
import { type PlanSites, type ProposedPlace, STAND } from '../../map/plan-site-layer.ts';
import type { Drawn } from './drawn.ts';
import { worldOf } from './world-of.ts';

/** The sites of the inventory as the map of the plan draws them, in a state of the network. */
export function planSites(
  inventory: InventoryIndex,
  drawn: Drawn,
  state: CoverageState,
  sites: number | null,
  selection: string | null,
): PlanSites {
  const count = inventory.count('site');
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  const stand = new Uint8Array(count);
  const note = new Array<string>(count).fill('');
  const order = new Map(drawn.plan.map((site) => [site.site, site.order]));
  const ranks = new Map(drawn.ranked.map(({ site, rank }) => [site, String(rank)]));
  for (let site = 0; site < count; site++) {
    const world = worldOf(inventory.position('site', site));
    const lifecycle = inventory.lifecycle('site', site);
    const id = inventory.id('site', site);
    x[site] = lifecycle === 'retired' ? Number.NaN : world.x;
    y[site] = world.y;
    const stands =
      state === 'planned' || (state === 'plan' && (order.get(id) ?? Number.POSITIVE_INFINITY) <= (sites ?? 0));
    if (lifecycle === 'in-service') stand[site] = STAND.onAir;
    else if (stands) stand[site] = STAND.new;
    else stand[site] = lifecycle === 'building' ? STAND.building : STAND.planned;
    note[site] = ranks.get(id) ?? '';
  }
  const place = selection === null ? null : siteOf(inventory, selection);
  return { count, x, y, stand, note, selected: place ?? -1 };
}

/** The ordinal of a site, or of the site that a cell belongs to; null for anything else. */
function siteOf(inventory: InventoryIndex, id: string): number | null {
  const place = inventory.path(id).find(({ kind }) => kind === 'site');
  return place?.ordinal ?? null;
}

/** Where a site is, or the site that a cell belongs to; null for anything else. */
export function positionOfSite(inventory: InventoryIndex, id: string): Position | null {
  const site = siteOf(inventory, id);
  return site === null ? null : inventory.position('site', site);
}

/** Places of a ranking that are no sites yet. */
export function proposedPlaces(drawn: Drawn): readonly ProposedPlace[] {
  return drawn.ranked
    .filter(({ site }) => site === null)
    .map(({ position, rank }) => ({ ...worldOf(position), note: String(rank) }));
}
