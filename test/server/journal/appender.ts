/** Appends batches for ever and prints each sequence as it is acknowledged: `appender.ts <folder> <first mark>`. */
import { openJournal } from '../../../server/journal/index.ts';
import { sampleRecord } from './records.ts';
import { tinyInventory } from './tiny-inventory.ts';

const IN_FLIGHT = 16;
const [directory, firstMark] = process.argv.slice(2);
const journal = await openJournal({
  directory: directory!,
  inventory: tinyInventory('v1'),
  clock: Date.now,
  segmentBytes: 200_000,
});
let mark = Number(firstMark);
process.stdout.write('ready\n');

async function send(): Promise<never> {
  for (;;) {
    const own = mark++;
    const sequence = await journal.append(sampleRecord(own, own % 300));
    process.stdout.write(`acknowledged ${sequence} ${own}\n`);
  }
}
for (let sender = 0; sender < IN_FLIGHT; sender++) void send();
