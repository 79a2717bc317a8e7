import type { ZoneView } from '../../shared/wire/http.ts';
import { addressOf, get, requestJson } from './request.ts';

export function fetchZone(signal?: AbortSignal): Promise<ZoneView> {
  return get('/api/v1/zone', {}, signal);
}

/** A layer of the base map, GeoJSON. */
export function fetchBasemap(layer: string, signal?: AbortSignal): Promise<GeoJSON.FeatureCollection> {
  return requestJson<GeoJSON.FeatureCollection>(addressOf('/api/v1/zone/basemap/{layer}', { layer }), signal);
}
