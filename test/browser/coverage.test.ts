import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABS } from '../../client/views/coverage/choice.ts';
import { toTile } from '../../shared/geo/tiles.ts';
import type {
  CoverageHole,
  CoverageHoles,
  MeasurementSets,
  ModelResiduals,
  NetworkPlans,
} from '../../shared/wire/planning.ts';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium, pixelsOf } from './chromium.ts';
import { feed } from './feeder.ts';

const WAIT = { timeout: 60_000 };
const OUT = 'site/qd-ht-001';
const ZOOM = 14;
const TILE_PX = 256;

type Point = readonly [number, number];

/** Whether a point lies in a polygon of rings, by the even-odd rule. */
function isInside(rings: readonly (readonly Point[])[], [x, y]: Point): boolean {
  let inside = false;
  for (const ring of rings) {
    ring.forEach(([xi, yi], i) => {
      const [xj, yj] = ring[(i + ring.length - 1) % ring.length]!;
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    });
  }
  return inside;
}

/** Of a square around a point all corners lie on the same side of the border: the point is well inside or outside. */
function isClear(rings: readonly (readonly Point[])[], [x, y]: Point, awayPx: number): boolean {
  const sides = [-awayPx, 0, awayPx].flatMap((dx) =>
    [-awayPx, 0, awayPx].map((dy) => isInside(rings, [x + dx, y + dy])),
  );
  return sides.every((side) => side === sides[0]);
}

/** Hatching is of the colour of critical: far redder than ground, sea, roads and the zone's outline. */
function isRed([red = 0, green = 0, blue = 0]: readonly number[]): boolean {
  return red - Math.max(green, blue) > 60;
}

describe.skipIf(peer('chromium') === null)(`coverage in a real browser (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-coverage-'));
  let browser: Browser;
  let server: SkyrackProcess;
  let stop = () => {};
  let sites: readonly { id: string; position: { lat: number; lon: number } }[] = [];

  async function read<T>(path: string): Promise<T> {
    return (await (await fetch(server.url + path)).json()) as T;
  }

  async function holeOf(site: string): Promise<CoverageHole> {
    let found: CoverageHole | undefined;
    await expect
      .poll(
        async () => {
          const { holes } = await read<CoverageHoles>('/api/v1/holes');
          found = holes.find(({ resource }) => resource === site);
          return found?.polygons.length ?? 0;
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    return found!;
  }

  async function open(path: string, size = { width: 1440, height: 900 }): Promise<Page> {
    const page = await browser.newPage({ viewport: size });
    await page.goto(server.url + path);
    return page;
  }

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off' } });
    const all = await read<{ resources: ((typeof sites)[number] & { lifecycle: string })[] }>(
      '/api/v1/resources?limit=1000&kind=site',
    );
    sites = all.resources.filter(({ lifecycle }) => lifecycle === 'in-service');
    const values = sites.flatMap(({ id }) =>
      [1, 2, 3].map((cell) => ({
        resource: `cell/${id.slice('site/'.length)}/${cell}`,
        metric: 'cell.operational-state',
        value: id === OUT ? 0 : 1,
      })),
    );
    const feeder = feed(() => server, 'coverage', values);
    stop = feeder.stop;
    await feeder.first;
  });
  afterAll(async () => {
    stop();
    await browser?.close();
    await server?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test.each(TABS)(
    'tab %s opens from its address and is axe clean, on a desk and on a phone',
    async (tab) => {
      for (const size of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const page = await open(`/coverage?lang=en&theme=dark&coverage=tab:${tab}`, size);
        await page.locator('.coverage-key .coverage-legend').waitFor(WAIT);
        await page.locator('.coverage-panel > *').first().waitFor(WAIT);
        expect(await page.getAttribute('[role=tab][aria-selected=true]', 'id')).toMatch(new RegExp(`-${tab}$`));
        expect(await axe(page)).toEqual([]);
        await page.close();
      }
    },
    120_000,
  );

  test('a hole on the Operations map lies where the API’s polygon does', async () => {
    const hole = await holeOf(OUT);
    const corners = hole.polygons.flat(2);
    const mid = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
    const centre = { lon: mid(corners.map(([lon]) => lon)), lat: mid(corners.map(([, lat]) => lat)) };
    const page = await open(
      `/operations?lang=en&theme=dark&hide=planned,chargers,labels,transport&v=${centre.lon},${centre.lat},${ZOOM}`,
    );
    await page.locator('.hole-mark.hole').waitFor(WAIT);
    const box = (await page.getByRole('application').boundingBox())!;
    const middle = toTile(centre, ZOOM);
    const toPage = (lat: number, lon: number): Point => {
      const at = toTile({ lat, lon }, ZOOM);
      return [
        box.x + box.width / 2 + (at.x - middle.x) * TILE_PX,
        box.y + box.height / 2 + (at.y - middle.y) * TILE_PX,
      ];
    };
    const rings = hole.polygons.flat().map((ring) => ring.map(([lon, lat]) => toPage(lat, lon)));
    const masts = sites.map(({ position }) => toPage(position.lat, position.lon));
    // Out of reach of the panels, of every site's mark and of the words on the hole.
    const [left, right] = [box.x + 320, box.x + box.width - 120];
    const [top, bottom] = [box.y + 60, box.y + box.height - 330];
    const points: Point[] = [];
    for (let x = left; x < right; x += 14) {
      for (let y = top; y < bottom; y += 14) {
        const alone = masts.every(([mx, my]) => Math.hypot(mx - x, my - y) > 60);
        if (alone && isClear(rings, [x, y], 9)) points.push([x, y]);
      }
    }
    const inside = points.filter((point) => isInside(rings, point));
    const [wordsX, wordsY] = [mid(rings.flat().map(([x]) => x)), mid(rings.flat().map(([, y]) => y))];
    const outside = points.filter(
      (point) => !isInside(rings, point) && (Math.abs(point[0] - wordsX) > 240 || Math.abs(point[1] - wordsY) > 160),
    );
    expect(inside.length).toBeGreaterThan(10);
    expect(outside.length).toBeGreaterThan(50);
    const block = [-3, -2, -1, 0, 1, 2, 3].flatMap((dx) => [-3, -2, -1, 0, 1, 2, 3].map((dy) => [dx, dy] as const));
    const redAt = async (some: readonly Point[]): Promise<number> => {
      const seen = await pixelsOf(
        page,
        some.flatMap(([x, y]) => block.map(([dx, dy]) => ({ x: x + dx, y: y + dy }))),
      );
      return some.filter((_, i) => seen.slice(i * block.length, (i + 1) * block.length).some(isRed)).length;
    };
    await expect.poll(() => redAt(inside), { timeout: 30_000 }).toBe(inside.length);
    expect(await redAt(outside)).toBe(0);
    await page.close();
  }, 120_000);

  test('an alarm’s detail leads to its hole, and the map goes there', async () => {
    await holeOf(OUT);
    const page = await open('/alarms?lang=en&theme=dark');
    await page.locator('tbody tr').filter({ hasText: 'QD-HT-001' }).first().click(WAIT);
    await page.getByRole('link', { name: 'Show the hole' }).click(WAIT);
    await page.waitForURL(/\/operations\?.*hole=/);
    // It has flown: the view that the address holds is nearer than the whole zone.
    await page.waitForFunction(
      () => Number(new URLSearchParams(window.location.search).get('v')?.split(',')[2]) >= 13.5,
      undefined,
      WAIT,
    );
    expect(await axe(page)).toEqual([]);
    await page.close();
  }, 120_000);

  test('a layer of coverage comes with its legend and leaves with it', async () => {
    const page = await open('/operations?lang=en&theme=light');
    const select = page.locator('.coverage-part select');
    await select.selectOption('rsrp', WAIT);
    await page.locator('.legend .coverage-legend').waitFor(WAIT);
    expect(page.url()).toContain('cover=rsrp');
    expect(await axe(page)).toEqual([]);
    await select.selectOption('none');
    await page.locator('.legend .coverage-legend').waitFor({ ...WAIT, state: 'detached' });
    await page.close();
  }, 120_000);

  test('the slider walks the plan: sites, day and share follow it, and so do the figures', async () => {
    const page = await open('/coverage?lang=en&theme=light&coverage=tab:roll-out');
    const slider = page.getByRole('slider', { name: 'Sites that stand' });
    await slider.waitFor(WAIT);
    const figure = page.locator('.coverage-figures dt + dd').first();
    const first = await figure.textContent();
    await slider.focus();
    await page.keyboard.press('End');
    await page.waitForURL(/state:plan:103/);
    const words = page.locator('.coverage-slider-words');
    await expect.poll(() => words.textContent(), { timeout: 30_000 }).toMatch(/^103 sites/);
    await expect.poll(() => figure.textContent(), { timeout: 30_000 }).not.toBe(first);
    // What a step adds is drawn against today.
    await page.locator('.coverage-legend h2', { hasText: 'Difference' }).waitFor(WAIT);
    await page.close();
  }, 120_000);

  test('a plan is tried out on the map, kept, compared and deleted; the inventory stays as it is', async () => {
    const page = await open('/coverage?lang=en&theme=dark&coverage=tab:plans');
    await page.locator('.plan-form select').first().selectOption('site/qd-ht-001', WAIT);
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    const box = (await page.locator('.coverage-map').boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator('.plan-changes li', { hasText: 'Move QD-HT-001' }).waitFor(WAIT);
    await page.getByRole('button', { name: 'Set: Tilt (°)' }).click();
    await page.locator('.plan-changes li', { hasText: 'Tilt QD-HT-001' }).waitFor(WAIT);
    await page.locator('.plan-change', { hasText: 'km²' }).first().waitFor(WAIT);
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('Name of the plan').fill('Moved 001');
    await page.getByRole('button', { name: 'Keep as a plan' }).click();
    await page.locator('.coverage-plans tbody th', { hasText: 'Moved 001' }).waitFor(WAIT);
    const kept = await read<NetworkPlans>('/api/v1/plans');
    expect(kept.plans.map(({ name, changes }) => [name, changes.length])).toEqual([['Moved 001', 2]]);
    await page.getByLabel('Start from').selectOption('planned');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.locator('.plan-change', { hasText: 'gained' }).waitFor(WAIT);
    const remove = page.locator('.plan-actions button').last();
    await remove.click();
    await remove.click();
    await page.getByText('None is kept yet.').waitFor(WAIT);
    expect((await read<NetworkPlans>('/api/v1/plans')).plans).toEqual([]);
    await page.close();
  }, 120_000);

  test('a drive test is looked over, kept, compared, applied to the map and deleted', async () => {
    const page = await open('/coverage?lang=en&theme=light&coverage=tab:measured');
    await page.getByText('Nothing was measured yet').waitFor(WAIT);
    const file = page.locator('.measured-files input[type=file]');
    const wrong = 'lat,lon,SS-RSRP,pci\n36.26,120.25,-20,1\n36.26,120.25,-90,1008\n';
    await file.setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from(wrong) });
    await page.getByText('“-20” is not a number from -156 to -31').waitFor(WAIT);
    await page.getByText('“1008” is not a whole number from 0 to 1007').waitFor(WAIT);
    expect(await page.getByRole('button', { name: /^Keep/ }).count()).toBe(0);
    const sample = await (await fetch(`${server.url}/api/v1/coverage/sample-measurements`)).text();
    await file.setInputFiles({ name: 'sample.csv', mimeType: 'text/csv', buffer: Buffer.from(sample) });
    await page.getByRole('button', { name: /^Keep [\d,]+ points$/ }).click(WAIT);
    await page.getByText('These levels are simulated').waitFor(WAIT);
    const { fit, cells } = await read<ModelResiduals>('/api/v1/coverage/residuals');
    expect(await page.locator('.coverage-measured tbody tr th .link').count()).toBe(cells.length);
    await page.locator('.histogram canvas').waitFor(WAIT);
    // The choice is kept in the address, and the box follows that.
    await page.getByLabel('Apply the fitted offsets to the map').click();
    await page.locator('.coverage-key', { hasText: `Levels fitted with ${fit!.points} points` }).waitFor(WAIT);
    expect(page.url()).toContain('fit:on');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Now and holes' }).click();
    await page.locator('.fitted-row', { hasText: `fitted with ${fit!.points} points` }).waitFor(WAIT);
    await page.getByRole('tab', { name: 'Measured' }).click();
    const remove = page.getByRole('button', { name: /sample\.csv$/ });
    await remove.click();
    await remove.click();
    await page.getByText('Nothing was measured yet').waitFor(WAIT);
    expect((await read<MeasurementSets>('/api/v1/coverage/measurements')).sets).toEqual([]);
    await page.close();
  }, 120_000);
});
