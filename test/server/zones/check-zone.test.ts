import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkZone } from '../../../server/zones/check-zone.ts';
import { STALE_BITS, writeBody } from '../../fixtures/remote-write/encode.ts';
import { append, editedPack, replace, SMALL_PACK } from '../inventory/edited-pack.ts';

const AT = Date.UTC(2024, 4, 1);
const QUAY = { at: 'front-top', row: 'North', cabinet: 'C1' };

async function run(...args: string[]): Promise<{ code: number; lines: readonly string[] }> {
  let text = '';
  const code = await checkZone(args, (more) => {
    text += more;
  });
  return { code, lines: text.split('\n') };
}

/** What is said of a payload after the counts of the example zone. */
async function tryPayload(content: string | Uint8Array, ...labels: string[]) {
  const file = join(mkdtempSync(join(tmpdir(), 'skyrack-payload-')), 'payload');
  writeFileSync(file, content);
  const { code, lines } = await run('example', file, ...labels);
  const from = lines.findIndex((line) => line.startsWith(file));
  return { code, lines: lines.slice(from).map((line) => line.replace(file, 'payload')) };
}

function series(
  labels: Record<string, string>,
  ...samples: { value: number | readonly [number, number]; at: number }[]
) {
  return { labels: Object.entries({ __name__: 'room_temperature_celsius', ...labels }), samples };
}

describe('a pack', () => {
  test('that can be used is told by its kinds, by name or by folder', async () => {
    const { code, lines } = await run('example');
    expect(code).toBe(0);
    expect(lines[0]).toContain('Harbour Campus (harbour-campus, Europe/Lisbon) can be used');
    expect(lines).toContain('  rack                    8  7 reporting');
    expect(lines).toContain('  link                   18');
    expect((await run(SMALL_PACK)).lines).toContain('  cell                    3  2 reporting');
  });

  test('that cannot be used is told by every problem, all of them, and exits with 1', async () => {
    const bad = Array.from({ length: 60 }, (_, i) => `x${i},a,b,1,1,GCJ-02,on_air,0`).join('\n');
    const folder = await editedPack(SMALL_PACK, {
      'sites.csv': append(bad),
      'racks.csv': replace('32,32,4000', '32,32,many'),
    });
    const { code, lines } = await run(folder);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/cannot be used: \d\d+ problems$/);
    expect(lines.filter((line) => line.startsWith('  sites.csv')).length).toBeGreaterThanOrEqual(60);
    expect(lines).toContain('  racks.csv row 2 column rated_w: "many" is not a number from 0 to 1000000');
  });

  test('that is not there, and no pack at all', async () => {
    const folder = join(tmpdir(), 'skyrack-no-such-pack');
    expect(await run(folder)).toMatchObject({ code: 1 });
    expect((await run()).lines[0]).toContain('npm run check-zone -- ');
  });
});

describe('a captured payload is tried on the mapping', () => {
  test('a text exposition: mapped, unmapped and rejected, by name and reason with an example', async () => {
    const { code, lines } = await tryPayload(`# TYPE room_temperature_celsius gauge
room_temperature_celsius{at="front-top",row="North",cabinet="C1"} 23.5
room_temperature_celsius{at="front-top",row="South",cabinet="C2"} 24
room_temperature_celsius{at="front-top",row="South",cabinet="C3"} NaN
room_temperature_celsius{at="front-top",row="South",cabinet="C1"} +Inf
room_temperature_celsius{at="front-top",row="North",cabinet="C4"} 230
room_temperature_celsius{at="front-top",row="East",cabinet="C1"} 23
ifHCInOctets{ifName="et-0/0/0"} 123456
up 1
this is no line
`);
    expect(code).toBe(0);
    expect(lines).toEqual([
      'payload: 8 readings, text exposition',
      'mapped 6',
      '  5  room_temperature_celsius → rack.inlet-top of 5 resources, as rack/quay/main/a/1',
      '  1  ifHCInOctets → uplink.in of 1 resource, as uplink/quay/port-1; a counter: rates from its second reading on',
      'unmapped 2',
      '  1  room_temperature_celsius, as room_temperature_celsius{at="front-top",row="East",cabinet="C1"} → rack/quay/main/east/1: no such resource',
      '  1  up, as up{}',
      'rejected 4',
      '  1  bad-line, as line 10 has no value after this, or something after value and timestamp',
      expect.stringMatching(/^ {2}2 {2}not-a-number, as rack\/quay\/main\/b\/3 rack\.inlet-top: NaN at /),
      '  1  out-of-range, as rack/quay/main/a/4 rack.inlet-top: kept without a number; its range is -20 to 80',
      '',
    ]);
  });

  test('labels that a scrape would add can be given', async () => {
    const { lines } = await tryPayload('charger_watts 7000\n', 'plug=1', 'job=chargers');
    expect(lines.slice(1, 3)).toEqual([
      'mapped 1',
      '  1  charger_watts → connector.power of 1 resource, as connector/car-park/1',
    ]);
    const without = await tryPayload('charger_watts 7000\n');
    expect(without.lines[3]).toContain('label plug is missing');
  });

  test('a remote-write body, judged at its own time: an old capture is no problem, nor is the end of a series', async () => {
    const { lines } = await tryPayload(
      writeBody([
        series(QUAY, { value: 23.5, at: AT }, { value: 24, at: AT + 5000 }),
        series({ ...QUAY, cabinet: 'C2' }, { value: STALE_BITS, at: AT + 5000 }),
        { labels: [['__name__', 'up']], samples: [{ value: 1, at: AT }] },
      ]),
    );
    expect(lines).toEqual([
      'payload: 4 readings, remote write',
      'mapped 3',
      '  3  room_temperature_celsius → rack.inlet-top of 2 resources, as rack/quay/main/a/1',
      'unmapped 1',
      '  1  up, as up{}',
      'rejected 0',
      '',
    ]);
  });

  test('a native batch of any source, with the rows that its door refuses', async () => {
    const sample = { resource: 'rack/quay/main/a/1', metric: 'rack.inlet-top', at: AT, value: 24 };
    const samples = [sample, { ...sample, resource: 'rack/quay/main/z/1' }, { ...sample, value: '24' }];
    const { code, lines } = await tryPayload(JSON.stringify({ source: 'bms', epoch: 'e', batch: 1, samples }));
    expect(code).toBe(0);
    expect(lines.slice(0, 5)).toEqual([
      'payload: 2 readings, native JSON',
      'mapped 1',
      '  1  rack.inlet-top → rack.inlet-top of 1 resource, as rack/quay/main/a/1',
      'unmapped 1',
      '  1  rack.inlet-top, as rack/quay/main/z/1 rack.inlet-top: no such resource',
    ]);
    expect(lines[6]).toMatch(/^ {2}1 {2}bad-row, as row 2: /);
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['no samples', '# nothing\n', /is no payload: holds no samples/],
    ['prose', 'Hello, reader.\n', /is no payload: line 1 has no value after Hello/],
    ['JSON of another kind', '{"a":1}', /is no payload: native answers 400: /],
    ['bytes that are no snappy block', Uint8Array.of(9, 0, 255, 1, 2, 3), /is no payload: remote-write answers 400: /],
  ])('%s: its named answer, and 1', async (_, content, expected) => {
    const file = join(mkdtempSync(join(tmpdir(), 'skyrack-payload-')), 'payload');
    writeFileSync(file, content);
    const { code, lines } = await run('example', file);
    expect(code).toBe(1);
    expect(lines.at(-2)).toMatch(expected);
  });

  test('a file that is not there', async () => {
    const { code, lines } = await run('example', join(tmpdir(), 'skyrack-no-such-payload'));
    expect([code, lines.at(-2)]).toEqual([1, expect.stringContaining('cannot be read (ENOENT)')]);
  });

  test('leaves nothing behind', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('skyrack-check-'));
    const before = left();
    await run('example', resolve(import.meta.dirname, '../../fixtures/native/valid/two-racks.json'));
    expect(left()).toEqual(before);
  });
});
