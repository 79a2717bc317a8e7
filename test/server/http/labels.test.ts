import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createExports } from '../../../server/export/exporter.ts';
import { onError } from '../../../server/http/errors.ts';
import { mountLabels } from '../../../server/http/labels.ts';
import type { LabelSheet } from '../../../server/ports.ts';
import { MAX_LABELS } from '../../../shared/wire/labels.ts';
import { readPdf } from '../export/read-pdf.ts';
import { exampleZone } from '../snapshots/bed.ts';

const LIMIT = { timeout: 60_000 };

async function open() {
  const inventory = await exampleZone();
  const exports = createExports();
  onTestFinished(() => exports.close());
  const sheets: LabelSheet[] = [];
  const app = express();
  app.set('query parser', 'simple');
  mountLabels(app, inventory, {
    labels(sheet) {
      sheets.push(sheet);
      return exports.labels(sheet);
    },
  });
  app.use(onError);
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (query: string) => fetch(`${base}/api/v1/labels.pdf?${query}`);
  return { inventory, base, ask, sheets };
}

test('labels carry both names, id, and a code with the address of the resource’s page', LIMIT, async () => {
  const { inventory, base, ask, sheets } = await open();
  const sites = inventory.ofKind('site').slice(0, 26);
  const ids = [...sites].reverse().map(({ id }) => id);
  const response = await ask(`ids=${ids.join(',')}&kind=site`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(sheets[0]!.labels.map(({ id }) => id)).toEqual(ids);
  expect(sheets[0]!.labels[0]!.address).toBe(`${base}/asset/${encodeURIComponent(ids[0]!)}`);
  const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
  expect(pages.length).toBe(Math.ceil(ids.length / 24));
  const text = pages.join(' ').replaceAll(' ', '');
  for (const { id, name } of sites) {
    for (const words of [id, name.zh, name.en]) expect(text).toContain(words.replaceAll(' ', ''));
  }
});

test('a hall’s racks get labels; all racks of a zone are refused by a named limit', LIMIT, async () => {
  const { inventory, ask, sheets } = await open();
  const hall = inventory.ofKind('hall')[0]!;
  expect((await ask(`kind=rack&below=${hall.id}`)).status).toBe(200);
  const prefix = hall.id.replace('hall/', 'rack/');
  expect(sheets[0]!.labels.length).toBeGreaterThan(0);
  expect(sheets[0]!.labels.every(({ id }) => id.startsWith(`${prefix}/`))).toBe(true);
  const racks = inventory.ofKind('rack').length;
  const all = await ask('kind=rack');
  if (racks > MAX_LABELS) {
    expect(await all.json()).toMatchObject({ code: 'too-many-labels', field: 'ids', limit: MAX_LABELS });
  } else expect(all.status).toBe(200);
});

test.each([
  ['', 400, 'labels-of-what'],
  ['kind=planet', 400, 'invalid-parameter'],
  ['kind=rack&size=a4', 400, 'unknown-parameter'],
  ['ids=site/atlantis', 404, 'not-found'],
  ['ids=..%2f..%2fetc%2fpasswd', 404, 'not-found'],
  ['kind=rack&below=hall/none', 404, 'not-found'],
] as const)('?%s is refused by name', LIMIT, async (query, status, code) => {
  const { ask, sheets } = await open();
  const response = await ask(query);
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  expect(sheets).toEqual([]);
});
