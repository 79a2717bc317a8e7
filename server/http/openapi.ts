import { OpenAPIRegistry, OpenApiGeneratorV31, type ResponseConfig } from '@asteasolutions/zod-to-openapi';
import { errorBodySchema } from '../../shared/wire/http-schemas.ts';
import type { Answer } from './openapi-answers.ts';
import type { Example } from './openapi-example.ts';
import { EXAMPLES } from './openapi-examples.ts';
import { OPERATIONS, type Operation } from './openapi-operations.ts';
import { REPLIES } from './openapi-replies.ts';

const DESCRIPTION = `Reading is open on this machine; sending needs the ingest token that the first start printed.

**Refusals.** Every 4xx and 5xx has one shape: \`code\` (stable, for programs), \`message\` (for people), and where there
is one the \`field\` that was wrong and the \`limit\` that it broke. An address that there is none of answers 404
\`not-found\`, another method 405 \`method-not-allowed\` with Allow, a Host that is not this machine or an Origin that is
not this page 403 \`foreign-host\` or \`foreign-origin\`.

**Numbers.** Values are in base units (°C, W, Wh, A, V, bit/s, bit, %, dBm, s), times UTC ms. Bad quality carries no
number; simulated says so.

**Examples** were run against the demo zone; each operation lists its requests under \`x-examples\`.`;

const TAGS = [
  { name: 'Resources', description: 'What exists and how it is' },
  { name: 'Zone', description: 'What changes only with the zone pack' },
  { name: 'Live', description: 'The stream’s snapshots' },
  { name: 'History', description: 'What was, and since when' },
  { name: 'Alarms', description: 'What is wrong, why, whom it hurts, and what operators did about it' },
  { name: 'Coverage and roll-out', description: 'What is covered, what an outage uncovers, what to build next' },
  { name: 'Snapshots', description: 'Frozen, complete, verifiable: what was' },
  { name: 'Notification', description: 'Who outside is told of alarms, and over what' },
  { name: 'Ingest', description: 'Doors for telemetry: a 2xx means that it is on disk' },
  { name: 'Simulation', description: 'Demo scenarios: what the simulator acts out' },
  { name: 'Health', description: 'How Skyrack and its sources are' },
  { name: 'Documentation', description: 'The API about itself' },
];
const TOKEN = 'ingestToken';
const FOREIGN = 'Foreign';

/** The API as an OpenAPI 3.1 document, from the schemas that check it. Plain data. */
export function openApiDocument(version: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', TOKEN, {
    type: 'http',
    scheme: 'bearer',
    description: 'The ingest token; Basic with the token as password works too',
  });
  registry.registerComponent('responses', FOREIGN, {
    description: '`foreign-host` or `foreign-origin`: not asked from this machine by its own pages',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  });
  for (const operation of OPERATIONS) register(registry, operation);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Skyrack', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: TAGS,
  });
}

function register(registry: OpenAPIRegistry, operation: Operation): void {
  const { method, path, tag, summary, description, pathNames, query, token, answers } = operation;
  const key = `${method.toUpperCase()} ${path}`;
  const examples = Object.entries(EXAMPLES[key] ?? {});
  const responses = Object.entries(answers).map(([status, answer]) => [
    status,
    response(answer, shown(key, examples, Number(status))),
  ]);
  const foreign = shown(key, examples, 403);
  const says403: Answer = { says: '`foreign-host` or `foreign-origin`', schema: errorBodySchema };
  registry.registerPath({
    method,
    path,
    operationId: key.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, ''),
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(token ? { security: [{ [TOKEN]: [] }] } : {}),
    request: {
      ...(pathNames ? { params: pathNames } : {}),
      ...(query ? { query } : {}),
      ...bodyOf(operation, examples),
    },
    responses: {
      ...Object.fromEntries(responses),
      403: foreign ? response(says403, foreign) : { $ref: `#/components/responses/${FOREIGN}` },
    },
    'x-examples': examples.map(([name, example]) => ({ name, ...example })),
  });
}

type Named = readonly (readonly [string, Example])[];
type Shown = Readonly<Record<string, { summary: string; description: string; value: unknown }>>;

/** The recorded answers with a status, as the document's examples; undefined when there are none. */
function shown(key: string, examples: Named, status: number): Shown | undefined {
  const replies = REPLIES[key] ?? {};
  const entries = examples
    .filter(([name, example]) => example.status === status && name in replies)
    .map(([name, example]) => [name, { ...inWords(example), value: replies[name] }] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function response({ says, schema, type, orTypes, headers }: Answer, examples: Shown | undefined): ResponseConfig {
  const media = type ?? (schema ? 'application/json' : undefined);
  const others = (orTypes ?? []).map((other) => [other, {}] as const);
  return {
    description: says,
    ...(headers ? { headers: Object.fromEntries(Object.entries(headers).map(describeHeader)) } : {}),
    ...(media === undefined
      ? {}
      : {
          content: {
            [media]: { ...(schema ? { schema } : {}), ...(examples ? { examples } : {}) },
            ...Object.fromEntries(others),
          },
        }),
  };
}

function describeHeader([name, description]: [string, string]) {
  return [name, { description, schema: { type: 'string' as const } }] as const;
}

function bodyOf({ body }: Operation, examples: Named) {
  if (body === undefined) return {};
  const shownBodies = examples
    .filter(([, { request }]) => request.json !== undefined)
    .map(([name, example]) => [name, { ...inWords(example), value: example.request.json }]);
  const content = {
    ...(body.schema ? { schema: body.schema } : {}),
    ...(shownBodies.length > 0 ? { examples: Object.fromEntries(shownBodies) } : {}),
  };
  return { body: { description: body.says, required: true, content: { [body.type]: content } } };
}

/** What an example is, and the command that runs it. */
function inWords(example: Example): { summary: string; description: string } {
  const { method, address, headers = {}, json, base64, anonymous } = example.request;
  const sends = { ...headers, ...(method === 'POST' && !anonymous ? { Authorization: 'Bearer $TOKEN' } : {}) };
  const parts = [
    `curl -sS${method === 'POST' ? ' -X POST' : ''}`,
    ...Object.entries(sends).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(json === undefined ? [] : [`-d '${JSON.stringify(json)}'`]),
    ...(base64 === undefined ? [] : ['--data-binary @-']),
    `'http://127.0.0.1:8080${address}'`,
  ];
  const command = base64 === undefined ? parts.join(' ') : `base64 -d <<< ${base64} | ${parts.join(' ')}`;
  return { summary: `${example.summary} → ${example.status}`, description: `\`${command}\`` };
}
