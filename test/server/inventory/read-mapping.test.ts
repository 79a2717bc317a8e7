import { describe, expect, test } from 'vitest';
import { loadZone } from '../../../server/inventory/index.ts';
import { editedPack, problemLines, SMALL_PACK } from './edited-pack.ts';

/** Rules of the small pack with another mapping.yaml. */
async function rulesOf(yaml: string) {
  return (await loadZone({ folder: await editedPack(SMALL_PACK, { 'mapping.yaml': () => yaml }) })).mapping;
}

async function problemsOf(yaml: string) {
  return problemLines({ 'mapping.yaml': () => yaml });
}

test('sources.priority says whose readings of a resource win', async () => {
  const yaml = 'sources: { priority: [dcim, pdu-snmp] }';
  const { sourcePriority } = await loadZone({ folder: await editedPack(SMALL_PACK, { 'mapping.yaml': () => yaml }) });
  expect(sourcePriority).toEqual(['dcim', 'pdu-snmp']);
  expect((await loadZone({ folder: SMALL_PACK })).sourcePriority).toEqual([]);
});

test.each([
  ['sources: { priority: [a, b, a] }', 'names a source twice'],
  ['sources: { priority: [A B] }', 'is not a list of names of sources'],
  ['sources: { priority: a }', 'is not a list of names of sources'],
  ['sources: [a]', 'is not a map'],
  ['sources: { order: [a] }', '"order"'],
])('%s is refused by file, line and word', async (yaml, words) => {
  const problems = await problemsOf(yaml);
  expect(problems.join('\n')).toMatch(/^mapping\.yaml/);
  expect(problems.join('\n')).toContain(words);
});

describe('mapping.yaml', () => {
  test('becomes rules: matchers, template, scale, type, interval, values, states', async () => {
    const { mapping } = await loadZone({ folder: SMALL_PACK });
    expect(mapping).toEqual([
      {
        where: 'mapping.yaml rule 1',
        name: 'temperature',
        labels: [{ label: 'sensor', value: 'front-top' }],
        metric: 'rack.inlet-top',
        resource: 'rack/dock/{hall}/{row}/{rack}',
        scale: 1,
        type: 'gauge',
        intervalMs: 30_000,
        // 01 is a text: YAML's numbers would make it 1.
        values: new Map([
          [
            'rack',
            new Map([
              ['01', '01'],
              ['upper', '02'],
            ]),
          ],
        ]),
      },
      {
        where: 'mapping.yaml rule 2',
        name: 'ifHCInOctets',
        labels: [],
        metric: 'uplink.in',
        resource: 'uplink/dock/{ifName}',
        scale: 8,
        type: 'counter',
        values: new Map([
          [
            'ifName',
            new Map([
              ['et-0/0/0', 'one-1'],
              ['et-0/0/1', 'one-2'],
            ]),
          ],
        ]),
      },
      {
        where: 'mapping.yaml rule 3',
        name: 'port_up',
        labels: [],
        metric: 'uplink.oper-status',
        resource: 'uplink/dock/one-1',
        scale: 1,
        type: 'gauge',
        states: new Map([
          [1, 1],
          [0, 2],
        ]),
      },
    ]);
  });

  test("presets come after the pack's own rules, with their placeholders and tables filled", async () => {
    const rules = await rulesOf(`
presets:
  - use: snmp-if-mib
    with: { dc: dock }
    values: { ifName: { et-0/0/0: one-1 } }
  - generic-pdu
rules:
  - { match: { name: ifOperStatus }, metric: uplink.oper-status, resource: 'uplink/{dc}/{port}' }
`);
    expect(rules.slice(0, 4).map(({ where, resource }) => [where, resource])).toEqual([
      ['mapping.yaml rule 1', 'uplink/{dc}/{port}'],
      ['presets/snmp-if-mib.yaml rule 1', 'uplink/dock/{ifName}'],
      ['presets/snmp-if-mib.yaml rule 2', 'uplink/dock/{ifName}'],
      ['presets/snmp-if-mib.yaml rule 3', 'uplink/dock/{ifName}'],
    ]);
    expect(rules[1]).toMatchObject({ name: 'ifHCInOctets', metric: 'uplink.in', scale: 8, type: 'counter' });
    expect(rules[1]!.values).toEqual(new Map([['ifName', new Map([['et-0/0/0', 'one-1']])]]));
    const pdu = rules.filter(({ where }) => where.includes('generic-pdu'));
    expect(new Set(pdu.map(({ metric }) => metric))).toEqual(
      new Set([
        'rack.inlet-top',
        'rack.inlet-middle',
        'rack.inlet-bottom',
        'rack.outlet',
        'rack.humidity',
        'rack.power-a',
        'rack.power-b',
        'rack.current-a',
        'rack.current-b',
        'rack.energy',
      ]),
    );
    expect(pdu.every(({ resource, values }) => resource === 'rack/{dc}/{hall}/{row}/{rack}' && !values)).toBe(true);
  });

  test('outside names are keys of Maps, even __proto__', async () => {
    const [rule] = await rulesOf(
      `- { match: { name: x, labels: { __proto__: y } }, metric: rack.outlet, resource: 'rack/{dc}/{hall}/{row}/{rack}', values: { dc: { __proto__: dock } } }`,
    );
    expect(rule!.labels).toEqual([{ label: '__proto__', value: 'y' }]);
    expect(rule!.values?.get('dc')?.get('__proto__')).toBe('dock');
  });

  test('an empty file has no rules', async () => {
    expect(await rulesOf('# nothing yet\n')).toEqual([]);
  });
});

describe('a mapping that cannot work is refused with file, row and rule', () => {
  const rule = (fields: string) => `\n- { match: { name: x }, ${fields} }`;
  test.each<[string, string, string[]]>([
    [
      'a metric that the catalogue does not have',
      rule('metric: rack.smell, resource: "rack/{a}/{b}"'),
      ['mapping.yaml row 2 column metric: rule 1: the catalogue has no metric "rack.smell"'],
    ],
    [
      'a metric that is computed',
      rule('metric: rack.power, resource: "rack/{a}/{b}"'),
      ['mapping.yaml row 2 column metric: rule 1: rack.power is computed by Skyrack and cannot be mapped'],
    ],
    [
      'a template of another kind',
      rule('metric: rack.outlet, resource: "cell/{a}/{b}"'),
      ['mapping.yaml row 2 column resource: rule 1: "cell/{a}/{b}" is not a rack, which rack.outlet belongs to'],
    ],
    [
      'a template that makes no id',
      rule('metric: rack.outlet, resource: "rack/{a}/{b-c}"'),
      ['mapping.yaml row 2 column resource: rule 1: "rack/{a}/{b-c}" does not make a resource id'],
    ],
    [
      'fields that are unknown, missing or malformed',
      rule('metric: rack.outlet, scale: 0, type: histogram, interval: soon, unit: C'),
      [
        'mapping.yaml row 2 column resource: rule 1: is missing',
        'mapping.yaml row 2 column scale: rule 1: "0" is not a number other than 0',
        'mapping.yaml row 2 column type: rule 1: is neither gauge nor counter',
        'mapping.yaml row 2 column interval: rule 1: "soon" is not a number of seconds from 1 to 86400',
        'mapping.yaml row 2: rule 1: does not know "unit"',
      ],
    ],
    [
      'a segment that is no id, states of what is no state, a state that is none',
      `${rule('metric: rack.outlet, resource: "rack/{a}/{b}", values: { a: { x: X } }, states: { 1: 1 }')}${rule(
        'metric: connector.status, resource: "connector/{a}/{b}", type: counter, states: { 1: 11 }',
      )}`,
      [
        'mapping.yaml row 2 column values: rule 1: "X" is not an id of a–z, 0–9 and -',
        'mapping.yaml row 2 column states: rule 1: rack.outlet is not a state',
        'mapping.yaml row 3 column type: rule 2: connector.status is a state, not a counter',
        'mapping.yaml row 3 column states: rule 2: connector.status has no state 11',
      ],
    ],
    [
      'a table that leads to no resource',
      rule('metric: uplink.in, resource: "uplink/dock/{if}", values: { if: { a: one-1, b: one-9 } }'),
      ['mapping.yaml: mapping.yaml rule 1: uplink/dock/one-9 names no resource'],
    ],
    [
      'a preset that does not exist',
      'presets: [../zone]',
      ['mapping.yaml row 1 column presets: there is no preset "../zone"'],
    ],
    [
      "a table for a label that the preset's resources do not have",
      'presets:\n  - { use: generic-pdu, with: { city: x } }',
      ['mapping.yaml row 2 column presets: no resource of preset generic-pdu has {city}'],
    ],
    ['keys that are unknown', 'rulez: []', ['mapping.yaml: does not know "rulez"']],
    [
      'something else than rules',
      'just text',
      ['mapping.yaml: is neither a list of rules nor a map of presets and rules'],
    ],
  ])('%s', async (_, yaml, expected) => {
    expect(await problemsOf(yaml)).toEqual(expected);
  });

  test('text that is no YAML', async () => {
    expect(await problemsOf('- { match: [')).toEqual([expect.stringMatching(/^mapping\.yaml row \d+: /)]);
  });
});
