import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { mountAlarms } from '../../server/http/alarms.ts';
import { onError } from '../../server/http/errors.ts';
import { fillDisk, tmpfs, tmpfsRefusal } from '../kit/tmpfs.ts';
import { type AlarmBed, createAlarmBed } from '../server/alarms/bed.ts';

const RACK = 'rack/dc/h1/r01/05';
const DISK_MIB = 4;
/** More comments than the write-ahead log has room for without growing. */
const MOST_COMMENTS = 2_000;
const refusal = tmpfsRefusal();
const named = (title: string): string => (refusal === null ? title : `${title} (${refusal})`);

async function serve({ alarms }: AlarmBed): Promise<string> {
  const app = express();
  mountAlarms(app, alarms, 7);
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/alarms`;
}

test.skipIf(refusal !== null)(
  named(
    'an operator acts on a full disk: 503 read-only with Retry-After, nothing has changed, and with room again it works',
  ),
  async () => {
    const disk = tmpfs(DISK_MIB);
    const bed = createAlarmBed({ folder: disk });
    bed.pass(60, () => [[RACK, 'rack.inlet-top', 33]]);
    const { id } = bed.only('inlet');
    const base = await serve(bed);
    const post = (name: string, body: object) =>
      fetch(`${base}/${id}/${name}`, {
        method: 'POST',
        headers: { 'X-Skyrack-Action': 'alarm', 'Content-Type': 'application/json' },
        body: JSON.stringify({ operator: 'Li', ...body }),
      });
    const filler = fillDisk(disk, 0);
    let taken = 0;
    let answer = await post('comment', { text: 'x'.repeat(2_000) });
    while (answer.status === 200 && taken < MOST_COMMENTS) {
      taken++;
      answer = await post('comment', { text: 'x'.repeat(2_000) });
    }
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await answer.json()).toMatchObject({ code: 'read-only' });
    const seq = bed.alarms.seq;
    expect((await post('acknowledge', {})).status).toBe(503);
    // A refusal that cannot be written down either is answered as what it is.
    expect((await post('shelve', { reason: 'later', until: 1 })).status).toBe(400);
    expect(bed.alarms.seq).toBe(seq);
    expect(bed.only('inlet')).toMatchObject({ acknowledgement: null, shelf: null, revision: taken });
    expect(bed.only('inlet').comments).toHaveLength(taken);

    await rm(filler);
    expect((await post('acknowledge', {})).status).toBe(200);
    expect(bed.only('inlet').acknowledgement?.by.name).toBe('Li');
    const steps = bed.alarms.find(id)?.steps ?? [];
    expect(steps.filter(({ transition }) => transition === 'comment')).toHaveLength(taken);
  },
);
