import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answer as Documented } from '../../server/http/openapi-answers.ts';
import type { Example } from '../../server/http/openapi-example.ts';
import { EXAMPLES } from '../../server/http/openapi-examples.ts';
import { OPERATIONS } from '../../server/http/openapi-operations.ts';
import { REPLIES } from '../../server/http/openapi-replies.ts';
import { errorBodySchema } from '../../shared/wire/http-schemas.ts';
import { launchChromium } from '../browser/chromium.ts';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { type Answer, runExample } from './run-example.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Longer answers are run and checked, but not printed in the document. */
const SHOWN_BYTES = 6_000;

interface ExampleObject {
  readonly value: unknown;
}
interface Content {
  readonly schema?: unknown;
  readonly examples?: Readonly<Record<string, ExampleObject>>;
}
interface DocumentedOperation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly 'x-examples': readonly (Example & { readonly name: string })[];
}
interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
}

let server: SkyrackProcess;
let document: ApiDocument;

beforeAll(async () => {
  server = await startSkyrack({ dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-api-')) });
  document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as ApiDocument;
  // Examples ask for rasters.
  const summary = async () => (await fetch(`${server.url}/api/v1/coverage/summary`)).json();
  await vi.waitFor(async () => expect(await summary()).toMatchObject({ ready: true }), {
    timeout: 60_000,
    interval: 500,
  });
});
afterAll(async () => {
  await server?.stop();
});

const operations = OPERATIONS.map((operation) => {
  const key = `${operation.method.toUpperCase()} ${operation.path}`;
  return { key, operation };
});

function documented(key: string): DocumentedOperation {
  const [method, path] = key.split(' ') as [string, string];
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`${key} is not in the document`);
  return operation;
}

/** What the table says of a status; refusals that every operation shares are not repeated in it. */
function answerOf(answers: Readonly<Record<number, Documented>>, status: number): Documented | undefined {
  return answers[status] ?? (status === 403 ? { says: '', schema: errorBodySchema } : undefined);
}

function jsonOf({ headers, bytes }: Answer): unknown {
  return /json/.test(String(headers['content-type'])) ? JSON.parse(bytes.toString()) : undefined;
}

describe('every example of the document is answered as the document says', () => {
  const recorded: Record<string, Record<string, unknown>> = {};

  test.each(operations)('$key', async ({ key, operation }) => {
    const examples = documented(key)['x-examples'];
    expect(examples.length).toBeGreaterThan(0);
    for (const { name, status, request } of examples) {
      const answer = await runExample(server, request);
      expect({ name, status: answer.status, body: status === answer.status || answer.bytes.toString() }).toEqual({
        name,
        status,
        body: true,
      });
      const says = answerOf(operation.answers, status);
      expect(says, `${key} ${status} is documented`).toBeDefined();
      const body = jsonOf(answer);
      if (says?.schema) {
        // Equal after parsing: every field of the answer is in the schema, and every field of the schema is right.
        expect(says.schema.parse(body), name).toEqual(body);
      } else if (says?.type) {
        const types = [says.type, ...(says.orTypes ?? [])];
        const type = String(answer.headers['content-type']).split(';', 1)[0];
        expect(types, name).toContain(type);
        expect(answer.bytes.length).toBeGreaterThan(0);
      } else {
        expect(answer.bytes.length).toBe(0);
      }
      if (status >= 400 && process.env.RECORD_EXAMPLES === undefined) expect(body, name).toEqual(REPLIES[key]?.[name]);
      if (says?.schema && answer.bytes.length <= SHOWN_BYTES) {
        recorded[key] = { ...recorded[key], [name]: body };
      }
    }
  });

  test('what the document shows are those answers, in the shape of today', () => {
    if (process.env.RECORD_EXAMPLES !== undefined) record(recorded);
    for (const { key, operation } of operations) {
      const { responses, requestBody } = documented(key);
      const names = Object.keys(EXAMPLES[key] ?? {});
      for (const { examples = {} } of Object.values(requestBody?.content ?? {})) {
        for (const name of Object.keys(examples)) expect(names, key).toContain(name);
      }
      for (const [status, { content = {} }] of Object.entries(responses)) {
        for (const { examples = {} } of Object.values(content)) {
          for (const [name, { value }] of Object.entries(examples)) {
            expect(names, key).toContain(name);
            expect(answerOf(operation.answers, Number(status))?.schema?.parse(value), `${key} ${name}`).toEqual(value);
          }
        }
      }
    }
    const shown = Object.entries(REPLIES).flatMap(([key, replies]) =>
      Object.keys(replies).map((name) => `${key} ${name}`),
    );
    const run = Object.entries(recorded).flatMap(([key, replies]) =>
      Object.keys(replies).map((name) => `${key} ${name}`),
    );
    if (process.env.RECORD_EXAMPLES === undefined) expect(shown.sort()).toEqual(run.sort());
  });
});

/** Writes the answers into the file that the document is made from. */
function record(replies: Record<string, Record<string, unknown>>): void {
  const file = join(ROOT, 'server/http/openapi-replies.ts');
  const head = readFileSync(file, 'utf8').split('= {')[0];
  writeFileSync(file, `${head}= ${JSON.stringify(replies, null, 2)};\n`);
}

describe('one shape of refusal', () => {
  test.each(operations)('$key: another method → 405 with Allow', async ({ operation }) => {
    const address = operation.path.replace(/\{\w+\}/g, 'x');
    const taken = operations.filter(({ operation: { path } }) => path === operation.path);
    const methods = new Set(taken.map(({ operation: { method } }) => method.toUpperCase()));
    const reply = await fetch(server.url + address, { method: 'PATCH', body: '' });
    expect(reply.status).toBe(405);
    const allowed = new Set(reply.headers.get('allow')?.split(', '));
    expect(allowed).toEqual(methods.has('GET') ? methods.add('HEAD') : methods);
    const body = (await reply.json()) as object;
    // OTLP has a shape of its own, google.rpc.Status: 12 is UNIMPLEMENTED.
    if (operation.path === '/v1/metrics') expect(body).toMatchObject({ code: 12, message: expect.any(String) });
    else expect(errorBodySchema.parse(body)).toMatchObject({ code: 'method-not-allowed' });
  });

  test.each(['/api/v1/ships', '/api', '/api/v2/zone', '/api/docs/absolute-path.js'])('%s → 404', async (address) => {
    const reply = await fetch(server.url + address, { headers: { accept: 'text/html' } });
    expect(reply.status).toBe(404);
    expect(errorBodySchema.parse(await reply.json())).toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['/api/v1/resources?cursor=%00%ff', 400, 'invalid-address'],
    ['/api/v1/resources?cursor=..%2F..', 400, 'bad-cursor'],
    [`/api/v1/resources?q=${'x'.repeat(10_000)}`, 400, 'invalid-parameter'],
    [`/api/v1/live/snapshot?topic=${'x'.repeat(10_000)}`, 400, 'invalid-parameter'],
    ['/api/v1/resources/%E0%A4%A', 400, 'bad-address'],
  ])('%s → %i %s', async (address, status, code) => {
    const reply = await fetch(server.url + address);
    expect(reply.status).toBe(status);
    const body = errorBodySchema.parse(await reply.json());
    if (code !== 'invalid-address') expect(body.code).toBe(code);
  });
});

test('the document is OpenAPI 3.1 and leaves nothing hanging', () => {
  expect(document.openapi).toBe('3.1.0');
  const text = JSON.stringify(document);
  for (const [, at] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = at!
      .split('/')
      .reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], document);
    expect(found, at).toBeDefined();
  }
});

test('the browser is sent the types of the API, not its schemas', () => {
  const folder = join(ROOT, '.build/client/assets');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(3);
  for (const name of scripts)
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/ZodError|unrecognized_keys/);
});

test.skipIf(peer('chromium') === null)(`the page /api/docs works under its policy (${needs('chromium')})`, async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const problems: string[] = [];
    const elsewhere: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(server.url))
        elsewhere.push(request.url());
    });
    const reply = await page.goto(`${server.url}/api/docs`);
    expect(reply?.headers()['content-security-policy']).not.toMatch(/unsafe-eval|script-src [^;]*unsafe-inline/);
    await page.getByText('/api/v1/resources', { exact: false }).first().waitFor();
    expect(await page.locator('.opblock').count()).toBe(operations.length);
    await page.locator('#operations-Resources-GET-api-v1-latest .opblock-summary-control').click();
    await page.getByText('missing-parameter').first().waitFor();
    expect(problems).toEqual([]);
    expect(elsewhere).toEqual([]);
  } finally {
    await browser.close();
  }
});
