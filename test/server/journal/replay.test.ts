import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameScanner } from '../../../server/journal/frame.ts';
import { readRecords } from '../../../server/journal/index.ts';
import { SEGMENT_HEADER_BYTES } from '../../../server/journal/segment.ts';
import type { JournalRecord } from '../../../server/ports.ts';
import { change, filledFolder, flip, open, segmentsOf } from './journal-folder.ts';
import { newFolder } from './new-folder.ts';
import { markOf, replayed, sampleRecord, tickRecord } from './records.ts';

/** Offsets at which the frames of a segment end. */
async function frameEnds(directory: string, file: string): Promise<number[]> {
  const bytes = await readFile(join(directory, file));
  const scanner = new FrameScanner(bytes, SEGMENT_HEADER_BYTES, Number.parseInt(file, 10));
  const ends: number[] = [];
  for (let frame = scanner.next(); frame; frame = scanner.next()) ends.push(frame.end);
  return ends;
}

async function copyOf(directory: string): Promise<string> {
  const copy = await newFolder();
  await cp(directory, copy, { recursive: true });
  return copy;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

test('a newest segment cut at any byte: the whole records stay, the torn one is set aside and told, and it goes on', {
  timeout: 60_000,
}, async () => {
  const original = await filledFolder(6, 100_000);
  await rm(join(original, 'clean'));
  const [file] = await segmentsOf(original);
  const ends = [SEGMENT_HEADER_BYTES, ...(await frameEnds(original, file!))];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: SEGMENT_HEADER_BYTES, max: ends.at(-1)! }), async (cut) => {
      const directory = await copyOf(original);
      await truncate(join(directory, file!), cut);
      const whole = ends.filter((end) => end <= cut).length - 1;
      const journal = await open(directory);
      const { marks, report } = await replayed(journal);
      expect(marks).toEqual(upTo(whole));
      expect(report.degraded.length).toBe(ends.includes(cut) ? 0 : 1);
      const damaged = await readdir(join(directory, 'damaged')).catch(() => []);
      expect(damaged).toEqual(ends.includes(cut) ? [] : [`${file}.${ends[whole]}`]);
      expect(await journal.append(sampleRecord(77))).toBe(whole + 1);
      await journal.close();
      const again = await replayed(await open(directory));
      expect(again.marks).toEqual([...upTo(whole), 77]);
      expect(again.report.degraded).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a flipped bit anywhere in any segment: it starts, every other record is there, and the loss is told with its range', {
  timeout: 60_000,
}, async () => {
  const original = await filledFolder(20);
  const files = await segmentsOf(original);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: files.length - 1 }), fc.nat(), async (index, position) => {
      const directory = await copyOf(original);
      const file = files[index]!;
      const size = (await readFile(join(directory, file))).length;
      const offset = position % size;
      const ends = await frameEnds(directory, file);
      await flip(directory, file, offset);
      const first = Number.parseInt(file, 10);
      const next = Number.parseInt(files[index + 1] ?? '21', 10);
      const lostFrom = first + (offset < SEGMENT_HEADER_BYTES ? 0 : ends.filter((end) => end <= offset).length);
      const journal = await open(directory);
      const { marks, report } = await replayed(journal);
      expect(marks).toEqual(upTo(20).filter((mark) => mark < lostFrom || mark >= next));
      const range =
        lostFrom === next - 1 ? `record ${lostFrom} is missing` : `records ${lostFrom}–${next - 1} are missing`;
      expect(report.degraded.join('\n')).toContain(range);
      expect(report.degraded.join('\n')).toContain(`journal/${file}`);
      expect(await readdir(join(directory, 'damaged'))).toEqual([expect.stringContaining(file)]);
      expect(await journal.append(sampleRecord(99))).toBe(21);
      await journal.close();
      expect((await replayed(await open(directory))).marks).toEqual([...marks, 99]);
    }),
    { numRuns: 60 },
  );
});

test('a cut at a frame is found by the marker of the clean stop', async () => {
  const directory = await filledFolder(6, 100_000);
  const [file] = await segmentsOf(directory);
  await truncate(join(directory, file!), (await frameEnds(directory, file!))[3]!);
  const journal = await open(directory);
  const { marks, report } = await replayed(journal);
  expect(marks).toEqual([1, 2, 3, 4]);
  expect(report.degraded).toEqual(['the journal ends too early: records 5–6 are missing']);
  expect(await journal.append(sampleRecord(7))).toBe(7);
});

test('a lost segment is told with its range, and a replay from behind it does not mention it', async () => {
  const directory = await filledFolder(20);
  const files = await segmentsOf(directory);
  await rm(join(directory, files[1]!));
  const from = Number.parseInt(files[1]!, 10);
  const to = Number.parseInt(files[2]!, 10);
  const journal = await open(directory);
  const { report, marks } = await replayed(journal);
  expect(marks).toEqual(upTo(20).filter((mark) => mark < from || mark >= to));
  expect(report.degraded).toEqual([`before journal/${files[2]}: records ${from}–${to - 1} are missing`]);
  expect((await replayed(journal, to - 1)).report.degraded).toEqual([]);
});

test('damage below the sequence that replay begins after is not read', async () => {
  const directory = await filledFolder(20);
  const files = await segmentsOf(directory);
  await flip(directory, files[0]!, 200);
  const after = Number.parseInt(files[1]!, 10) - 1;
  const { report, marks } = await replayed(await open(directory), after);
  expect(marks).toEqual(upTo(20).slice(after));
  expect(report.degraded).toEqual([]);
});

test('a journal that was written before ticks were records is read as ever, and goes on with them', async () => {
  const directory = await copyOf(fileURLToPath(new URL('../../fixtures/journal/without-ticks', import.meta.url)));
  const far = sampleRecord(4);
  const written: JournalRecord[] = [
    { type: 'start', at: 1_700_000_000_000, epoch: 7 },
    sampleRecord(1),
    { ...sampleRecord(2), identity: { epoch: 'e1', batch: '42' } },
    {
      ...sampleRecord(3),
      bases: { series: Uint32Array.of(5), at: Float64Array.of(1_700_000_000_123), raw: Float64Array.of(2 ** 53) },
    },
    { ...far, batch: { ...far.batch, at: far.batch.at.with(1, 0.5) } },
    sampleRecord(5, 0),
  ];
  const journal = await open(directory);
  const { records, report } = await replayed(journal);
  expect(records.map(({ record }) => record)).toEqual(written);
  expect(report).toEqual({ records: 6, degraded: [], cleanStop: true });
  expect(await journal.append(tickRecord(1))).toBe(7);
  await journal.close();
  expect((await replayed(await open(directory), 6)).records).toEqual([{ sequence: 7, record: tickRecord(1) }]);
});

test('foreign files are left alone and named', async () => {
  const directory = await filledFolder(3);
  await writeFile(join(directory, 'notes.txt'), 'mine');
  await writeFile(join(directory, '12.seg'), 'not ours');
  const { report, marks } = await replayed(await open(directory));
  expect(marks).toEqual([1, 2, 3]);
  expect(report.degraded).toEqual([
    'journal/12.seg: not a file of the journal, left alone',
    'journal/notes.txt: not a file of the journal, left alone',
  ]);
  expect(await readFile(join(directory, 'notes.txt'), 'utf8')).toBe('mine');
});

test('a damaged marker of a clean stop counts as none and is told', async () => {
  const directory = await filledFolder(3);
  await change(join(directory, 'clean'), (bytes) =>
    Buffer.from(bytes.toString().replace('"sequence":3', '"sequence":9')),
  );
  const { report, marks } = await replayed(await open(directory));
  expect(marks).toEqual([1, 2, 3]);
  expect(report).toEqual({ records: 3, degraded: ['journal/clean: damaged'], cleanStop: false });
});

test('replay lets others have their turn', async () => {
  const directory = await newFolder();
  const journal = await open(directory);
  for (let mark = 0; mark < 5; mark++) await journal.append(sampleRecord(mark));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await journal.replay(0, () => {
    const until = performance.now() + 15;
    while (performance.now() < until);
  });
  clearInterval(timer);
  expect(turns).toBeGreaterThanOrEqual(4);
});

test('the offline reader yields every good record and changes nothing', async () => {
  const directory = await filledFolder(20);
  const files = await segmentsOf(directory);
  await flip(directory, files[1]!, 250);
  const before = await readFile(join(directory, files[1]!));
  const marks: number[] = [];
  for await (const { record, describe } of readRecords(directory)) {
    marks.push(markOf(record));
    expect(describe(0)).toMatchObject({ resource: 'rack/a' });
    expect(describe(1_000_000)).toBeUndefined();
  }
  expect(marks).toEqual((await replayed(await open(directory))).marks);
  expect(before.length).toBeGreaterThan((await readFile(join(directory, files[1]!))).length);
});
