import type { InventoryView } from '../../shared/wire/http.ts';
import { type InventoryIndex, openInventory } from '../../shared/wire/inventory-index.ts';
import { requestJson } from './request.ts';

/** Everything that exists in the zone, opened for look-up. The browser keeps the reply under its ETag. */
export async function fetchInventory(signal?: AbortSignal): Promise<InventoryIndex> {
  return openInventory(await requestJson<InventoryView>('/api/v1/inventory', signal));
}
