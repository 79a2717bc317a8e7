import { resolve } from 'node:path';
import { io } from 'socket.io-client';
import { loadZone } from '../../server/inventory/index.ts';
import type { Inventory } from '../../server/ports.ts';
import { freshnessOf, isSimulated, qualityOf, severityOf } from '../../shared/model/sample.ts';
import { decodeFrame, type Frame, unpackAge } from '../../shared/wire/frame.ts';
import { packetParser } from '../../shared/wire/packet-parser.ts';
import { startSkyrack } from '../server-process.ts';
import type { BenchPart, BenchRow } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';

/** Two rounds of the simulator. */
const LISTEN_MS = 20_000;
const GOAL = 10;

/**
 * Bytes of the delta frames that a client watching the zone and every hall's inlets gets from the simulated demo,
 * against the same changes as JSON: one object per value with resource, metric, value at the catalogue's resolution,
 * time, quality, freshness, severity and whether it is simulated. Transport overhead is left out of both.
 */
export const deltaSize: BenchPart = {
  name: 'delta-size',
  async run() {
    const inventory = await loadZone({ folder: resolve(import.meta.dirname, '../../server/zones/qingdao') });
    const server = await startSkyrack({ dataFolder: temporaryFolder('data') });
    try {
      const halls = inventory.ofKind('hall').filter((hall) => hall.lifecycle === 'in-service');
      const floors = halls.map((hall) => `floor/inlet/${hall.id}`);
      const frames = await listen(server.url, ['zone', ...floors]);
      return [
        ...rowsOf(
          'zone topic',
          frames.filter((frame) => frame.topic === 'zone'),
          inventory,
        ),
        ...rowsOf(
          'inlets of all halls',
          frames.filter((frame) => frame.topic !== 'zone'),
          inventory,
        ),
      ];
    } finally {
      await server.stop();
    }
  },
};

interface Received extends Frame {
  readonly bytes: number;
}

async function listen(url: string, topics: readonly string[]): Promise<Received[]> {
  const socket = io(url, { transports: ['websocket'], parser: packetParser });
  const frames: Received[] = [];
  socket.on('delta', (data: ArrayBuffer | Uint8Array) => {
    const bytes = new Uint8Array(data as ArrayBuffer);
    frames.push({ ...decodeFrame(bytes), bytes: bytes.length });
  });
  await new Promise<void>((done, fail) => {
    socket.on('connect_error', fail);
    socket.on('hello', () => {
      socket.emit('watch', { topics }, (reply: { ok: boolean }) =>
        reply.ok ? done() : fail(new Error(`watch was refused: ${JSON.stringify(reply)}`)),
      );
    });
  });
  await new Promise((wait) => setTimeout(wait, LISTEN_MS));
  socket.close();
  return frames;
}

function rowsOf(what: string, frames: readonly Received[], inventory: Inventory): BenchRow[] {
  const binary = frames.reduce((sum, frame) => sum + frame.bytes, 0);
  const json = frames.reduce((sum, frame) => sum + Buffer.byteLength(asJson(frame, inventory)), 0);
  const values = frames.reduce((sum, frame) => sum + frame.series.length, 0);
  return [
    {
      figure: `${what}: bytes per changed value in ${frames.length} delta frames`,
      value: binary / values,
      unit: 'B',
      against: { name: 'JSON', value: json / values },
    },
    {
      figure: `${what}: times smaller than JSON`,
      value: json / binary,
      unit: '×',
      against: { name: 'goal', value: GOAL, good: 'above' },
    },
  ];
}

function asJson(frame: Frame, inventory: Inventory): string {
  const values = Array.from(frame.series, (series, i) => {
    const metric = inventory.metricOf(series);
    const flags = frame.flags[i]!;
    const age = unpackAge(frame.age[i]!);
    return {
      resource: inventory.resourceOf(series).id,
      metric: metric.id,
      value: Number((Math.round(frame.value[i]! / metric.resolution) * metric.resolution).toPrecision(12)),
      at: Number.isFinite(age) ? Math.round(frame.now - age) : null,
      quality: qualityOf(flags),
      freshness: freshnessOf(flags),
      severity: severityOf(flags),
      simulated: isSimulated(flags),
    };
  });
  return JSON.stringify({ topic: frame.topic, epoch: frame.epoch, seq: frame.seq, now: frame.now, values });
}
