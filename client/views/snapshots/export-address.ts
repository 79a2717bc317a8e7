import { SHOWS } from '../../../shared/alarms/alarm-filter.ts';
import { PERCEIVED_SEVERITIES } from '../../../shared/alarms/severity.ts';
import { isKind, isResourceId } from '../../../shared/model/resource.ts';
import type { SnapshotRequest, SnapshotScope } from '../../../shared/wire/snapshots.ts';
import { readCursor, withCursor } from '../../state/cursor-search.ts';
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
/** As far as the server takes one. */
const MAX_ZOOM = 24;

/**
 * Where the form for a snapshot of what a screen shows is: its part of the zone, the hall that is selected on the floor,
 * the list's own filter, what the map shows, and the moment of the time cursor. Nothing is taken before the form is sent.
 */
export function exportAddress(pathname: string, search: string, selection: string | null): string {
  let query = withParam(withCursor('', readCursor(search)), 'take', '1');
  const view = VIEW_OF_PATH.get(pathname);
  if (view !== undefined) query = withParam(query, 'view', view);
  if (pathname === '/data-centre' && selection?.startsWith('hall/')) query = withParam(query, 'hall', selection);
  if (pathname === '/alarms') {
    query = withParam(query, 'below', resourceOf(readParam(search, 'resource')));
    query = withParam(query, 'show', SHOWS.find((show) => show === readParam(search, 'show')) ?? 'open');
    for (const name of ['kind', 'severity', 'owner', 'q']) query = withParam(query, name, readParam(search, name));
  }
  if (pathname === '/operations') query = withParam(query, 'v', readParam(search, 'v'));
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
  const alarms = alarmsOfAddress(search, kind, below);
  return {
    ...(view === undefined ? {} : { view }),
    ...(kind !== null && isKind(kind) ? { kinds: [kind] } : {}),
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
