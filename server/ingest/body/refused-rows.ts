import type { RejectedRows } from '../../../shared/wire/http.ts';

/** Rows that a door itself refuses, counted by reason, with the first of each as an example. */
export class RefusedRows {
  readonly #rows = new Map<string, { count: number; readonly example: string }>();

  add(reason: string, rows: number, example: () => string): void {
    if (rows === 0) return;
    const known = this.#rows.get(reason);
    if (known) known.count += rows;
    else this.#rows.set(reason, { count: rows, example: example() });
  }

  list(): readonly (RejectedRows & { readonly example: string })[] {
    return [...this.#rows].map(([reason, row]) => ({ reason, ...row }));
  }
}
