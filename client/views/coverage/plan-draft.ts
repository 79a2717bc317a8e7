import { formatNumber, type Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { PlanChange } from '../../../shared/wire/planning.ts';
import { type PlanSites, type ProposedPlace, STAND } from '../../map/plan-site-layer.ts';
import type { Say } from '../../ui/text.ts';
import { nameOf } from './drawn.ts';
import { worldOf } from './world-of.ts';

/** Whether a change takes the place of an earlier one: the same thing done to the same resource. */
function replaces(after: PlanChange, before: PlanChange): boolean {
  return after.change === before.change && aboutOf(after) === aboutOf(before);
}

/** The site or cell that a change is about. */
export function aboutOf(change: PlanChange): string {
  return 'site' in change ? change.site : change.resource;
}

/** The changes with one more. A second move, tilt or power of the same thing replaces the first, in its place. */
export function withChange(changes: readonly PlanChange[], more: PlanChange): readonly PlanChange[] {
  const at = changes.findIndex((each) => replaces(more, each));
  return at < 0 ? [...changes, more] : changes.with(at, more);
}

/** The changes without one, and without what is done to a site that only it had added. */
export function withoutChange(changes: readonly PlanChange[], index: number): readonly PlanChange[] {
  const gone = changes[index];
  const rest = changes.filter((_, at) => at !== index);
  if (gone?.change !== 'add') return rest;
  const cells = `cell${gone.site.slice('site'.length)}/`;
  return rest.filter((each) => aboutOf(each) !== gone.site && !aboutOf(each).startsWith(cells));
}

/** An id for a site that is on no table and in none of the changes. */
export function newSiteId(changes: readonly PlanChange[]): string {
  const taken = new Set(changes.map(aboutOf));
  let number = 1;
  while (taken.has(`site/new-${number}`)) number++;
  return `site/new-${number}`;
}

/** What the map shows of a plan: sites where it puts them, and the places of new ones. */
export interface DraftSites {
  readonly sites: PlanSites;
  readonly places: readonly ProposedPlace[];
}

/** The sites of a state of the network with changes made to them, one after the other. */
export function draftSites(base: PlanSites, inventory: InventoryIndex, changes: readonly PlanChange[]): DraftSites {
  const [x, y, stand] = [base.x.slice(), base.y.slice(), base.stand.slice()];
  const places = new Map<string, ProposedPlace>();
  for (const change of changes) {
    const id = aboutOf(change);
    const place = inventory.ordinal(id);
    const site = place?.kind === 'site' ? place.ordinal : -1;
    const position = 'position' in change ? change.position : undefined;
    if (change.change === 'remove') {
      places.delete(id);
      if (site >= 0) stand[site] = STAND.planned;
      continue;
    }
    if (site < 0) {
      if (position) places.set(id, { ...worldOf(position), note: `+${shortName(id)}` });
      continue;
    }
    if (position) {
      const world = worldOf(position);
      x[site] = world.x;
      y[site] = world.y;
    }
    stand[site] = STAND.new;
  }
  return { sites: { ...base, x, y, stand }, places: [...places.values()] };
}

function shortName(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1);
}

/** A change in words: "Move QD-HT-041 to 36.2713, 120.3105". */
export function changeWords(change: PlanChange, inventory: InventoryIndex, text: Say, language: Language): string {
  const id = aboutOf(change);
  const name = inventory.ordinal(id) ? nameOf(inventory, id, language) : id.slice(id.indexOf('/') + 1);
  const number = (value: number) => formatNumber(value, 1, language);
  switch (change.change) {
    case 'add':
      return text('coverage.change.add', { name, place: placeWords(change.position) });
    case 'remove':
      return text('coverage.change.remove', { name });
    case 'move':
      return text('coverage.change.move', { name, place: placeWords(change.position) });
    case 'tilt':
      return text('coverage.change.tilt', { name, tilt: number(change.tiltDeg) });
    case 'turn':
      return text('coverage.change.turn', { name, azimuth: number(change.azimuthDeg) });
    case 'power':
      return text('coverage.change.power', { name, power: number(change.txPowerDbm) });
  }
}

function placeWords(position: { readonly lat: number; readonly lon: number } | undefined): string {
  return position ? `${position.lat.toFixed(4)}, ${position.lon.toFixed(4)}` : '';
}
