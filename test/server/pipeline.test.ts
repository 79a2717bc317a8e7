import { expect, test, vi } from 'vitest';
import { createPipeline } from '../../server/pipeline.ts';
import type { Alarms, History, Journal, JournalRecord, LiveState, Normalizer } from '../../server/ports.ts';

const RECORDS: readonly JournalRecord[] = [1, 2, 3, 4, 5, 6].map((at) => ({ type: 'start', at, epoch: 1 }));

/** The flow over stages that note what they are given: records are known by their time, which is their sequence here. */
function bed(watermark: number, saved: number) {
  const seen = { live: [] as number[], history: [] as number[], released: [] as number[] };
  const timeOf = (record: JournalRecord) => (record.type === 'start' ? record.at : -1);
  const journal = {
    sequence: RECORDS.length,
    append: async () => RECORDS.length + 1,
    flushed: async () => undefined,
    onDurable: () => undefined,
    async replay(after: number, apply: (sequence: number, record: JournalRecord) => unknown) {
      for (const record of RECORDS) if (timeOf(record) > after) await apply(timeOf(record), record);
      return { records: 0, degraded: [], cleanStop: true };
    },
    release: async (sequence: number) => void seen.released.push(sequence),
    stats: () => ({ readOnly: false, segments: 1 }),
    close: async () => undefined,
  } as unknown as Journal;
  const live = {
    apply: (record: JournalRecord) => void seen.live.push(timeOf(record)),
    load: () => true,
    save: () => new Uint8Array(0),
    runTick: () => undefined,
  } as unknown as LiveState;
  const normalizer = {
    applied: () => undefined,
    load: () => undefined,
    save: () => new Uint8Array(0),
  } as unknown as Normalizer;
  const history = {
    watermark,
    apply: (sequence: number) => void seen.history.push(sequence),
    flushed: async () => undefined,
    close: async () => undefined,
    stats: () => ({ degraded: ['history is read-only'] }),
  } as unknown as History;
  const alarms = {
    apply: () => undefined,
    resume: () => undefined,
    load: () => true,
    save: () => new Uint8Array(0),
    close: () => undefined,
    stats: () => ({ degraded: [] }),
  } as unknown as Alarms;
  const checkpoints = { write: vi.fn(async () => undefined) };
  const pipeline = createPipeline({
    journal,
    checkpoints,
    normalizer,
    live,
    alarms,
    history,
    clock: () => 0,
    tickMs: 1_000,
  });
  const sections = new Map([
    ['live', new Uint8Array(0)],
    ['normalize', new Uint8Array(0)],
  ]);
  return { pipeline, seen, saved: { sequence: saved, sections } };
}

test('a history that is behind the checkpoint is replayed from its own watermark, live from its own', async () => {
  const { pipeline, seen, saved } = bed(2, 4);
  await pipeline.restore(saved, 7);
  expect(seen.live).toEqual([5, 6]);
  expect(seen.history).toEqual([3, 4, 5, 6]);
});

test('the journal keeps what history does not have yet', async () => {
  const { pipeline, seen, saved } = bed(2, 4);
  await pipeline.restore(saved, 7);
  await pipeline.stop();
  expect(seen.released).toEqual([2]);
});

test('what works less well in history is said with the rest', async () => {
  const { pipeline } = bed(2, 4);
  expect(pipeline.degraded()).toContain('history is read-only');
});
