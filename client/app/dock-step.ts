/** The row that j or k leads to from a row of the dock's list; it stops at the ends. Null for other keys. */
export function stepped(key: string, place: number, count: number): number | null {
  if (place < 0 || (key !== 'j' && key !== 'k')) return null;
  return key === 'j' ? Math.min(count - 1, place + 1) : Math.max(0, place - 1);
}
