import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSimulator } from '../../../../../server/ingest/simulator/index.ts';
import type { Resource } from '../../../../../shared/model/resource.ts';
import { type Heard, inventoryOf, recordingRegistry, smallPlant, smallZone } from '../zone.ts';

const NOON = Date.UTC(2020, 5, 9, 4, 0, 0);
const ROUND_S = 10;
const AT_S = 120;
/** Of the battery with everything on: the radios are shed at half of it, the rest carries transmission four times longer. */
const BATTERY_S = 1_200;
const SHED_S = AT_S + BATTERY_S / 2;
const EMPTY_S = SHED_S + 4 * (BATTERY_S / 2);

beforeEach(() => vi.useFakeTimers({ now: NOON }));
afterEach(() => vi.useRealTimers());

/** Sites, cells and transport: nothing of a data centre, so that an hour of them is soon over. */
function radioZone() {
  const { resources, links } = smallPlant();
  const isRadio = ({ kind }: Resource) => ['site', 'cell', 'backhaul-node', 'backhaul-link'].includes(kind);
  return inventoryOf([...smallZone(), ...resources].filter(isRadio), 'Asia/Shanghai', links);
}

/** What is heard of a zone from NOON on whose site s1 loses its mains after AT_S of the scenario. */
async function actOut(speed: number, seconds: number): Promise<{ heard: readonly Heard[]; late: readonly number[] }> {
  vi.setSystemTime(NOON);
  const step = `{ at_s: ${AT_S}, fault: mains-loss, resource: site/s1, params: { battery_s: ${BATTERY_S} } }`;
  const file = join(mkdtempSync(join(tmpdir(), 'skyrack-speed-')), 'test.yaml');
  writeFileSync(file, `title: { zh: 测试, en: Test }\ndescription: { zh: 测试, en: Test }\nsteps: [${step}]\n`);
  const inventory = radioZone();
  const late: number[] = [];
  const recorder = recordingRegistry(async ({ at, length }) => {
    for (let i = 0; i < length; i++) late.push(Date.now() - at[i]!);
  });
  const simulator = createSimulator({ inventory, clock: () => Date.now(), seed: 1, speed, scenario: file });
  const context = { registry: recorder.registry, inventory, clock: Date.now, seed: 1, post: () => undefined };
  const running = simulator.start(context);
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  await running.stop();
  return { heard: recorder.heard, late };
}

/** Wall-clock seconds after NOON of what befalls site s1: mains lost, radios shed, last words. */
function courseS(heard: readonly Heard[]) {
  const secondS = (sample: Heard | undefined) => (sample === undefined ? Number.NaN : (sample.at - NOON) / 1_000);
  const of = (resource: string, metric: string) =>
    heard.filter((each) => each.resource === resource && each.metric === metric);
  return {
    lostS: secondS(of('site/s1', 'site.mains').find(({ value }) => value === 0)),
    shedS: secondS(of('cell/s1/1', 'cell.operational-state').find(({ value }) => value === 0)),
    lastS: secondS(of('site/s1', 'site.battery-runtime').findLast(({ value }) => !Number.isNaN(value))),
  };
}

test.each([1, 60])(
  'SKYRACK_SPEED=%i: each stage of a mains loss comes after its share of the scenario, in wall time',
  async (speed) => {
    const { heard } = await actOut(speed, EMPTY_S / speed + 6 * ROUND_S);
    const { lostS, shedS, lastS } = courseS(heard);
    for (const [seen, scenarioS] of [
      [lostS, AT_S],
      [shedS, SHED_S],
      [lastS + ROUND_S, EMPTY_S],
    ] as const) {
      expect(seen).toBeGreaterThanOrEqual(scenarioS / speed);
      expect(seen).toBeLessThanOrEqual(scenarioS / speed + ROUND_S);
    }
  },
);

test('SKYRACK_SPEED=60: the countdown falls by sixty seconds in one, and ends at nought', async () => {
  const { heard } = await actOut(60, SHED_S / 60);
  const left = heard.filter(
    ({ resource, metric, at }) =>
      resource === 'site/s1' && metric === 'site.battery-runtime' && at > NOON + (AT_S / 60) * 1_000,
  );
  expect(left.length).toBeGreaterThanOrEqual(1);
  for (const { at, value } of left) {
    expect(value).toBeCloseTo(BATTERY_S - (((at - NOON) / 1_000) * 60 - AT_S), 0);
  }
});

test('the speed changes no stamp: every sample is of the moment in which it is sent, and as often as without it', async () => {
  const slow = await actOut(1, 50);
  const fast = await actOut(60, 50);
  expect(new Set(fast.late)).toEqual(new Set(slow.late));
  expect(Math.max(...fast.late)).toBeLessThan(1_000);
  expect(Math.min(...fast.late)).toBeGreaterThanOrEqual(0);
  const stamps = ({ heard }: typeof slow) => heard.filter(({ metric }) => metric === 'cell.prb-dl').map(({ at }) => at);
  expect(stamps(fast)).toEqual(stamps(slow));
});
