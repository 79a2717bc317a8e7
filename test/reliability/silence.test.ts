import { expect, test } from 'vitest';
import type { LatestValue } from '../../shared/wire/http.ts';
import type { Row } from '../kit/ledger.ts';
import { deliver, METRIC, writeDelivery } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';

const INTERVAL_SECONDS = 2;
const RACKS = 20;
const SILENT = 10;
/** After three intervals and 2 s it must show; the rest is what a slow machine may add. */
const SHOWN_MS = 3 * INTERVAL_SECONDS * 1000 + 2_000;
const SLACK_MS = 4_000;

test('silence shows: half of the racks fall silent and are stale and unknown in time, keeping their numbers; the others stay live', async () => {
  const server = await supervise({ dataFolder: testFolder('silence'), zone: testZone(INTERVAL_SECONDS) });
  const abort = new AbortController();
  let speaking = RACKS;
  let lastOfSilent = 0;
  const sender = (async () => {
    for (; !abort.signal.aborted; await wait(INTERVAL_SECONDS * 500)) {
      const at = Date.now();
      const rows: Row[] = Array.from({ length: speaking }, (_, rack) => {
        return { resource: testRack(1, rack), metric: METRIC, at, value: 25 };
      });
      const { status } = await deliver(server.url, server.token, writeDelivery(rows));
      expect(status).toBe(204);
      if (rows.length > SILENT) lastOfSilent = at;
    }
  })();
  const latest = async (): Promise<readonly LatestValue[]> => {
    const reply = await fetch(`${server.url}/api/v1/latest?metric=${METRIC}`);
    const { values } = (await reply.json()) as { values: LatestValue[] };
    const asked = new Set(Array.from({ length: RACKS }, (_, rack) => testRack(1, rack)));
    return values.filter(({ resource }) => asked.has(resource));
  };
  const count = (values: readonly LatestValue[], freshness: string) =>
    values.filter((value) => value.freshness === freshness).length;
  await until('all live', 30_000, latest, (values) => count(values, 'live') === RACKS);

  speaking = SILENT;
  await wait(INTERVAL_SECONDS * 1000);
  const seen = await until('silence', 60_000, latest, (values) => count(values, 'stale') === RACKS - SILENT);
  const shownMs = Date.now() - lastOfSilent;
  abort.abort();
  await sender;
  expect(shownMs).toBeLessThan(SHOWN_MS + SLACK_MS);
  const stale = seen.filter(({ freshness }) => freshness === 'stale');
  const silent = new Set(Array.from({ length: RACKS - SILENT }, (_, rack) => testRack(1, SILENT + rack)));
  expect(new Set(stale.map(({ resource }) => resource))).toEqual(silent);
  for (const value of stale) expect(value).toMatchObject({ severity: 'unknown', value: 25 });
  for (const value of seen) if (value.freshness !== 'stale') expect(value.severity).toBe('normal');
});
