/** Which rows of a list are meant: the one under the cursor, and those that were chosen with it. */
export interface ListSelection {
  readonly cursor: string | null;
  /** Where a range begins. */
  readonly anchor: string | null;
  /** Empty: the row under the cursor alone. */
  readonly chosen: ReadonlySet<string>;
}

export const NOTHING_CHOSEN: ListSelection = { cursor: null, anchor: null, chosen: new Set() };

/** `one`: this row alone; `toggle`: this row too, or no more; `range`: from the anchor to this row. */
export type ChooseMode = 'one' | 'toggle' | 'range';

export function choose(state: ListSelection, ids: readonly string[], id: string, mode: ChooseMode): ListSelection {
  if (mode === 'one') return { cursor: id, anchor: id, chosen: new Set() };
  if (mode === 'toggle') {
    const chosen = new Set(state.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    return { cursor: id, anchor: id, chosen };
  }
  const anchor = state.anchor !== null && ids.includes(state.anchor) ? state.anchor : id;
  const [from, to] = [ids.indexOf(anchor), ids.indexOf(id)].sort((a, b) => a - b) as [number, number];
  return { cursor: id, anchor, chosen: new Set(ids.slice(from, to + 1)) };
}

/** The cursor some rows on; it stops at the ends. A cursor whose row is gone starts at the top. */
export function move(
  state: ListSelection,
  ids: readonly string[],
  steps: number,
  mode: 'one' | 'range',
): ListSelection {
  if (ids.length === 0) return NOTHING_CHOSEN;
  const at = state.cursor === null ? -1 : ids.indexOf(state.cursor);
  const to = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + steps));
  return choose(state, ids, ids[to]!, mode);
}

/** The rows that an action is for, in the order of the list. */
export function meant(state: ListSelection, ids: readonly string[]): readonly string[] {
  if (state.chosen.size > 0) return ids.filter((id) => state.chosen.has(id));
  return state.cursor !== null && ids.includes(state.cursor) ? [state.cursor] : [];
}
