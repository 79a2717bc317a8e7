import type { ResourceKind } from '../../../shared/model/resource.ts';

const ON_MAP: ReadonlySet<ResourceKind> = new Set([
  'zone',
  'site',
  'cell',
  'backhaul-node',
  'backhaul-link',
  'charging-station',
  'connector',
]);
/** Ways out of the data centre are drawn nowhere yet: their drawer opens over whatever view is open. */
const NOWHERE: ReadonlySet<ResourceKind> = new Set(['carrier', 'router', 'uplink']);

/** Id of the view that draws a kind of resource; null when it may stay on any. */
export function homeViewOf(kind: ResourceKind): 'operations' | 'data-centre' | null {
  if (NOWHERE.has(kind)) return null;
  return ON_MAP.has(kind) ? 'operations' : 'data-centre';
}
