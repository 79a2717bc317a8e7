import { cruise, type IConfiguration } from 'dependency-cruiser';
import { beforeAll, describe, expect, test } from 'vitest';

/**
 * Who may import whom (README, "Who may import whom"). Each rule says what it protects; a violation is an error, and
 * the run must have seen the modules (a compiler without an API would see none and look green).
 */
const STAGES =
  'ingest|normalize|journal|inventory|live|history|alarms|stream|planning|identity|notify|snapshots|export';
/** What is started: the server, the client, the scripts, workers. Entries join stages; nothing imports them. */
const ENTRIES =
  '^(client/main\\.tsx|server/main\\.ts|server/identity/admin\\.ts|server/snapshots/command\\.ts|server/export/fonts/make-font\\.ts|server/zones/(generate|check-zone)\\.ts|.*\\.worker\\.ts)$';
const PLUGS = 'server/(?:ingest|history|export)/|server/alarms/rules/';

const rules: IConfiguration['forbidden'] = [
  {
    name: 'no-cycles',
    comment: 'A ring of imports cannot be understood or moved piece by piece.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'shared-is-pure',
    comment: 'Both sides load it: no Node, no DOM library, nothing but zod and the packet format of the wire itself.',
    severity: 'error',
    from: { path: '^shared/' },
    to: { pathNot: ['^shared/', 'node_modules/zod/', 'node_modules/socket\\.io-parser/'] },
  },
  {
    name: 'client-and-server-meet-in-shared',
    comment: 'The wire contract is the only thing both know.',
    severity: 'error',
    from: { path: '^(client|server)/' },
    to: { path: '^(client|server)/', pathNot: '^$1/' },
  },
  {
    name: 'stage-knows-only-ports',
    comment:
      'So that a stage can be read alone and moved to a worker. How a worker is started and how a file is made durable is ' +
      'the same for all of them.',
    severity: 'error',
    from: { path: `^server/(${STAGES})/` },
    to: {
      path: '^server/',
      pathNot: ['^server/$1/', '^server/(ports|log|start-worker|young-garbage|durable-file|kept-file)\\.ts$'],
    },
  },
  {
    name: 'edge-knows-ports-and-identity',
    comment: 'Routes call ports; who may do what is identity’s.',
    severity: 'error',
    from: { path: '^server/http/' },
    to: { path: '^server/', pathNot: ['^server/(http|identity)/', '^server/(ports|log|young-garbage)\\.ts$'] },
  },
  {
    name: 'pipeline-knows-only-ports',
    comment: 'The flow is readable without any stage.',
    severity: 'error',
    from: { path: '^server/pipeline\\.ts$' },
    to: { pathNot: ['^server/ports\\.ts$', '^server/log\\.ts$', '^shared/'] },
  },
  {
    name: 'plug-knows-no-plug',
    comment:
      'One protocol, rule or format is one file or folder; it can be deleted alone. Doors share how bodies are read ' +
      '(server/ingest/body: protobuf, tables of keys, columns, limits), and that knows no protocol; formats share parts of ' +
      'documents (server/export/parts).',
    severity: 'error',
    from: { path: `^(?:${PLUGS})([^/.]+)`, pathNot: `^(?:${PLUGS})(?:index|export\\.worker)\\.ts$` },
    to: {
      path: `^(?:${PLUGS})[^/.]+`,
      pathNot: [`^(?:${PLUGS})$1(?:[/.]|$)`, '^server/ingest/body/', '^server/export/parts/'],
    },
  },
  {
    name: 'ports-are-types',
    comment: 'Ports say what crosses; they do nothing. Named errors are the exception.',
    severity: 'error',
    from: { path: '^server/ports\\.ts$' },
    to: { pathNot: '^shared/' },
  },
  {
    name: 'zones-know-no-stage',
    comment: 'Packs are data and the script that makes them; only the check tries them on the stages themselves.',
    severity: 'error',
    from: { path: '^server/zones/', pathNot: '^server/zones/check-zone' },
    to: { path: '^server/', pathNot: '^server/zones/' },
  },
  {
    name: 'nothing-imports-entries',
    comment: 'What is started is at the top of the picture.',
    severity: 'error',
    from: { path: '^(client|server|shared)/' },
    to: { path: ENTRIES },
  },
  {
    name: 'view-knows-no-view',
    comment: 'A screen can be deleted alone.',
    severity: 'error',
    from: { path: '^client/views/([^/]+)/' },
    to: { path: '^client/views/', pathNot: '^client/views/$1/' },
  },
  {
    name: 'views-know-no-shell',
    comment: 'The shell knows the views, never the reverse.',
    severity: 'error',
    from: { path: '^client/views/' },
    to: { path: '^client/app/' },
  },
  {
    name: 'drawing-knows-no-data',
    comment: 'Maps, charts and components draw what they are given.',
    severity: 'error',
    from: { path: '^client/(map|charts|ui)/' },
    to: { path: '^client/', pathNot: '^client/(map|charts|ui)/' },
  },
  {
    name: 'data-knows-no-drawing',
    comment: 'The store, the requests and the URL state know only the contract.',
    severity: 'error',
    from: { path: '^client/(live|state|api)/' },
    to: { path: '^client/', pathNot: '^client/$1/' },
  },
  {
    name: 'nothing-imports-tests',
    comment: 'The product runs without its tests.',
    severity: 'error',
    from: { path: '^(client|server|shared)/' },
    to: { path: '^test/' },
  },
  {
    name: 'no-unlisted',
    comment: 'A file that no entry reaches is dead.',
    severity: 'error',
    from: { path: ENTRIES },
    to: { path: '^(client|server|shared)/.*\\.tsx?$', pathNot: ENTRIES, reachable: false },
  },
];

interface Module {
  source: string;
}
let modules: readonly Module[] = [];
let violations: readonly string[] = [];

beforeAll(async () => {
  const { output } = await cruise(
    ['client', 'server', 'shared'],
    {
      ruleSet: { forbidden: rules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'types', 'default'],
        extensions: ['.ts', '.tsx', '.js'],
      },
    },
    undefined,
    {},
  );
  if (typeof output === 'string') throw new Error(output);
  modules = output.modules;
  violations = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}, 120_000);

describe('architecture', () => {
  test('the run saw the modules of all three folders', () => {
    for (const folder of ['client/', 'server/', 'shared/']) {
      expect(modules.filter(({ source }) => source.startsWith(folder)).length).toBeGreaterThan(10);
    }
  });

  test('imports go only where the README allows', () => {
    expect(violations).toEqual([]);
  });

  test('only the server’s and the administrator’s entry read the environment', async () => {
    const { readFileSync } = await import('node:fs');
    const readers = modules
      .map(({ source }) => source)
      .filter((source) => /^(client|server|shared)\/.*\.tsx?$/.test(source))
      .filter((source) => /\bprocess\.env\b/.test(readFileSync(source, 'utf8')));
    expect(readers.sort()).toEqual(['server/identity/admin.ts', 'server/main.ts']);
  });
});
