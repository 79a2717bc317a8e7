import { DomUtil, GridLayer } from 'leaflet';
import { leafletLayer } from 'protomaps-leaflet';

interface Options {
  readonly url: string;
  readonly maxZoom: number;
  readonly theme: 'dark' | 'light';
  readonly language: 'zh' | 'en';
}

const MAGIC_BYTES = 7;

/** Vector tiles of a PMTiles archive as a Leaflet layer. Rejects when the archive does not answer. */
export async function createPmtilesLayer({ url, maxZoom, theme, language }: Options): Promise<GridLayer> {
  // The renderer only logs a source that does not answer: ask for its first bytes before.
  const probe = await fetch(url, { headers: { Range: `bytes=0-${MAGIC_BYTES - 1}` } });
  if (!probe.ok) throw new Error(`${url} answers ${probe.status}`);
  // It takes Leaflet from the global scope; these two parts are all it uses.
  Object.assign(globalThis, { L: { GridLayer, DomUtil } });
  const layer: unknown = leafletLayer({
    url: new URL(url, window.location.href).href,
    maxDataZoom: maxZoom,
    flavor: theme,
    lang: language,
    attribution: '',
  });
  if (!(layer instanceof GridLayer)) throw new Error('the renderer of PMTiles made no layer');
  return layer;
}
