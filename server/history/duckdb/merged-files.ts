import type { SealedFile } from './files.ts';
import type { Kept } from './parquet.ts';
import { HOUR_MS, type TierName } from './protocol.ts';
import type { RowLayer } from './run.ts';
import { withinHour } from './sealed-layer.ts';
import type { Store } from './store.ts';

/** Files of a tier that hold several hours, while one hour's late samples are put into them. */
export class MergedFiles {
  readonly #store: Store;
  readonly #tier: TierName;
  readonly #hour: number;
  readonly #late: readonly RowLayer[];
  /** What stands in place of a file that is listed. */
  readonly #newest = new Map<SealedFile, SealedFile>();
  readonly #files: readonly SealedFile[];

  constructor(store: Store, tier: TierName, hour: number, late: readonly RowLayer[]) {
    this.#store = store;
    this.#tier = tier;
    this.#hour = hour;
    this.#late = late;
    this.#files = store.files.find(tier, hour * HOUR_MS, (hour + 1) * HOUR_MS).filter((file) => !isOfOneHour(file));
  }

  get any(): boolean {
    return this.#files.length > 0;
  }

  get added(): SealedFile[] {
    return [...this.#newest.values()];
  }

  get removed(): SealedFile[] {
    return [...this.#newest.keys()];
  }

  /**
   * Puts the staged rows of the hour and of the series [first, end) in place of theirs, in files that late samples touch.
   * `write` makes a file of staged rows and what is kept, and returns its number of rows.
   */
  async rewrite(first: number, end: number, write: (path: string, kept: Kept) => Promise<number>): Promise<void> {
    for (const file of this.#files) {
      const range = { first: Math.max(first, file.first), end: Math.min(end, file.end) };
      if (!this.#late.some((layer) => touches(layer, range))) continue;
      const source = this.#newest.get(file) ?? file;
      const { files, reach } = this.#store;
      const draft = await files.draft(this.#tier, file.fromMs);
      const replaced = `series >= ${range.first} AND series < ${range.end} AND ${withinHour(this.#hour)}`;
      const rows = await write(draft.unfinished, { source: files.absolute(source), replaced, ...range });
      const bytes = await files.publish(draft);
      reach('history:sealed-file');
      this.#newest.set(file, { ...file, id: draft.id, rows, bytes, path: draft.path });
      // No list ever named what stood here for another part of the hour.
      if (source !== file) await files.deleteFiles([source]);
    }
  }
}

export function isOfOneHour({ fromMs, toMs }: Pick<SealedFile, 'fromMs' | 'toMs'>): boolean {
  return toMs - fromMs === HOUR_MS;
}

/** Whether a layer has samples of the series [first, end). */
export function touches({ ids }: RowLayer, { first, end }: { readonly first: number; readonly end: number }): boolean {
  return ids.some((id) => id >= first && id < end);
}
