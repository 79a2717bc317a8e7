import { transaction } from './database.ts';
import { END_OF_IDS, type SealedFile } from './files.ts';
import { mergeFiles } from './parquet.ts';
import { DAY_MS, HOUR_MS } from './protocol.ts';
import { retireFiles, type Store } from './store.ts';

/** Late samples are likely for so long after a day or a month is over. */
const SETTLE_MS = 2 * HOUR_MS;
/** A month of more roll-ups stays in days: sorting it would take the machine too long. */
const MONTH_ROWS = 10_000_000;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Hour roll-ups of a day that is over as one file, of a month too: so that a year is read from a few files. */
export async function mergeHourFiles(store: Store, now: number): Promise<void> {
  for (const spanOf of [dayOf, monthOf]) {
    for (const span of spansDue(store, now, spanOf)) {
      const files = store.files.find('1h', span.fromMs, span.toMs);
      const rows = files.reduce((sum, file) => sum + file.rows, 0);
      if (files.length > 1 && (spanOf === dayOf || rows <= MONTH_ROWS)) await merge(store, span, files);
    }
  }
}

function dayOf(at: number): Span {
  const fromMs = Math.floor(at / DAY_MS) * DAY_MS;
  return { fromMs, toMs: fromMs + DAY_MS };
}

function monthOf(at: number): Span {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { fromMs: Date.UTC(year, month), toMs: Date.UTC(year, month + 1) };
}

/** Days or months that are over and have files of less than the whole. */
function spansDue(store: Store, now: number, spanOf: (at: number) => Span): Span[] {
  const due = new Map<number, Span>();
  for (const { tier, fromMs, toMs } of store.files.all) {
    const span = spanOf(fromMs);
    if (tier === '1h' && toMs - fromMs < span.toMs - span.fromMs && span.toMs + SETTLE_MS <= now)
      due.set(span.fromMs, span);
  }
  return [...due.values()];
}

async function merge(store: Store, span: Span, files: readonly SealedFile[]): Promise<void> {
  const draft = await store.files.draft('1h', span.fromMs);
  const paths = files.map((file) => store.files.absolute(file));
  const rows = await mergeFiles(store.database.seal, paths, draft.unfinished);
  const bytes = await store.files.publish(draft);
  const added: SealedFile = {
    id: draft.id,
    tier: '1h',
    ...span,
    first: 0,
    end: END_OF_IDS,
    rows,
    bytes,
    path: draft.path,
  };
  const { write } = store.database;
  await store.exclusively(() =>
    transaction(write, async () => {
      for (const sql of store.files.swapSql([added], files)) await write.run(sql);
    }),
  );
  store.files.swap([added], files);
  await retireFiles(store, files);
}
