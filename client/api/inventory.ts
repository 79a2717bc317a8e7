import { type InventoryIndex, openInventory } from '../../shared/wire/inventory-index.ts';
import { get } from './request.ts';

/** Everything that exists in the zone, opened for look-up. The browser keeps the reply under its ETag. */
export async function fetchInventory(signal?: AbortSignal): Promise<InventoryIndex> {
  return openInventory(await get('/api/v1/inventory', {}, signal));
}
