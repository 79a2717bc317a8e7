import { SHOWS } from '../../../shared/alarms/alarm-filter.ts';
import { PERCEIVED_SEVERITIES } from '../../../shared/alarms/severity.ts';
import { findMetric } from '../../../shared/metrics/index.ts';
import { isKind, isResourceId } from '../../../shared/model/resource.ts';
import type { SnapshotRequest, SnapshotScope } from '../../../shared/wire/snapshots.ts';
import { readCursor, withCursor } from '../../state/cursor-search.ts';
import { parseMoment } from '../../state/cursor-url.ts';
import { readParam, withParam } from '../../state/query.ts';
import { parseViewport } from '../../state/viewport.ts';

type View = NonNullable<SnapshotScope['view']>;
const VIEWS: readonly View[] = ['operations', 'radio', 'data-centre', 'egress', 'charging', 'compute'];
/** Screens that show one part of the zone; the others show all of it. */
const VIEW_OF_PATH: ReadonlyMap<string, View> = new Map([
  ['/coverage', 'radio'],
  ['/data-centre', 'data-centre'],
]);
const PAGE = '/resource/';
/** Screens with a map of the zone: what it shows is in their address. */
const MAPS: ReadonlySet<string> = new Set(['/operations', '/coverage']);
/** As far as the server takes one. */
const MAX_ZOOM = 24;
/** Of one question of Explore; an address with more would be cut off somewhere on its way. */
const MAX_RESOURCES = 60;

/**
 * Where the form for a snapshot of what a screen shows is: its part of the zone, the hall that is selected on the floor or
 * open as a table, the list's own filter, what is explored and over which span, what the map shows, and the moment of the
 * time cursor. Nothing is taken before the form is sent.
 */
export function exportAddress(pathname: string, search: string, selection: string | null): string {
  let query = withParam(withCursor('', readCursor(search)), 'take', '1');
  const view = VIEW_OF_PATH.get(pathname);
  if (view !== undefined) query = withParam(query, 'view', view);
  if (pathname === '/data-centre') query = withParam(query, 'hall', hallOf(search, selection));
  if (pathname === '/alarms') {
    query = withParam(query, 'below', resourceOf(readParam(search, 'resource')));
    query = withParam(query, 'show', SHOWS.find((show) => show === readParam(search, 'show')) ?? 'open');
    for (const name of ['kind', 'severity', 'owner', 'q']) query = withParam(query, name, readParam(search, name));
  }
  if (pathname === '/explore') {
    query = withExplored(query, readParam(search, 'series'));
    for (const name of ['from', 'to']) query = withParam(query, name, readParam(search, name));
  }
  if (MAPS.has(pathname)) query = withParam(query, 'v', readParam(search, 'v'));
  if (pathname.startsWith(PAGE)) query = withParam(query, 'below', resourceOf(pageOf(pathname)));
  return `/snapshots${query}`;
}

/** The scope that an address asks for; what is none is left out. */
export function scopeOfAddress(search: string): SnapshotScope {
  const view = VIEWS.find((known) => known === readParam(search, 'view'));
  const hall = resourceOf(readParam(search, 'hall'));
  const carrier = resourceOf(readParam(search, 'carrier'));
  const below = resourceOf(readParam(search, 'below'));
  const kind = readParam(search, 'kind');
  const kinds = (kind ?? '').split(',').filter(isKind);
  const resources = (readParam(search, 'only') ?? '').split(',').filter(isResourceId).slice(0, MAX_RESOURCES);
  const alarms = alarmsOfAddress(search, kind, below);
  return {
    ...(view === undefined ? {} : { view }),
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(resources.length === 0 ? {} : { resources }),
    ...(hall === null ? {} : { hall }),
    ...(carrier === null ? {} : { carrier }),
    ...(below === null ? {} : { below }),
    ...(alarms === null ? {} : { alarms }),
  };
}

/** What the map showed that an address leads from; null for none. */
export function viewportOfAddress(search: string): NonNullable<SnapshotRequest['viewport']> | null {
  const viewport = parseViewport(readParam(search, 'v'));
  if (viewport === null) return null;
  const { x: lon, y: lat, zoom } = viewport;
  return Math.abs(lon) > 180 || Math.abs(lat) > 90 || zoom < 0 || zoom > MAX_ZOOM ? null : { lat, lon, zoom };
}

/** The period that an address asks for; null for none. */
export function periodOfAddress(search: string): { readonly from: number; readonly to: number } | null {
  const [from, to] = [parseMoment(readParam(search, 'from')), parseMoment(readParam(search, 'to'))];
  return from === null || to === null || from >= to ? null : { from, to };
}

/** The hall whose racks are seen: selected on the floor, or open as a table. */
function hallOf(search: string, selection: string | null): string | null {
  return selection?.startsWith('hall/') ? selection : resourceOf(readParam(search, 'hall'));
}

/** What Explore shows (`metric:of`): these resources; where groups are among them, all resources of the metrics' kinds. */
function withExplored(query: string, series: string | null): string {
  const entries = (series ?? '').split(',').map((entry) => {
    const cut = entry.indexOf(':');
    return { kind: findMetric(entry.slice(0, cut))?.kind, of: entry.slice(cut + 1) };
  });
  const shown = entries.filter(({ kind }) => kind !== undefined);
  const ids = [...new Set(shown.map(({ of }) => of))];
  if (ids.length === 0) return query;
  if (ids.every(isResourceId)) return withParam(query, 'only', ids.join(','));
  return withParam(query, 'kind', [...new Set(shown.map(({ kind }) => kind))].join(','));
}

/** The filter of the alarm list that an address leads from; null for one from elsewhere. */
function alarmsOfAddress(
  search: string,
  kind: string | null,
  resource: string | null,
): NonNullable<SnapshotScope['alarms']> | null {
  const show = SHOWS.find((known) => known === readParam(search, 'show'));
  if (show === undefined) return null;
  const named = (readParam(search, 'severity') ?? '').split(',');
  const severities = PERCEIVED_SEVERITIES.filter((severity) => named.includes(severity));
  const owner = readParam(search, 'owner');
  const text = readParam(search, 'q')?.trim() ?? '';
  return {
    show,
    ...(severities.length === 0 ? {} : { severities }),
    ...(kind === null ? {} : { kind }),
    ...(resource === null ? {} : { resource }),
    ...(owner === null ? {} : { owner }),
    ...(text === '' ? {} : { text }),
  };
}

function resourceOf(text: string | null): string | null {
  return text !== null && isResourceId(text) ? text : null;
}

function pageOf(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname.slice(PAGE.length));
  } catch {
    return null;
  }
}
