import { transaction } from './database.ts';
import { END_OF_IDS, type SealedFile } from './files.ts';
import { mergeFiles } from './parquet.ts';
import { DAY_MS, HOUR_MS } from './protocol.ts';
import { retireFiles, type Store } from './store.ts';

/** Late samples are likely for so long after a span is over. */
const SETTLE_MS = 2 * HOUR_MS;
const DAYS_OF_A_THIRD = 10;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Hour roll-ups of a day that is over as one file; those of a third of a month, then of a month, as files of a range of
 * series each: so that what is asked of one series in a month or a year is read from a few files.
 */
export async function mergeHourFiles(store: Store, now: number): Promise<void> {
  for (const spanOf of [dayOf, thirdOf, monthOf]) {
    for (const span of spansDue(store, now, spanOf)) {
      const files = store.files.find('1h', span.fromMs, span.toMs);
      if (files.length < 2) continue;
      const rows = files.reduce((sum, file) => sum + file.rows, 0);
      await merge(store, span, files, spanOf === dayOf ? 1 : Math.ceil(rows / store.keeping.mergedRows));
    }
  }
}

function dayOf(at: number): Span {
  const fromMs = Math.floor(at / DAY_MS) * DAY_MS;
  return { fromMs, toMs: fromMs + DAY_MS };
}

/** The first ten days of a month, the next ten, the rest. */
function thirdOf(at: number): Span {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const third = Math.min(2, Math.floor((date.getUTCDate() - 1) / DAYS_OF_A_THIRD));
  const fromMs = Date.UTC(year, month, 1 + third * DAYS_OF_A_THIRD);
  return { fromMs, toMs: third === 2 ? Date.UTC(year, month + 1) : fromMs + DAYS_OF_A_THIRD * DAY_MS };
}

function monthOf(at: number): Span {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { fromMs: Date.UTC(year, month), toMs: Date.UTC(year, month + 1) };
}

/** Spans that are over and have files of less than the whole. */
function spansDue(store: Store, now: number, spanOf: (at: number) => Span): Span[] {
  const due = new Map<number, Span>();
  for (const { tier, fromMs, toMs } of store.files.all) {
    const span = spanOf(fromMs);
    if (tier === '1h' && toMs - fromMs < span.toMs - span.fromMs && span.toMs + SETTLE_MS <= now)
      due.set(span.fromMs, span);
  }
  return [...due.values()];
}

/** The files come first, then one transaction that lists them in place of the old ones; then these go. */
async function merge(store: Store, span: Span, files: readonly SealedFile[], count: number): Promise<void> {
  const paths = files.map((file) => store.files.absolute(file));
  const width = Math.ceil(store.ids.count / count);
  const added: SealedFile[] = [];
  for (let i = 0; i < count; i++) {
    const [first, end] = [i * width, i === count - 1 ? END_OF_IDS : (i + 1) * width];
    const draft = await store.files.draft('1h', span.fromMs);
    const rows = await mergeFiles(store.database.seal, paths, draft.unfinished, first, end);
    const bytes = await store.files.publish(draft);
    store.reach('history:sealed-file');
    added.push({ id: draft.id, tier: '1h', ...span, first, end, rows, bytes, path: draft.path });
  }
  const { write } = store.database;
  await store.exclusively(() =>
    transaction(write, async () => {
      for (const sql of store.files.swapSql(added, files)) await write.run(sql);
    }),
  );
  store.files.swap(added, files);
  await retireFiles(store, files);
}
