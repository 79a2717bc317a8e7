import { useCallback, useMemo } from 'react';
import { useQueryParam } from '../../state/use-query-param.ts';

/** A site that goes on air so many days later than planned. */
export interface Late {
  readonly site: string;
  readonly days: number;
}

const MOST_DAYS = 3_650;
const MOST_SITES = 100;

/** `site/qd-ht-040:14,…` → sites and days; what is neither is left out. */
export function parseLate(text: string | null): readonly Late[] {
  return (text ?? '')
    .split(',')
    .flatMap((part) => {
      const at = part.lastIndexOf(':');
      const days = Number(part.slice(at + 1));
      const site = part.slice(0, Math.max(0, at));
      const known = site.startsWith('site/') && Number.isInteger(days) && days > 0 && days <= MOST_DAYS;
      return known ? [{ site, days }] : [];
    })
    .slice(0, MOST_SITES);
}

export function formatLate(late: readonly Late[]): string | null {
  return late.length === 0 ? null : late.map(({ site, days }) => `${site}:${days}`).join(',');
}

/** Sites that somebody asks about being late (query `late`). */
export function useLate(): [readonly Late[], (late: readonly Late[]) => void] {
  const [value, set] = useQueryParam('late', 'replace');
  const late = useMemo(() => parseLate(value), [value]);
  return [late, useCallback((next: readonly Late[]) => set(formatLate(next)), [set])];
}
