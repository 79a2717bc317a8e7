import { createLiveStore, type LiveStore } from '../../client/live/live-store.ts';
import { connectSocket } from '../../client/live/socket.ts';
import { decodeFrame } from '../../shared/wire/frame.ts';
import type { InventoryView } from '../../shared/wire/http.ts';
import { type InventoryIndex, openInventory } from '../../shared/wire/inventory-index.ts';

export async function fetchInventory(url: string): Promise<InventoryIndex> {
  return openInventory((await (await fetch(`${url}/api/v1/inventory`)).json()) as InventoryView);
}

/**
 * The product's own client without a screen: its store and its socket, as the browser runs them. `onSnapshot` is told of
 * each snapshot that was fetched.
 */
export function openViewer(
  url: string,
  index: InventoryIndex,
  topics: readonly string[],
  onSnapshot: (topic: string, etag: string | null) => void = () => undefined,
): LiveStore {
  const store = createLiveStore({
    index,
    fetchSnapshot: async (topic) => {
      const { bytes, etag } = await fetchSnapshot(url, topic);
      onSnapshot(topic, etag);
      return bytes;
    },
    connect: connectSocket(url),
    clock: Date.now,
  });
  store.watch(topics);
  return store;
}

async function fetchSnapshot(url: string, topic: string): Promise<{ bytes: ArrayBuffer; etag: string | null }> {
  const reply = await fetch(`${url}/api/v1/live/snapshot?${new URLSearchParams({ topic })}`);
  if (!reply.ok) throw new Error(`snapshot ${topic}: ${reply.status}`);
  return { bytes: await reply.arrayBuffer(), etag: reply.headers.get('etag') };
}

/** Series of a topic whose value or flags a viewer shows otherwise than the server has them now. */
export async function differences(url: string, store: LiveStore, topic: string): Promise<number> {
  const { series, value, flags } = decodeFrame(new Uint8Array((await fetchSnapshot(url, topic)).bytes));
  let count = 0;
  for (let i = 0; i < series.length; i++) {
    const s = series[i]!;
    if (store.value[s] !== value[i] || store.flags[s] !== flags[i]) count++;
  }
  return count;
}
