import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LatestValue, SourceView } from '../../shared/wire/http.ts';
import { until } from '../kit/test-folder.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';

/** OpenTelemetry's own SDK and exporters are the senders: nothing here encodes OTLP. */
const CELL = { site: 'qd-ht-001', cell: '1' };
const BYTES_PER_SECOND = 1_000;
const EVERY_MS = 1_000;

let server: SkyrackProcess;
beforeAll(async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-flow-otlp-'));
  server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off', SKYRACK_ZONE: 'qingdao' } });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

async function latest(resource: string, metric: string): Promise<LatestValue | undefined> {
  const reply = await fetch(`${server.url}/api/v1/latest?resource=${resource}&metric=${metric}`);
  return ((await reply.json()) as { values: LatestValue[] }).values[0];
}

test.each([
  ['protobuf, gzip, cumulative', ProtobufExporter, AggregationTemporality.CUMULATIVE, 'gzip', '1'],
  ['JSON, delta', JsonExporter, AggregationTemporality.DELTA, 'none', '2'],
] as const)(
  'OpenTelemetry’s exporter is served: %s; a counter becomes its rate',
  async (_name, Exporter, temporality, compression, cell) => {
    const exporter: PushMetricExporter = new Exporter({
      url: `${server.url}/v1/metrics`,
      headers: { Authorization: `Bearer ${server.token}` },
      temporalityPreference: temporality,
      compression: compression as never,
    });
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: EVERY_MS });
    const provider = new MeterProvider({
      resource: resourceFromAttributes({ 'service.name': 'ems' }),
      readers: [reader],
    });
    const meter = provider.getMeter('ems');
    const labels = { ...CELL, cell };
    const octets = meter.createCounter('nr_cell_dl_bytes_total');
    const users = meter.createGauge('nr_cell_rrc_users');
    meter.createGauge('nobody_knows_this').record(1);
    const began = Date.now();
    let sent = 0;
    const traffic = setInterval(() => {
      users.record(17, labels);
      const due = Math.floor(((Date.now() - began) / 1_000) * BYTES_PER_SECOND);
      octets.add(due - sent, labels);
      sent = due;
    }, 50);
    try {
      const resource = `cell/${CELL.site}/${cell}`;
      const accept = (row: LatestValue | undefined) => typeof row?.value === 'number' && row.value > 0;
      const rate = await until('the rate of the counter', 30_000, () => latest(resource, 'cell.traffic-dl'), accept);
      // bits a second; a step of the timer more or less
      expect(rate?.value).toBeGreaterThan(8 * BYTES_PER_SECOND * 0.7);
      expect(rate?.value).toBeLessThan(8 * BYTES_PER_SECOND * 1.3);
      expect((await latest(resource, 'cell.users'))?.value).toBe(17);
      expect(rate?.source).toBe('ingest');
    } finally {
      clearInterval(traffic);
      await provider.shutdown();
    }
    const { sources } = (await (await fetch(`${server.url}/api/v1/sources`)).json()) as { sources: SourceView[] };
    const source = sources.find(({ id }) => id === 'ingest');
    expect(source?.rejectedTotal).toBe(0);
    expect(source?.unmapped.map(({ name }) => name)).toContain('nobody_knows_this');
  },
);
