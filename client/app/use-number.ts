import type { Severity } from '../../shared/model/sample.ts';
import { useReading } from '../live/react.tsx';

/** The newest number of a series of topic `zone`, null where there is none. */
export function useNumber(resource: string, metric: string): number | null {
  return useReading(resource, metric)?.value ?? null;
}

/** The catalogue's state of that number. */
export function useSeverity(resource: string, metric: string): Severity {
  return useReading(resource, metric)?.severity ?? 'unknown';
}
