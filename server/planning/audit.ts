import type { CoverageAudit } from '../../shared/wire/planning.ts';
import type { Inventory } from '../ports.ts';
import type { Overlap } from './coverage/overlaps.ts';
import type { RadioTable } from './radio-table.ts';

/** What the audits know of a cell. */
export interface AuditedCell {
  readonly id: string;
  /** Physical cell id, 0…1007 (TS 38.211 §7.4.2.1); null where the table has none. */
  readonly pci: number | null;
  /** Cells of another SSB frequency are not mistaken for each other. */
  readonly ssbArfcn: number;
}

type Findings = Pick<CoverageAudit, 'collisions' | 'confusions' | 'mod3' | 'mod30' | 'missingNeighbours'>;
type Pair = CoverageAudit['mod3']['pairs'][number];

/** Rows of each finding; their number is said whole. */
const MOST_ROWS = 200;

/**
 * What is wrong with physical cell ids and neighbour lists, from where cells overlap. Collision: two cells of one id meet.
 * Confusion: a serving cell has two neighbours of one id. Modulo 3 (the same PSS) and modulo 30 (the same uplink reference
 * signals) are findings only between cells of different ids. `neighbours` holds `from to`; null where there is no list.
 */
export function auditOf(
  cells: readonly AuditedCell[],
  overlaps: readonly Overlap[],
  neighbours: ReadonlySet<string> | null,
): Findings {
  const meetings = mutual(overlaps).filter(({ a, b }) => cells[a]!.ssbArfcn === cells[b]!.ssbArfcn);
  const pairsOf = (isFound: (a: number, b: number) => boolean) => {
    const pairs = meetings.flatMap(({ a, b, areaKm2 }): Pair[] => {
      const [one, other] = [cells[a]!, cells[b]!];
      if (one.pci === null || other.pci === null || !isFound(one.pci, other.pci)) return [];
      return [{ a: one.id, b: other.id, pciA: one.pci, pciB: other.pci, areaKm2 }];
    });
    return { total: pairs.length, pairs: pairs.slice(0, MOST_ROWS) };
  };
  return {
    collisions: pairsOf((a, b) => a === b),
    confusions: confusionsOf(cells, overlaps),
    mod3: pairsOf((a, b) => a !== b && a % 3 === b % 3),
    mod30: pairsOf((a, b) => a !== b && a % 30 === b % 30),
    missingNeighbours: neighbours && missingOf(cells, overlaps, neighbours),
  };
}

/** Cells of the table as audits see them, and who knows whom by links.csv. */
export function auditedCells({ cells, ids, resources }: RadioTable): readonly AuditedCell[] {
  return ids.map((id, cell) => {
    const pci = resources[cell]!.attributes.get('pci');
    const { ssbArfcn, nrArfcn } = cells[cell]!;
    return { id, pci: typeof pci === 'number' ? pci : null, ssbArfcn: ssbArfcn ?? nrArfcn };
  });
}

export function knownNeighbours({ links }: Inventory): ReadonlySet<string> | null {
  const known = links.filter(({ role }) => role === 'neighbour').map(({ from, to }) => `${from} ${to}`);
  return known.length === 0 ? null : new Set(known);
}

/** Both directions as one, the largest area first. */
function mutual(overlaps: readonly Overlap[]): { a: number; b: number; areaKm2: number }[] {
  const areas = new Map<string, { a: number; b: number; areaKm2: number }>();
  for (const { serving, other, areaKm2 } of overlaps) {
    const [a, b] = [Math.min(serving, other), Math.max(serving, other)];
    const known = areas.get(`${a} ${b}`);
    if (known === undefined) areas.set(`${a} ${b}`, { a, b, areaKm2 });
    else known.areaKm2 += areaKm2;
  }
  return [...areas.values()].sort((x, y) => y.areaKm2 - x.areaKm2 || x.a - y.a || x.b - y.b);
}

function confusionsOf(cells: readonly AuditedCell[], overlaps: readonly Overlap[]): CoverageAudit['confusions'] {
  const alike = new Map<string, { serving: number; pci: number; others: string[]; areaKm2: number }>();
  for (const { serving, other, areaKm2 } of overlaps) {
    const { id, pci, ssbArfcn } = cells[other]!;
    if (pci === null) continue;
    const key = `${serving} ${ssbArfcn} ${pci}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { serving, pci, others: [id], areaKm2 });
    else {
      known.others.push(id);
      known.areaKm2 += areaKm2;
    }
  }
  const rows = [...alike.values()]
    .filter(({ others }) => others.length > 1)
    .sort((a, b) => b.areaKm2 - a.areaKm2 || a.serving - b.serving)
    .map(({ serving, ...row }) => ({ serving: cells[serving]!.id, ...row }));
  return { total: rows.length, rows: rows.slice(0, MOST_ROWS) };
}

function missingOf(cells: readonly AuditedCell[], overlaps: readonly Overlap[], known: ReadonlySet<string>) {
  const rows = overlaps
    .map(({ serving, other, areaKm2 }) => ({ from: cells[serving]!.id, to: cells[other]!.id, areaKm2 }))
    .filter(({ from, to }) => !known.has(`${from} ${to}`))
    .sort((a, b) => b.areaKm2 - a.areaKm2 || (a.from < b.from ? -1 : 1));
  return { total: rows.length, rows: rows.slice(0, MOST_ROWS) };
}
