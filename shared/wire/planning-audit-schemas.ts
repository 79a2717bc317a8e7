import { z } from 'zod';

/** Audits of physical cell ids and neighbour lists, from where cells overlap on the coverage raster. */
const count = z.int().min(0);
const areaKm2 = z.number().min(0).describe('Where both are strong, within 6 dB and above the RSRP threshold');
const pci = z.int().min(0).max(1007);

const pairsSchema = z
  .object({
    total: count,
    pairs: z
      .array(z.object({ a: z.string(), b: z.string(), pciA: pci, pciB: pci, areaKm2 }).meta({ id: 'PciPair' }))
      .describe('Most area first, at most 200'),
  })
  .meta({ id: 'PciPairs' });

export const auditQuerySchema = z
  .object({
    state: z.enum(['on-air', 'planned']).default('on-air').describe('Of which cells; outages do not count'),
  })
  .strict();

export const auditSchema = z
  .object({
    state: z.enum(['on-air', 'planned']),
    synthetic: z.boolean(),
    cells: count,
    withoutPci: count.describe('Cells whose table says no PCI: they are in no finding about it'),
    collisions: pairsSchema.describe('Two cells of one PCI that meet'),
    confusions: z
      .object({
        total: count,
        rows: z.array(z.object({ serving: z.string(), pci, others: z.array(z.string()), areaKm2: z.number().min(0) })),
      })
      .describe('A cell with two or more neighbours of one PCI; at most 200'),
    mod3: pairsSchema.describe('Different PCIs, equal modulo 3: the same PSS'),
    mod30: pairsSchema.describe('Different PCIs, equal modulo 30: the same uplink reference signals'),
    missingNeighbours: z
      .object({
        total: count,
        rows: z.array(z.object({ from: z.string(), to: z.string(), areaKm2: z.number().min(0) })),
      })
      .nullable()
      .describe('Overlaps that links.csv has no row of role `neighbour` for; null where it has no such row at all'),
  })
  .meta({ id: 'CoverageAudit' });
