import type { DoorRequest } from '../../ports.ts';

/** A header's one value, lower-cased; empty when absent. */
export function header(request: DoorRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().toLowerCase();
}
