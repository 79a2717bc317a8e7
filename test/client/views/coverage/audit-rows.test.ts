import { expect, test } from 'vitest';
import { countOf, FINDINGS, rowsOf } from '../../../../client/views/coverage/audit-rows.ts';
import type { CoverageAudit } from '../../../../shared/wire/planning.ts';

const none = { total: 0, pairs: [] };
const audit: CoverageAudit = {
  state: 'on-air',
  synthetic: true,
  cells: 9,
  withoutPci: 0,
  collisions: { total: 3, pairs: [{ a: 'cell/a/1', b: 'cell/b/1', pciA: 5, pciB: 5, areaKm2: 0.4 }] },
  confusions: { total: 1, rows: [{ serving: 'cell/c/1', pci: 5, others: ['cell/a/1', 'cell/b/1'], areaKm2: 0.2 }] },
  mod3: { total: 1, pairs: [{ a: 'cell/a/1', b: 'cell/b/2', pciA: 5, pciB: 8, areaKm2: 0.1 }] },
  mod30: none,
  missingNeighbours: { total: 1, rows: [{ from: 'cell/a/1', to: 'cell/d/1', areaKm2: 0.3 }] },
};

test('every finding has its count of all, not of the rows that are sent', () => {
  expect(FINDINGS.map((finding) => countOf(audit, finding))).toEqual([3, 1, 1, 0, 1]);
});

test('each finding becomes rows of one form: a PCI that both have is said once', () => {
  expect(rowsOf(audit, 'collisions')).toEqual([{ cell: 'cell/a/1', others: ['cell/b/1'], pcis: [5], areaKm2: 0.4 }]);
  expect(rowsOf(audit, 'mod3')[0]?.pcis).toEqual([5, 8]);
  expect(rowsOf(audit, 'confusions')[0]?.others).toEqual(['cell/a/1', 'cell/b/1']);
  expect(rowsOf(audit, 'missing-neighbours')[0]).toEqual({
    cell: 'cell/a/1',
    others: ['cell/d/1'],
    pcis: [],
    areaKm2: 0.3,
  });
});

test('without a neighbour list nothing can be said of missing neighbours: no count, not zero', () => {
  expect(countOf({ ...audit, missingNeighbours: null }, 'missing-neighbours')).toBeNull();
  expect(rowsOf({ ...audit, missingNeighbours: null }, 'missing-neighbours')).toEqual([]);
});
