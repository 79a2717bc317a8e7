import { expect, test } from 'vitest';
import { checkJournal, storedRows } from '../kit/check-journal.ts';
import { createLedger, keyOf, type Row } from '../kit/ledger.ts';
import { createRandom } from '../kit/random.ts';
import { type Delivery, deliver, METRIC, nativeDelivery, writeDelivery } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';

const BATCHES = 500;
const COPIES = 3;
const ROWS = 20;
const LANES = 4;

test('redelivery changes nothing: 500 batches three times each, shuffled, and a kill among them: rows = distinct', async () => {
  const dataFolder = testFolder('redelivery');
  const server = await supervise({ dataFolder, zone: testZone() });
  const ledger = createLedger();
  const start = Date.now() - 3_600_000;
  const deliveries: Delivery[] = Array.from({ length: BATCHES }, (_, batch) => {
    const door = batch % 2;
    const rows: Row[] = Array.from({ length: ROWS }, (_, row) => {
      return {
        resource: testRack(1 + door, row),
        metric: METRIC,
        at: start + batch * 100,
        value: 20 + (batch % 100) / 10,
      };
    });
    for (const row of rows) {
      ledger.sent.set(keyOf(row), row.value);
      ledger.acknowledged.add(keyOf(row));
    }
    return door === 0 ? nativeDelivery(rows, 'again', batch) : writeDelivery(rows);
  });
  const copies = createRandom(3).shuffled(Array.from({ length: COPIES }, () => deliveries).flat());
  const statuses = new Map<number, number>();
  const send = async (part: readonly Delivery[]): Promise<void> => {
    const lane = async (from: number) => {
      for (let i = from; i < part.length; i += LANES) {
        const { status } = await deliver(server.url, server.token, part[i]!);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, from) => lane(from)));
  };
  await send(copies.slice(0, copies.length / 2));
  await server.killAndStart();
  await send(copies.slice(copies.length / 2));
  expect(await server.process.stop()).toBe(0);

  expect([...statuses]).toEqual([[204, BATCHES * COPIES]]);
  expect((await storedRows(dataFolder)).size).toBe(BATCHES * ROWS);
  expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
});
