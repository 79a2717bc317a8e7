import { type GridLayer, type Map as LeafletMap, TileLayer } from 'leaflet';

/** What lies under our own layers. */
export type TileSource =
  | { readonly kind: 'raster'; readonly url: string }
  | {
      readonly kind: 'pmtiles';
      readonly url: string;
      readonly maxZoom: number;
      readonly theme: 'dark' | 'light';
      readonly language: 'zh' | 'en';
    };

export interface TileBase {
  /** 0…1 */
  setOpacity(opacity: number): void;
  remove(): void;
}

/** A failing service is given up after this many tiles without one that came. */
const GIVE_UP_AFTER = 4;

/** Lays tiles under the canvases. `onFailed` is called once, with how many failed, when they are given up. */
export function addTileBase(
  map: LeafletMap,
  source: TileSource,
  opacity: number,
  onFailed: (count: number) => void,
): TileBase {
  let layer: GridLayer | null = null;
  let removed = false;
  let shown = opacity;
  const add = (made: GridLayer) => {
    if (removed) return;
    layer = made;
    layer.setOpacity(shown);
    layer.addTo(map);
  };
  if (source.kind === 'raster') add(rasterLayer(source.url, map.getMaxZoom(), onFailed));
  else {
    // Its renderer is large and needed by few: it loads when it is first chosen.
    import('./pmtiles-layer.ts')
      .then(({ createPmtilesLayer }) => createPmtilesLayer(source))
      .then(add)
      .catch(() => {
        if (!removed) onFailed(1);
      });
  }
  return {
    setOpacity(next) {
      shown = next;
      layer?.setOpacity(next);
    },
    remove() {
      removed = true;
      layer?.remove();
    },
  };
}

function rasterLayer(url: string, maxZoom: number, onFailed: (count: number) => void): GridLayer {
  const layer = new TileLayer(url, { maxZoom, updateWhenZooming: false, keepBuffer: 1 });
  let failed = 0;
  layer.on('tileload', () => {
    failed = 0;
  });
  layer.on('tileerror', () => {
    failed += 1;
    if (failed === GIVE_UP_AFTER) onFailed(failed);
  });
  return layer;
}
