import type { CoverageAudit } from '../../../shared/wire/planning.ts';

export const FINDINGS = ['collisions', 'confusions', 'mod3', 'mod30', 'missing-neighbours'] as const;
export type Finding = (typeof FINDINGS)[number];

/** One row of a finding, whatever it is about. */
export interface AuditRow {
  /** The cell that it is about; the cells that it meets. */
  readonly cell: string;
  readonly others: readonly string[];
  /** Physical cell ids in the order of the cells; empty where they do not matter. */
  readonly pcis: readonly number[];
  readonly areaKm2: number;
}

/** How many there are, null where nothing can be said: a table without neighbours misses none. */
export function countOf(audit: CoverageAudit, finding: Finding): number | null {
  if (finding === 'missing-neighbours') return audit.missingNeighbours?.total ?? null;
  return audit[finding].total;
}

/** Rows as the API sends them, most area first; of many only the largest. */
export function rowsOf(audit: CoverageAudit, finding: Finding): readonly AuditRow[] {
  switch (finding) {
    case 'confusions':
      return audit.confusions.rows.map(({ serving, pci, others, areaKm2 }) => ({
        cell: serving,
        others,
        pcis: [pci],
        areaKm2,
      }));
    case 'missing-neighbours':
      return (audit.missingNeighbours?.rows ?? []).map(({ from, to, areaKm2 }) => ({
        cell: from,
        others: [to],
        pcis: [],
        areaKm2,
      }));
    default:
      return audit[finding].pairs.map(({ a, b, pciA, pciB, areaKm2 }) => ({
        cell: a,
        others: [b],
        pcis: pciA === pciB ? [pciA] : [pciA, pciB],
        areaKm2,
      }));
  }
}
