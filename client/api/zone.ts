import type { ZoneView } from '../../shared/wire/http.ts';
import { requestJson } from './request.ts';

export function fetchZone(signal?: AbortSignal): Promise<ZoneView> {
  return requestJson<ZoneView>('/api/v1/zone', signal);
}

/** A layer of the base map, GeoJSON. */
export function fetchBasemap(layer: string, signal?: AbortSignal): Promise<GeoJSON.FeatureCollection> {
  return requestJson<GeoJSON.FeatureCollection>(`/api/v1/zone/basemap/${encodeURIComponent(layer)}`, signal);
}
