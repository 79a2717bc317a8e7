import { useMemo, useState } from 'react';
import type { Crs } from '../../../shared/geo/crs.ts';
import type { ZoneView } from '../../../shared/wire/http.ts';
import type { TileSource } from '../../map/tiles/tile-base.ts';
import { useMapSettings } from '../../state/map-settings.ts';
import { usePreferences } from '../../state/preferences.ts';

const PMTILES_URL = '/api/v1/zone/base.pmtiles';

export interface TileChoice {
  /** Null for the vectors: chosen, not offered by this server, or given up. */
  readonly source: TileSource | null;
  /** What the map is drawn in, so that everything lies right over the tiles. */
  readonly crs: Crs;
  /** Whose tiles they are; null for the vectors. */
  readonly attribution: string | null;
  /** How many tiles failed before they were given up, 0 while they come. */
  readonly failed: number;
  onFailed(count: number): void;
}

/** The chosen base map, as far as this server offers it and it answers. */
export function useTileBase({ tiles, pmtiles }: ZoneView): TileChoice {
  const { base } = useMapSettings();
  const { language, theme } = usePreferences();
  // Of one choice: choosing another and this one again tries again.
  const [failure, setFailure] = useState({ base, count: 0 });
  const failed = failure.base === base ? failure.count : 0;
  const source = useMemo<TileSource | null>(() => {
    if (failed > 0) return null;
    if (base === 'tiles' && tiles) return { kind: 'raster', url: tiles.url };
    if (base !== 'pmtiles' || !pmtiles) return null;
    const lang = language === 'zh-CN' ? 'zh' : 'en';
    return { kind: 'pmtiles', url: PMTILES_URL, maxZoom: pmtiles.maxZoom, theme, language: lang };
  }, [base, tiles, pmtiles, failed, theme, language]);
  return {
    source,
    crs: (source?.kind === 'raster' && tiles?.crs) || 'WGS84',
    attribution:
      source === null ? null : source.kind === 'raster' ? (tiles?.attribution ?? '') : '© OpenStreetMap (PMTiles)',
    failed,
    onFailed: (count) => setFailure({ base, count }),
  };
}
