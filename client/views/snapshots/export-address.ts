import { isKind, isResourceId } from '../../../shared/model/resource.ts';
import type { SnapshotScope } from '../../../shared/wire/snapshots.ts';
import { readCursor, withCursor } from '../../state/cursor-search.ts';
import { readParam, withParam } from '../../state/query.ts';

type View = NonNullable<SnapshotScope['view']>;
const VIEWS: readonly View[] = ['operations', 'radio', 'data-centre', 'egress', 'charging', 'compute'];
/** Screens that show one part of the zone; the others show all of it. */
const VIEW_OF_PATH: ReadonlyMap<string, View> = new Map([
  ['/coverage', 'radio'],
  ['/data-centre', 'data-centre'],
]);
const PAGE = '/resource/';

/**
 * Where the form for a snapshot of what a screen shows is: its part of the zone, the hall that is selected on the floor,
 * the list's own filter, and the moment of the time cursor. Nothing is taken before the form is sent.
 */
export function exportAddress(pathname: string, search: string, selection: string | null): string {
  let query = withParam(withCursor('', readCursor(search)), 'take', '1');
  const view = VIEW_OF_PATH.get(pathname);
  if (view !== undefined) query = withParam(query, 'view', view);
  if (pathname === '/data-centre' && selection?.startsWith('hall/')) query = withParam(query, 'hall', selection);
  if (pathname === '/alarms') {
    query = withParam(query, 'below', resourceOf(readParam(search, 'resource')));
    query = withParam(query, 'kind', kindOf(readParam(search, 'kind')));
  }
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
  return {
    ...(view === undefined ? {} : { view }),
    ...(kind !== null && isKind(kind) ? { kinds: [kind] } : {}),
    ...(hall === null ? {} : { hall }),
    ...(carrier === null ? {} : { carrier }),
    ...(below === null ? {} : { below }),
  };
}

function resourceOf(text: string | null): string | null {
  return text !== null && isResourceId(text) ? text : null;
}

function kindOf(text: string | null): string | null {
  return text !== null && isKind(text) ? text : null;
}

function pageOf(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname.slice(PAGE.length));
  } catch {
    return null;
  }
}
