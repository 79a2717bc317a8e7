/**
 * Viewers in a process of their own, so that all of them can be stopped like one: `viewers.ts URL COUNT TOPIC…`. Prints
 * `live` or `behind` whenever that changes for all of them together.
 */
import { fetchInventory, openViewer } from './viewer.ts';

const [url = '', count = '', ...topics] = process.argv.slice(2);
const index = await fetchInventory(url);
const viewers = Array.from({ length: Number(count) }, () => openViewer(url, index, topics));
let shown = '';
setInterval(() => {
  const now = viewers.every((viewer) => viewer.link().state === 'live') ? 'live' : 'behind';
  if (now === shown) return;
  shown = now;
  process.stdout.write(`${now}\n`);
}, 100);
