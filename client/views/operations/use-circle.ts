import { useCallback } from 'react';
import { useQueryParam } from '../../state/use-query-param.ts';

/** Radii that charging is asked about, km. */
export const CIRCLES_KM = [0.5, 1, 2, 3, 5] as const;
export type CircleKm = (typeof CIRCLES_KM)[number];

/** The circle around charging stations (query `circle`, km); null for none. */
export function useCircle(): [CircleKm | null, (km: CircleKm | null) => void] {
  const [value, set] = useQueryParam('circle', 'replace');
  const setCircle = useCallback((km: CircleKm | null) => set(km === null ? null : String(km)), [set]);
  return [CIRCLES_KM.find((km) => String(km) === value) ?? null, setCircle];
}
