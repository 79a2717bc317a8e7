import type { SnapshotSummary } from '../../../shared/wire/snapshots.ts';

/** The snapshots whose title, id or taker has the text in it, any case; all of them for none. Order stays. */
export function foundRows(snapshots: readonly SnapshotSummary[], text: string): readonly SnapshotSummary[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return snapshots;
  return snapshots.filter(({ title, id, takenBy }) =>
    [title, id, takenBy.name].some((words) => words.toLowerCase().includes(wanted)),
  );
}

/** The id some rows on from one, stopping at the ends; the first where there is none to start from. */
export function stepped(ids: readonly string[], from: string | null, steps: number): string | null {
  const at = from === null ? -1 : ids.indexOf(from);
  const to = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + steps));
  return ids[to] ?? null;
}

/** Marks one to compare, or takes its mark away; a third mark takes the place of the oldest one. */
export function marked(marks: readonly string[], id: string): readonly string[] {
  return marks.includes(id) ? marks.filter((one) => one !== id) : [...marks, id].slice(-2);
}

/** Two marks as a comparison wants them: the earlier moment first. Null unless both are there. */
export function comparedPair(
  snapshots: readonly SnapshotSummary[],
  marks: readonly string[],
): { readonly a: string; readonly b: string } | null {
  const two = marks.flatMap((id) => snapshots.filter((snapshot) => snapshot.id === id));
  const [a, b] = two.sort((x, y) => x.at - y.at || x.takenAt - y.takenAt);
  return a === undefined || b === undefined ? null : { a: a.id, b: b.id };
}
