import { compressSync } from 'snappy';
import { beforeEach, expect, test } from 'vitest';
import { encodeRequest } from '../fixtures/remote-write/encode.ts';
import { restingMb } from '../kit/memory.ts';
import { mutateBytes, mutateJson } from '../kit/mutator.ts';
import { createRandom, type Random } from '../kit/random.ts';
import { type Delivery, deliver, METRIC, nativeDelivery } from '../kit/sender.ts';
import { readiness, type SupervisedServer, supervise } from '../kit/supervised-server.ts';
import { testFolder } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';

const BODIES = 10_000;
const WARM_UP = 1_000;
const LANES = 8;
const ROWS = 5;
/** Memory is back within a fifth; of a small process, within this: its heap breathes by 50 MB between collections. */
const GROWTH_SHARE = 1.2;
const GROWTH_MB = 100;

let server: SupervisedServer;
beforeEach(async () => {
  server = await supervise({ dataFolder: testFolder('bodies'), zone: testZone() });
});

const NOW = Date.now();
const rows = Array.from({ length: ROWS }, (_, row) => {
  return { resource: testRack(1, row), metric: METRIC, at: NOW - 60_000, value: 25 };
});

function native(random: Random): Delivery {
  const good = nativeDelivery(rows, 'mutants', random.below(1e9));
  const body = random.chance(0.5)
    ? mutateJson(JSON.parse(String(good.body)), random)
    : mutateBytes(Buffer.from(String(good.body)), random);
  return { ...good, body };
}

const labels = (row: number): (readonly [string, string])[] => [
  ['__name__', 'rack_inlet_celsius'],
  ['dc', 'kit'],
  ['hall', 'h01'],
  ['position', 'top'],
  ['rack', String(row + 1).padStart(2, '0')],
  ['row', 'r1'],
];
const writeRequest = encodeRequest(
  rows.map(({ at, value }, row) => ({ labels: labels(row), samples: [{ at, value }] })),
);

function write(random: Random): Delivery {
  const body = random.chance(0.6)
    ? Uint8Array.from(compressSync(Buffer.from(mutateBytes(writeRequest, random))))
    : mutateBytes(compressSync(Buffer.from(writeRequest)), random);
  const version2 = random.chance(0.3);
  const type = version2 ? 'application/x-protobuf;proto=io.prometheus.write.v2.Request' : 'application/x-protobuf';
  return { path: '/api/v1/write', headers: { 'content-type': type, 'content-encoding': 'snappy' }, body };
}

const otlpRequest = {
  resourceMetrics: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'pdu' } }] },
      scopeMetrics: [
        {
          metrics: [
            {
              name: 'rack_inlet_celsius',
              gauge: {
                dataPoints: rows.map(({ at, value }, row) => ({
                  attributes: labels(row).map(([key, text]) => ({ key, value: { stringValue: text } })),
                  timeUnixNano: `${at}000000`,
                  asDouble: value,
                })),
              },
            },
            {
              name: 'bytes',
              sum: {
                isMonotonic: true,
                aggregationTemporality: 2,
                dataPoints: [{ startTimeUnixNano: '1', timeUnixNano: `${NOW}000000`, asInt: '12' }],
              },
            },
          ],
        },
      ],
    },
  ],
};

/** Half of them claim to be protobuf: to that decoder they are noise of the right length. */
function otlp(random: Random): Delivery {
  const json = random.chance(0.7);
  const text = mutateJson(otlpRequest, random);
  return {
    path: '/v1/metrics',
    headers: { 'content-type': json ? 'application/json' : 'application/x-protobuf' },
    body: json && random.chance(0.7) ? text : mutateBytes(json ? Buffer.from(text) : writeRequest, random),
  };
}

async function pelt(make: (random: Random) => Delivery, count: number, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const lane = async (number: number) => {
    const random = createRandom(seed + number);
    for (let i = 0; i < count / LANES; i++) {
      const delivery = make(random);
      const { status, text } = await deliver(server.url, server.token, delivery);
      const right = status >= 200 && (status < 500 || status === 503);
      if (!right)
        wrong.push(
          `${status} ${text.slice(0, 200)} to ${Buffer.from(delivery.body).toString('base64').slice(0, 2000)}`,
        );
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  return wrong;
}

test.each([
  ['/api/v1/samples', native],
  ['/api/v1/write', write],
  ['/v1/metrics', otlp],
] as const)(
  '10,000 mutated bodies to %s: no exit, no 5xx but 503, memory comes back, and a good batch is taken',
  {
    timeout: 240_000,
  },
  async (_path, make) => {
    const pid = server.process.pid;
    expect(await pelt(make, WARM_UP, 1)).toEqual([]);
    const before = await restingMb(pid);
    expect((await pelt(make, BODIES - WARM_UP, 1000)).slice(0, 5)).toEqual([]);
    expect(await readiness(server.url)).toMatchObject({ ready: true, degraded: [] });
    const { status } = await deliver(server.url, server.token, nativeDelivery(rows, 'good', 1));
    expect(status).toBe(204);
    expect(server.process.pid).toBe(pid);
    expect(await restingMb(pid)).toBeLessThan(Math.max(before * GROWTH_SHARE, before + GROWTH_MB));
    expect(await server.process.stop()).toBe(0);
  },
);
