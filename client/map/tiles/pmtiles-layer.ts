import { DomUtil, GridLayer } from 'leaflet';
import { PMTiles } from 'pmtiles';
import { leafletLayer } from 'protomaps-leaflet';

interface Options {
  readonly url: string;
  readonly maxZoom: number;
  readonly theme: 'dark' | 'light';
  readonly language: 'zh' | 'en';
}

/** Vector tiles of a PMTiles archive as a Leaflet layer. Rejects when the archive does not answer or cannot be read. */
export async function createPmtilesLayer({ url, maxZoom, theme, language }: Options): Promise<GridLayer> {
  // The renderer only logs an archive that it cannot read: read its header and its first directory before.
  await new PMTiles(url).getHeader();
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
