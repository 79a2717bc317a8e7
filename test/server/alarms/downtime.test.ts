import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downtimeOf } from '../../../server/alarms/downtime.ts';
import { type AlarmBed, createAlarmBed, START, wellRows } from './bed.ts';

const ALL = { from: 0, to: Number.POSITIVE_INFINITY, limit: 10 };

function watching(): AlarmBed {
  const bed = createAlarmBed();
  bed.record({ type: 'start', at: bed.now, epoch: 7 });
  bed.pass(100, () => wellRows(bed.inventory));
  return bed;
}

function startAgain(bed: AlarmBed, afterMs: number): void {
  bed.now += afterMs;
  bed.record({ type: 'start', at: bed.now, epoch: 8 });
}

test('before the first start there was no downtime: there was no Skyrack', () => {
  expect(createAlarmBed().alarms.downtime(ALL)).toEqual({ watchedSince: null, spans: [], more: false });
  expect(watching().alarms.downtime(ALL)).toEqual({ watchedSince: START, spans: [], more: false });
});

test('from the last record to the next start nobody was heard, however short it was', () => {
  const bed = watching();
  startAgain(bed, 400_000);
  const first = { from: START + 100_000, to: START + 500_000 };
  expect(bed.alarms.downtime(ALL).spans).toEqual([first]);
  bed.pass(60, () => wellRows(bed.inventory));
  startAgain(bed, 900);
  expect(bed.alarms.downtime(ALL).spans).toEqual([first, { from: START + 560_000, to: START + 560_900 }]);
});

test('a start that heard nothing before it ended is downtime, too, and none of it is counted twice', () => {
  const bed = watching();
  startAgain(bed, 100_000);
  startAgain(bed, 100_000);
  startAgain(bed, 100_000);
  const { spans } = bed.alarms.downtime(ALL);
  expect(spans.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(300_000);
  bed.pass(50, () => wellRows(bed.inventory));
  const { watchedMs } = bed.alarms.availability({ from: START, to: bed.now, limit: 1 });
  expect(watchedMs).toBe(150_000);
});

test('a replay of the same starts changes nothing', () => {
  const bed = watching();
  startAgain(bed, 400_000);
  bed.pass(60, () => wellRows(bed.inventory));
  startAgain(bed, 400_000);
  const before = bed.alarms.downtime(ALL);
  const again = createAlarmBed({ folder: bed.folder });
  for (const record of bed.journal) again.record(record);
  expect(again.alarms.downtime(ALL)).toEqual(before);
});

test('a server that stood still for minutes was away without a start', () => {
  const bed = watching();
  bed.now += 400_000;
  bed.pass(10, () => wellRows(bed.inventory));
  const [span] = bed.alarms.downtime(ALL).spans;
  expect(span?.from).toBe(START + 100_000);
  expect(span?.to).toBeGreaterThanOrEqual(START + 500_000);
});

test('only what lies in the span is told, the newest where there are too many', () => {
  const watched = [0, 1, 2, 3].map((i) => ({ from: i * 100, to: i * 100 + 60 }));
  expect(downtimeOf(watched, { from: 70, to: 265, limit: 2 })).toEqual({
    watchedSince: 0,
    spans: [
      { from: 160, to: 200 },
      { from: 260, to: 265 },
    ],
    more: true,
  });
});

test('what was watched and what was not make up all the time since the first start', () => {
  const lengths = fc.array(fc.tuple(fc.nat(1_000), fc.nat(1_000)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(lengths, (parts) => {
      let at = 0;
      const watched = parts.map(([on, off]) => {
        const span = { from: at, to: at + on };
        at = span.to + off;
        return span;
      });
      const { spans } = downtimeOf(watched, { ...ALL, limit: 100 });
      const sum = (some: readonly { from: number; to: number }[]) =>
        some.reduce((ms, { from, to }) => ms + to - from, 0);
      expect(sum(watched) + sum(spans)).toBe(watched.at(-1)!.to);
      expect(spans.every(({ from, to }) => to > from)).toBe(true);
    }),
  );
});
