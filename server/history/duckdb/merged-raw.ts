import type { SealedFile } from './files.ts';
import type { RawStage } from './parquet.ts';
import type { RowLayer } from './run.ts';
import { withinHour } from './sealed-layer.ts';
import type { Store } from './store.ts';

/** Files of raw samples of several hours, while one hour's late samples are put into them. */
export class MergedRaw {
  readonly #store: Store;
  readonly #hour: number;
  readonly #late: readonly RowLayer[];
  /** What stands in place of a file that is listed. */
  readonly #newest = new Map<SealedFile, SealedFile>();
  readonly #files: readonly SealedFile[];

  constructor(store: Store, hour: number, files: readonly SealedFile[], late: readonly RowLayer[]) {
    this.#store = store;
    this.#hour = hour;
    this.#files = files;
    this.#late = late;
  }

  get added(): SealedFile[] {
    return [...this.#newest.values()];
  }

  get removed(): SealedFile[] {
    return [...this.#newest.keys()];
  }

  /** Puts the staged samples of the hour and of the series [first, end) in place of theirs, in files that late ones touch. */
  async rewrite(stage: RawStage, first: number, end: number): Promise<void> {
    for (const file of this.#files) {
      const range = { first: Math.max(first, file.first), end: Math.min(end, file.end) };
      if (!this.#late.some((layer) => touches(layer, range))) continue;
      const source = this.#newest.get(file) ?? file;
      const { files, reach } = this.#store;
      const draft = await files.draft('raw', file.fromMs);
      const replaced = `series >= ${range.first} AND series < ${range.end} AND ${withinHour(this.#hour)}`;
      const rows = await stage.writeInto(draft.unfinished, { source: files.absolute(source), replaced, ...range });
      const bytes = await files.publish(draft);
      reach('history:sealed-file');
      this.#newest.set(file, { ...file, id: draft.id, rows, bytes, path: draft.path });
      // No list ever named what stood here for another part of the hour.
      if (source !== file) await files.deleteFiles([source]);
    }
  }
}

/** Whether a layer has samples of the series [first, end). */
export function touches({ ids }: RowLayer, { first, end }: { readonly first: number; readonly end: number }): boolean {
  return ids.some((id) => id >= first && id < end);
}
