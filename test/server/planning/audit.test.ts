import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuditedCell, auditOf } from '../../../server/planning/audit.ts';
import { auditSchema } from '../../../shared/wire/planning-audit-schemas.ts';
import { createPlanningBed, park } from './park.ts';

const cell = (id: string, pci: number | null, ssbArfcn = 504_990): AuditedCell => ({ id, pci, ssbArfcn });
const meet = (serving: number, other: number, areaKm2 = 1) => ({ serving, other, areaKm2 });

describe('issue 7: audits from the raster', () => {
  test('collision: two cells of one PCI that meet, each pair once with both areas; not on another frequency', () => {
    const cells = [cell('a', 7), cell('b', 7), cell('c', 7, 633_000)];
    const overlaps = [meet(0, 1, 2), meet(1, 0, 3), meet(0, 2), meet(1, 2)];
    const { collisions, mod3, mod30 } = auditOf(cells, overlaps, null);
    expect(collisions).toEqual({ total: 1, pairs: [{ a: 'a', b: 'b', pciA: 7, pciB: 7, areaKm2: 5 }] });
    expect([mod3.total, mod30.total]).toEqual([0, 0]);
  });

  test('confusion: a cell with two neighbours of one PCI that do not meet each other', () => {
    const cells = [cell('a', 1), cell('b', 9), cell('c', 9), cell('d', 9, 633_000)];
    const { confusions, collisions } = auditOf(cells, [meet(0, 1), meet(0, 2, 2), meet(0, 3)], null);
    expect(confusions).toEqual({ total: 1, rows: [{ serving: 'a', pci: 9, others: ['b', 'c'], areaKm2: 3 }] });
    expect(collisions.total).toBe(0);
  });

  test('modulo 3 and modulo 30 are of different PCIs; a cell without a PCI is in no finding about it', () => {
    const cells = [cell('a', 3), cell('b', 33), cell('c', 6), cell('d', null)];
    const { mod3, mod30 } = auditOf(cells, [meet(0, 1, 2), meet(0, 2), meet(0, 3)], null);
    expect(mod3.pairs.map(({ b }) => b)).toEqual(['b', 'c']);
    expect(mod30.pairs.map(({ b }) => b)).toEqual(['b']);
  });

  test('missing neighbours are directed; without any neighbour list nothing is said', () => {
    const cells = [cell('a', 1), cell('b', 2)];
    const overlaps = [meet(0, 1), meet(1, 0, 4)];
    expect(auditOf(cells, overlaps, null).missingNeighbours).toBeNull();
    expect(auditOf(cells, overlaps, new Set(['a b'])).missingNeighbours).toEqual({
      total: 1,
      rows: [{ from: 'b', to: 'a', areaKm2: 4 }],
    });
  });

  test('cells whose PCIs all differ by a step that 3 does not divide have no finding, whatever meets', () => {
    const pairs = fc.array(fc.tuple(fc.nat(2), fc.nat(2)).filter(([a, b]) => a !== b));
    fc.assert(
      fc.property(fc.nat(300), pairs, (from, met) => {
        const cells = [0, 1, 2].map((step) => cell(`c${step}`, from + step));
        const found = auditOf(
          cells,
          met.map(([a, b]) => meet(a, b)),
          null,
        );
        expect([found.collisions, found.mod3, found.mod30].map(({ total }) => total)).toEqual([0, 0, 0]);
      }),
    );
  });

  test('two sites of the PCIs 1, 2, 3 side by side: the cells that look the same way collide at the seam', async () => {
    const sites = [-200, 200].map((eastM, index) => ({ id: `s${index + 1}`, eastM, northM: 0 }));
    const bed = createPlanningBed(park({ sites }));
    await bed.settle();
    const asked = bed.planning.audit({ state: 'on-air' });
    await bed.settle();
    const { collisions, ...found } = auditSchema.parse(await asked);
    expect(found).toMatchObject({ state: 'on-air', cells: 6, withoutPci: 0, missingNeighbours: null });
    expect(collisions.pairs.map(({ a, b }) => `${a} ${b}`)).toContain('cell/s1/1 cell/s2/1');
    for (const { a, b, pciA, pciB } of collisions.pairs) {
      expect(pciA).toBe(pciB);
      expect(a.split('/')[1]).not.toBe(b.split('/')[1]);
    }
  });
});
