import { expect, test } from 'vitest';
import { startChild } from './child.ts';
import { open } from './journal-folder.ts';
import { newFolder } from './new-folder.ts';
import { markOf } from './records.ts';

const KILLS = 10;
const MARKS_PER_LIFE = 1_000_000;

test('kill -9 ten times: every acknowledged record is there exactly once, under its sequence', {
  timeout: 90_000,
}, async () => {
  const directory = await newFolder();
  /** Sequence → mark, as acknowledged. */
  const acknowledged = new Map<number, number>();
  for (let life = 0; life < KILLS; life++) {
    const child = startChild(new URL('./appender.ts', import.meta.url), [directory, String(life * MARKS_PER_LIFE)]);
    await child.line('acknowledged');
    await new Promise((resolve) => setTimeout(resolve, 5 + ((life * 67) % 200)));
    await child.kill();
    const told = child.lines.flatMap((line) => /^acknowledged (\d+) (\d+)$/.exec(line) ?? []);
    for (let i = 0; i < told.length; i += 3) acknowledged.set(Number(told[i + 1]), Number(told[i + 2]));

    const journal = await open(directory);
    const stored = new Map<number, number>();
    const report = await journal.replay(0, (sequence, record) => {
      stored.set(sequence, markOf(record));
    });
    expect(report.records).toBe(stored.size);
    expect(new Set(stored.values()).size).toBe(stored.size);
    const lost = [...acknowledged].filter(([sequence, mark]) => stored.get(sequence) !== mark);
    expect(lost).toEqual([]);
    expect(report.cleanStop).toBe(false);
    await journal.close();
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS);
});
