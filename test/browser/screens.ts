import type { Page } from 'playwright-core';
import { TABS } from '../../client/views/coverage/choice.ts';
import { RESOURCE_KINDS } from '../../shared/model/resource.ts';

/** The same few things of a zone that screens are shown with. */
export interface ZoneThings {
  /** A resource of each kind that the zone has. */
  readonly resource: ReadonlyMap<string, string>;
  readonly alarm: string | null;
  readonly snapshots: readonly string[];
}

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is done once it is there: a panel opened, a row chosen. */
  readonly act?: (page: Page) => Promise<void>;
  /** A page without the frame: another look needs another request. */
  readonly bare?: true;
}

const encoded = (id: string | undefined) => encodeURIComponent(id ?? '');

/** Presses a button where it stands, also one that a dialog or a narrow window keeps from the pointer. */
async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { state: 'attached', timeout: 10_000 });
  await page.evaluate((at) => document.querySelector<HTMLElement>(at)?.click(), selector);
}

/** Every screen there is, with what can be opened on it. */
export function screensOf({ resource, alarm, snapshots }: ZoneThings): readonly Screen[] {
  const of = (kind: string) => encoded(resource.get(kind));
  const [a, b] = snapshots;
  const kinds = RESOURCE_KINDS.filter((kind) => resource.has(kind));
  return [
    { name: 'operations', path: '/operations' },
    { name: 'operations-all-layers', path: '/operations?show=backhaul&circle=1&cover=rsrp', act: openLayers },
    { name: 'operations-table', path: '/operations', act: (page) => press(page, '.table-toggle') },
    { name: 'operations-near', path: `/operations?sel=${of('site')}`, act: zoomIn },
    ...kinds.map((kind) => ({ name: `drawer-${kind}`, path: `/operations?sel=${of(kind)}` })),
    { name: 'palette', path: '/operations', act: openPalette },
    { name: 'settings', path: '/operations', act: (page) => page.keyboard.press(',') },
    { name: 'keys', path: '/operations', act: (page) => page.keyboard.press('?') },
    { name: 'scenarios', path: '/operations', act: (page) => press(page, '.scenario-button') },
    { name: 'past', path: `/operations?t=${minutesAgo(3)}` },
    { name: 'past-alarms', path: `/alarms?t=${minutesAgo(3)}` },
    { name: 'past-floor', path: `/data-centre?t=${minutesAgo(3)}` },
    { name: 'floor', path: '/data-centre' },
    { name: 'floor-power', path: `/data-centre?layer=power&sel=${of('rack')}` },
    { name: 'floor-hall', path: `/data-centre?sel=${of('hall')}` },
    { name: 'floor-table', path: '/data-centre?as=table' },
    { name: 'floor-table-hall', path: `/data-centre?as=table&hall=${of('hall')}` },
    { name: 'alarms', path: '/alarms' },
    { name: 'alarms-opened', path: `/alarms?alarm=${encoded(alarm ?? '')}` },
    { name: 'alarms-grouped', path: '/alarms?show=all&group=kind' },
    { name: 'alarms-none', path: '/alarms?q=nothing-is-called-so' },
    { name: 'alarms-maintenance', path: '/alarms', act: (page) => page.keyboard.press('m') },
    { name: 'availability', path: '/alarms?tab=availability' },
    { name: 'rules', path: '/alarms?tab=rules' },
    { name: 'notifications', path: '/alarms?tab=notifications' },
    ...TABS.map((tab) => ({ name: `coverage-${tab}`, path: `/coverage?coverage=tab:${tab}` })),
    { name: 'coverage-sinr', path: '/coverage?coverage=layer:sinr,vs:on-air' },
    { name: 'explore-empty', path: '/explore' },
    { name: 'explore', path: `/explore?range=1h&series=rack.inlet:${of('rack')},cell.prb-dl:${of('cell')}` },
    { name: 'explore-groups', path: '/explore?range=1h&series=rack.inlet:hall' },
    { name: 'snapshots', path: '/snapshots' },
    { name: 'snapshots-opened', path: `/snapshots?snapshot=${encoded(a)}` },
    { name: 'snapshots-compared', path: `/snapshots?a=${encoded(a)}&b=${encoded(b)}` },
    { name: 'snapshots-take', path: '/snapshots?take=1' },
    { name: 'snapshots-schedules', path: '/snapshots?schedules=1' },
    { name: 'data-quality', path: '/data-quality' },
    { name: 'data-quality-opened', path: '/data-quality', act: (page) => press(page, '.source-table .opener') },
    ...kinds.map((kind) => ({ name: `page-${kind}`, path: `/resource/${of(kind)}` })),
    { name: 'page-unknown', path: '/resource/rack%2Fnot%2Fhere' },
    { name: 'asset-rack', path: `/asset/${of('rack')}`, bare: true },
    { name: 'asset-site', path: `/asset/${of('site')}`, bare: true },
  ];
}

function minutesAgo(minutes: number): string {
  return `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

async function openLayers(page: Page): Promise<void> {
  const head = page.locator('.layers-panel .panel-head');
  await head.waitFor({ timeout: 10_000 });
  if ((await head.getAttribute('aria-expanded')) === 'false') await press(page, '.layers-panel .panel-head');
  for (const button of await page.locator('.layers-panel .layers-body button[aria-expanded=false]').all()) {
    await button.evaluate((element) => (element as HTMLElement).click());
  }
}

async function zoomIn(page: Page): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await press(page, '.map-controls button');
    await page.waitForTimeout(400);
  }
}

async function openPalette(page: Page): Promise<void> {
  await press(page, '.search-box');
  await page.locator('dialog[open] input').fill('p1-h03');
}
