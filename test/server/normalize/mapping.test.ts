import { expect, test } from 'vitest';
import { createMapping } from '../../../server/normalize/mapping.ts';
import { RULES, smallZone } from './small-zone.ts';

const inventory = smallZone();
const map = createMapping(inventory);

function mapLabels(name: string, labels: Record<string, string>) {
  return map({ by: 'labels', name, labels: Object.entries({ __name__: name, ...labels }) });
}

const RACK = { dc: 'dc', hall: 'h1', row: 'r1', rack: '2' };

test('name and label matchers choose the rule, its template names the resource', () => {
  expect(mapLabels('rack_inlet_celsius', { ...RACK, position: 'middle' })).toEqual({
    mapped: true,
    series: inventory.series('rack/dc/h1/r1/2', 'rack.inlet-middle'),
    rule: RULES[1],
  });
});

test('label values are lower-cased for the id', () => {
  expect(mapLabels('rack_inlet_celsius', { ...RACK, dc: 'DC', hall: 'H1', position: 'top' })).toMatchObject({
    series: inventory.series('rack/dc/h1/r1/2', 'rack.inlet-top'),
  });
});

test('a rule’s values turn what is sent into a segment', () => {
  expect(mapLabels('ifHCInOctets', { port: 'Ethernet1/1' })).toMatchObject({
    series: inventory.series('uplink/q01', 'uplink.in'),
  });
});

test.each([
  ['a name that no rule knows', 'node_load1', RACK, 'node_load1{dc="dc"'],
  ['labels that no rule matches', 'rack_inlet_celsius', { ...RACK, position: 'back' }, 'no rule of this name matches'],
  ['a missing label', 'rack_watts', { dc: 'dc', hall: 'h1', row: 'r1' }, 'label rack is missing'],
  ['a value that cannot be a segment', 'rack_watts', { ...RACK, rack: '../2' }, '"../2" cannot be part of an id'],
  ['an empty value', 'rack_watts', { ...RACK, rack: '' }, 'cannot be part of an id'],
  ['a resource that does not exist', 'rack_watts', { ...RACK, rack: '99' }, 'rack/dc/h1/r1/99: no such resource'],
  ['a value that is computed here', 'rack_inlet_max', RACK, 'computed here'],
])('%s is unmapped, and the example says why', (_case, name, labels, why) => {
  const target = mapLabels(name, labels);
  expect(target).toMatchObject({ mapped: false, name });
  expect('example' in target && target.example).toContain(why);
});

test('catalogue names go straight to the series', () => {
  expect(map({ by: 'catalogue', resource: 'rack/dc/h1/r1/1', metric: 'rack.humidity' })).toEqual({
    mapped: true,
    series: inventory.series('rack/dc/h1/r1/1', 'rack.humidity'),
    rule: null,
  });
});

test.each([
  ['rack/dc/h1/r1/1', 'rack.nothing', 'no such metric'],
  ['rack/dc/h9/r1/1', 'rack.humidity', 'no such resource'],
  ['uplink/q01', 'rack.humidity', 'does not belong to it'],
  ['<img src=x onerror=1>', 'rack.humidity', 'no such resource'],
])('catalogue name %s %s is unmapped', (resource, metric, why) => {
  const target = map({ by: 'catalogue', resource, metric });
  expect(target).toMatchObject({ mapped: false, name: metric });
  expect('example' in target && target.example).toContain(why);
});

test('D6: label keys of the language are plain text', () => {
  const labels: [string, string][] = [
    ['__name__', 'rack_watts'],
    ['__proto__', 'polluted'],
    ['constructor', 'polluted'],
    ['toString', 'polluted'],
    ...Object.entries(RACK),
  ];
  expect(map({ by: 'labels', name: 'rack_watts', labels })).toMatchObject({ mapped: true });
  expect(map({ by: 'labels', name: '__proto__', labels: [['__name__', '__proto__']] })).toMatchObject({
    mapped: false,
    name: '__proto__',
  });
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
});

test('an example stays short whatever is sent', () => {
  const target = mapLabels('x'.repeat(200), { a: 'y'.repeat(512), b: 'z'.repeat(512), c: 'w'.repeat(512) });
  expect('example' in target && target.example.length).toBeLessThanOrEqual(300);
});
