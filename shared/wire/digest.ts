/**
 * Digest of a topic's state: FNV-1a over (series number, bits of the float32 value, flags) in ascending order of series.
 * Ages are left out: they are relative to the frame that carried them. `values` and `flags` are indexed by series
 * number; `bits` must be a Uint32Array view of the same buffer as the float32 values.
 */
export function digestOf(series: Uint32Array, bits: Uint32Array, flags: Uint16Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < series.length; i++) {
    const id = series[i]!;
    hash = Math.imul(hash ^ id, 0x01000193);
    hash = Math.imul(hash ^ bits[id]!, 0x01000193);
    hash = Math.imul(hash ^ flags[id]!, 0x01000193);
  }
  return hash >>> 0;
}
