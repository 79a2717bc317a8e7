import { readCursor, withCursor } from '../../state/cursor-search.ts';

/** Where a resource's page is: its id is one segment. Of the search that is left, the moment and the range go along. */
export function resourceAddress(id: string, search: string): string {
  return `/resource/${encodeURIComponent(id)}${withCursor('', readCursor(search))}`;
}
