import { transaction } from './database.ts';
import { END_OF_IDS, type SealedFile } from './files.ts';
import { mergeFiles } from './parquet.ts';
import { DAY_MS, HOUR_MS, type TierName } from './protocol.ts';
import { retireFiles, type Store } from './store.ts';

/** Late samples are likely for so long after a span is over. */
const SETTLE_MS = 2 * HOUR_MS;
const DAYS_OF_A_THIRD = 10;
const QUARTER_MS = 6 * HOUR_MS;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Hour roll-ups of a day that is over as one file; those of a third of a month, then of a month, as files of a range of
 * series each: so that what is asked of one series in a month or a year is read from a few files. Likewise minutes of a day,
 * and of a quarter of a day raw samples and moments: a question about a moment reads a few minutes of every range.
 */
export async function mergeSealed(store: Store, now: number): Promise<void> {
  await mergeDue(store, now, 'raw', quarterOf);
  await mergeDue(store, now, '1m', dayOf);
  await mergeDue(store, now, 'moment', quarterOf);
  await mergeDue(store, now, '1h', dayOf, 1);
  await mergeDue(store, now, '1h', thirdOf);
  await mergeDue(store, now, '1h', monthOf);
}

async function mergeDue(
  store: Store,
  now: number,
  tier: TierName,
  spanOf: (at: number) => Span,
  atMost = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (const files of spansDue(store, now, tier, spanOf)) {
    const rows = files.reduce((sum, file) => sum + file.rows, 0);
    await merge(store, tier, files, Math.min(atMost, Math.ceil(rows / store.keeping.mergedRows)));
  }
}

function quarterOf(at: number): Span {
  const fromMs = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  return { fromMs, toMs: fromMs + QUARTER_MS };
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

/** The files of each span that is over, where they are of more than one time. */
function spansDue(store: Store, now: number, tier: TierName, spanOf: (at: number) => Span): SealedFile[][] {
  const over = new Map<number, Span>();
  for (const file of store.files.all) {
    const span = spanOf(file.fromMs);
    const isShorter = file.toMs - file.fromMs < span.toMs - span.fromMs;
    if (file.tier === tier && isShorter && span.toMs + SETTLE_MS <= now) over.set(span.fromMs, span);
  }
  return [...over.values()]
    .map(({ fromMs, toMs }) => store.files.find(tier, fromMs, toMs))
    .filter((files) => new Set(files.map(({ fromMs, toMs }) => `${fromMs} ${toMs}`)).size > 1);
}

/** The files come first, then one transaction that lists them in place of the old ones; then these go. */
async function merge(store: Store, tier: TierName, files: readonly SealedFile[], count: number): Promise<void> {
  const span = {
    fromMs: Math.min(...files.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...files.map(({ toMs }) => toMs)),
  };
  const added: SealedFile[] = [];
  for (const [first, end] of rangesOf(files, count, store.ids.count)) {
    const paths = files
      .filter((file) => file.first < end && file.end > first)
      .map((file) => store.files.absolute(file));
    const draft = await store.files.draft(tier, span.fromMs);
    const rows = await mergeFiles(store.database.seal, paths, draft.unfinished, tier, first, end);
    const bytes = await store.files.publish(draft);
    store.reach('history:merged-file');
    added.push({ id: draft.id, tier, ...span, first, end, rows, bytes, path: draft.path });
  }
  const { write } = store.database;
  store.reach('history:before-merge');
  await store.exclusively(() =>
    transaction(write, async () => {
      for (const sql of store.files.swapSql(added, files)) await write.run(sql);
    }),
  );
  store.files.swap(added, files);
  store.reach('history:after-merge');
  await retireFiles(store, files);
}

/** Ranges of ids [first, end) that have about the same number of rows, as if each file's rows were spread evenly. */
export function rangesOf(
  files: readonly Pick<SealedFile, 'first' | 'end' | 'rows'>[],
  count: number,
  idCount: number,
): (readonly [first: number, end: number])[] {
  const edges = files.flatMap(({ first, end }) => [first, Math.min(end, idCount)]).filter((id) => id <= idCount);
  const ids = [...new Set([0, ...edges, idCount])].sort((a, b) => a - b);
  const perId = (id: number) =>
    files.reduce((sum, { first, end, rows }) => {
      const width = Math.min(end, idCount) - first;
      return first <= id && id < end && width > 0 ? sum + rows / width : sum;
    }, 0);
  const share = files.reduce((sum, { rows }) => sum + rows, 0) / count;
  const cuts: number[] = [];
  let before = 0;
  for (let i = 1; i < ids.length; i++) {
    const [from, to] = [ids[i - 1]!, ids[i]!];
    const density = perId(from);
    for (; (cuts.length + 1) * share < before + density * (to - from); ) {
      cuts.push(Math.round(from + ((cuts.length + 1) * share - before) / density));
    }
    before += density * (to - from);
  }
  const bounds = [...new Set([0, ...cuts.slice(0, count - 1)])];
  return bounds.map((first, i) => [first, bounds[i + 1] ?? END_OF_IDS] as const);
}
