import { transaction } from './database.ts';
import type { SealedFile } from './files.ts';
import type { EngineStats } from './protocol.ts';
import { DAY_MS, HOUR_MS } from './protocol.ts';
import { retireFiles, type Store } from './store.ts';

/** Files of an hour and its roll-ups by cohort that are older than their tier keeps. */
export async function applyRetention(store: Store, now: number): Promise<void> {
  const { keeping } = store;
  const minuteFloor = now - keeping.minuteDays * DAY_MS;
  const raw = rawBeyondBudget(store, now);
  const gone = [
    ...raw,
    ...store.files.all.filter(({ tier, toMs }) => (tier === '1m' || tier === 'moment') && toMs <= minuteFloor),
    ...store.files.all.filter(({ tier, toMs }) => tier === '1h' && toMs <= now - keeping.hourDays * DAY_MS),
  ];
  if (gone.length === 0) return;
  const floor = raw.reduce((hour, { toMs }) => Math.max(hour, toMs / HOUR_MS), store.rawFloorHour);
  const { write } = store.database;
  store.reach('history:before-retention');
  await store.exclusively(() =>
    transaction(write, async () => {
      for (const sql of store.files.swapSql([], gone)) await write.run(sql);
      await write.run(`UPDATE raw_floor SET hour = ${floor}`);
      await write.run(`DELETE FROM cohort_minute WHERE hour < ${Math.floor(minuteFloor / HOUR_MS)}`);
      await write.run(
        `DELETE FROM cohort_hour WHERE hour < ${Math.floor((now - keeping.hourDays * DAY_MS) / HOUR_MS)}`,
      );
    }),
  );
  store.rawFloorHour = floor;
  store.files.swap([], gone);
  store.reach('history:retention');
  await retireFiles(store, gone);
}

/** The oldest hours of raw samples, while all are more than the budget and those hours older than the least to keep. */
function rawBeyondBudget(store: Store, now: number): SealedFile[] {
  const files = store.files.find('raw', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  let bytes = store.files.bytes('raw');
  let goneTo = Number.NEGATIVE_INFINITY;
  const gone: SealedFile[] = [];
  for (const file of files) {
    // What begins within a time that goes, goes with it.
    const withOthers = file.fromMs < goneTo;
    if (!withOthers && bytes <= store.keeping.rawBytes) break;
    if (file.toMs > now - store.keeping.rawMinHours * HOUR_MS) break;
    gone.push(file);
    goneTo = Math.max(goneTo, file.toMs);
    bytes -= file.bytes;
  }
  return gone;
}

/** What each tier still has, and for how many days it keeps what comes now. */
export function tierStats(store: Store): EngineStats['tiers'] {
  const { keeping, files } = store;
  const perDay = rawBytesPerDay(store);
  const hot = [...store.hot.hours.values()].filter(({ rows }) => rows > 0).map(({ hour }) => hour * HOUR_MS);
  const oldestHot = hot.length > 0 ? Math.min(...hot) : null;
  const from = (tier: 'raw' | '1m' | '1h') => least(files.oldest(tier), oldestHot);
  // How much a day takes is not known before an hour is sealed.
  const rawDays = perDay > 0 ? Math.max(keeping.rawBytes / perDay, keeping.rawMinHours / 24) : Number.NaN;
  return [
    { tier: 'raw', from: from('raw'), daysKept: Math.min(rawDays, keeping.hourDays) },
    { tier: '1m', from: from('1m'), daysKept: keeping.minuteDays },
    { tier: '1h', from: from('1h'), daysKept: keeping.hourDays },
  ];
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** From the newest sealed hours, a day of them or a little more; 0 when none is sealed. */
function rawBytesPerDay(store: Store): number {
  const files = store.files.find('raw', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const newest = files[files.length - 1];
  if (newest === undefined) return 0;
  const recent = files.filter(({ toMs }) => toMs > newest.toMs - DAY_MS);
  const begins = new Map(recent.map(({ fromMs, toMs }) => [fromMs, toMs - fromMs]));
  const ms = [...begins.values()].reduce((sum, width) => sum + width, 0);
  return (recent.reduce((sum, { bytes }) => sum + bytes, 0) / ms) * DAY_MS;
}
