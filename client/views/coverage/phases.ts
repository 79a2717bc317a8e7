/** `5, 10` → sites at the end of each phase; empty for one phase; null unless ascending, from 1, up to `count`. */
export function parsePhases(text: string, count: number): readonly number[] | null {
  const words = text.split(/[\s,，、;]+/).filter((word) => word !== '');
  const phases = words.map(Number);
  const rising = phases.every((sites, i) => Number.isInteger(sites) && sites > (phases[i - 1] ?? 0) && sites <= count);
  return rising ? phases : null;
}
