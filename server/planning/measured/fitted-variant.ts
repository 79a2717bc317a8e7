import type { CoverageSetup, Variant } from '../coverage/setup.ts';

/**
 * Some of the cells with their levels moved by offsets (dB, by cell) that were fitted to so many points: as if their
 * antennas had so much more gain.
 */
export function fittedVariant(
  setup: Pick<CoverageSetup, 'cells' | 'ids' | 'siteOf'>,
  cells: readonly number[],
  offsetsDb: Float64Array,
  fittedPoints: number,
  key: string,
): Variant {
  return {
    key: `fitted ${key} ${cells.join()}`,
    cells: cells.map((cell) => {
      const own = setup.cells[cell]!;
      return { ...own, gainDbi: own.gainDbi + offsetsDb[cell]! };
    }),
    ids: cells.map((cell) => setup.ids[cell]!),
    siteOf: cells.map((cell) => setup.siteOf[cell]!),
    fittedPoints,
  };
}
