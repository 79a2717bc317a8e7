/** A ring as GeoJSON has it: [lon, lat] pairs. */
export type Ring = readonly (readonly [number, number])[];

/** Even-odd test of a point against rings (outer and holes alike). Degrees; points on the edge may fall either way. */
export function insideRings(lon: number, lat: number, rings: readonly Ring[]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!;
      const [xj, yj] = ring[j]!;
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}
