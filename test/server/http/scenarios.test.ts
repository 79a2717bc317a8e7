import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { HttpError, onError } from '../../../server/http/errors.ts';
import { createGuard } from '../../../server/http/guard.ts';
import { mountScenarios } from '../../../server/http/scenarios.ts';
import { createSimulator } from '../../../server/ingest/simulator/index.ts';
import type { Scenarios } from '../../../server/ports.ts';
import { scenarioSchema, scenariosSchema } from '../../../shared/wire/reply-schemas.ts';
import { wholeZone } from '../ingest/simulator/zone.ts';

const NOW = Date.UTC(2020, 5, 9);
const ACTION = { 'X-Skyrack-Action': 'scenario' };
let server: Server;
afterEach(() => server.close());

async function open(scenarios: Scenarios | null): Promise<string> {
  const app = express();
  const guard = createGuard(() => (server.address() as AddressInfo).port);
  app.use((request, _response, next) => {
    const refusal = guard(request);
    next(refusal === null ? undefined : new HttpError(403, refusal));
  });
  mountScenarios(app, scenarios);
  app.use(onError);
  server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/scenarios`;
}
const simulated = () => createSimulator({ inventory: wholeZone(), clock: () => NOW, seed: 1 }).scenarios;
const post = (url: string, headers: Record<string, string> = ACTION) => fetch(url, { method: 'POST', headers });

test('scenarios are listed with words in both languages; started they run, stopped they do not', async () => {
  const url = await open(simulated());
  const list = scenariosSchema.parse(await (await fetch(url)).json());
  expect(list).toMatchObject({ simulated: true, speed: 1 });
  expect(list.scenarios.map(({ name }) => name)).toContain('feed-a-loss');
  const started = await post(`${url}/feed-a-loss/start`);
  expect(started.status).toBe(200);
  expect(scenarioSchema.parse(await started.json()).running).toEqual({ startedAt: NOW, elapsedS: 0 });
  const running = scenariosSchema.parse(await (await fetch(url)).json()).scenarios.filter((each) => each.running);
  expect(running.map(({ name }) => name)).toEqual(['feed-a-loss']);
  expect(scenarioSchema.parse(await (await post(`${url}/feed-a-loss/stop`)).json()).running).toBeNull();
});

test('an unknown name is 404 with the names that there are; one that this zone cannot run is 400 with file and step', async () => {
  const url = await open(simulated());
  const unknown = await post(`${url}/volcano/start`);
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: 'unknown-scenario', message: expect.stringContaining('cooling') });
  const bad = await post(`${url}/backhaul/start`);
  expect(bad.status).toBe(400);
  expect(await bad.json()).toMatchObject({
    code: 'bad-scenario',
    message: 'backhaul.yaml step 1: resource backhaul-node/ring-2/n1 is not in this zone',
  });
});

test('without the header, or from another page, nothing starts', async () => {
  const scenarios = simulated();
  const url = await open(scenarios);
  const plain = await post(`${url}/feed-a-loss/start`, {});
  expect(plain.status).toBe(403);
  expect(await plain.json()).toMatchObject({ code: 'action-header-required', field: 'X-Skyrack-Action' });
  const foreign = await post(`${url}/feed-a-loss/start`, { ...ACTION, Origin: 'https://elsewhere.example' });
  expect(foreign.status).toBe(403);
  expect(await foreign.json()).toMatchObject({ code: 'foreign-origin' });
  expect(scenarios.list().every(({ running }) => running === null)).toBe(true);
});

test('where nothing is simulated there are none, and acting is refused by name', async () => {
  const url = await open(null);
  expect(await (await fetch(url)).json()).toEqual({ simulated: false, speed: 1, scenarios: [] });
  const refused = await post(`${url}/feed-a-loss/start`);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: 'not-simulated' });
});
