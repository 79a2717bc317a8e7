import type { RadioCell } from './radio-cell.ts';

/** Cells whose SSBs meet interference alike: same carrier, same SSB frequency, same positions of the burst. */
export interface SsbGroups {
  readonly count: number;
  /** Group of each cell. */
  readonly groupOf: Int32Array;
  /**
   * count · count: how much of a power received from group j disturbs an SSB of group i, at i · count + j. 1 at the same
   * frequency and position (synchronised SSBs collide whatever the traffic), the load of the other's PDSCH on the same
   * carrier otherwise, 0 on another carrier.
   */
  readonly ssbWeight: Float32Array;
  /** count · count: 1 on the same carrier, else 0; times the PRB load of the other cell it is what disturbs a PDSCH. */
  readonly pdschWeight: Float32Array;
}

/** `otherPositionLoad`: PRB load, 0…1, of cells whose SSB is elsewhere in time or frequency on the same carrier. */
export function ssbGroups(cells: readonly RadioCell[], otherPositionLoad: number): SsbGroups {
  const members: RadioCell[] = [];
  const numbers = new Map<string, number>();
  const groupOf = Int32Array.from(cells, (cell) => {
    const key = `${cell.nrArfcn}/${ssbArfcnOf(cell)}/${cell.ssbPosition ?? 0}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, members.length);
    return members.push(cell) - 1;
  });
  const count = members.length;
  const ssbWeight = new Float32Array(count * count);
  const pdschWeight = new Float32Array(count * count);
  members.forEach((one, i) => {
    members.forEach((other, j) => {
      const isCoChannel = one.nrArfcn === other.nrArfcn;
      const collides = isCoChannel && isSamePosition(one, other);
      ssbWeight[i * count + j] = collides ? 1 : isCoChannel ? otherPositionLoad : 0;
      pdschWeight[i * count + j] = isCoChannel ? 1 : 0;
    });
  });
  return { count, groupOf, ssbWeight, pdschWeight };
}

function isSamePosition(one: RadioCell, other: RadioCell): boolean {
  return ssbArfcnOf(one) === ssbArfcnOf(other) && (one.ssbPosition ?? 0) === (other.ssbPosition ?? 0);
}

function ssbArfcnOf({ ssbArfcn, nrArfcn }: RadioCell): number {
  return ssbArfcn ?? nrArfcn;
}
