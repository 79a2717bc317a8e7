import { withParam } from '../../state/query.ts';

/** Where a resource's page is: its id is one segment. The moment that is shown goes along. */
export function resourceAddress(id: string, search: string): string {
  return `/resource/${encodeURIComponent(id)}${withParam(withParam(search, 'sel', null), 'zoom', null)}`;
}
