import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { pageFaults } from './page-faults.ts';
import { type Screen, screensOf, type ZoneThings } from './screens.ts';

/**
 * Walks every screen at every size and look, says what is wrong on each and keeps a picture of each:
 *
 *     npx tsx test/browser/sweep.ts --zone stress --size phone --look zh-dark,en-light --only 'drawer|page' --out /tmp/sweep
 *
 * Not a test: a whole walk is some thousand screens. Each part of it can be walked alone; `--url` takes a running server.
 */
export const SIZES = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  wall: { width: 3840, height: 1080 },
} as const;
export const LOOKS = {
  'zh-dark': { language: 'zh-CN', theme: 'dark' },
  'en-light': { language: 'en', theme: 'light' },
  'zh-light': { language: 'zh-CN', theme: 'light' },
  'en-dark': { language: 'en', theme: 'dark' },
} as const;
type LookName = keyof typeof LOOKS;

/** What a server needs that is to be furnished. Nobody listens at the webhook's port: nothing is sent. */
export const SWEPT = { SKYRACK_WEBHOOK_ALLOW: '127.0.0.1/32:9' };

const SETTLE_MS = 900;
const RESTYLE_MS = 350;
const SHOWN_EXAMPLES = 3;
/** axe sees colours and structure, which two looks in two languages have all of. */
const AXE_LOOKS = 2;

/** What a zone has to show: a resource of each kind, an alarm, two snapshots, a channel with a route, a fault that runs. */
export async function furnish(url: string): Promise<ZoneThings> {
  const read = async <T>(path: string) => (await (await fetch(url + path)).json()) as T;
  const post = async (path: string, action: string, body: object) => {
    const headers = { 'Content-Type': 'application/json', 'X-Skyrack-Action': action };
    const reply = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await reply.json()) as Record<string, Record<string, string> | undefined>;
  };
  const { counts } = await read<{ counts: Record<string, unknown> }>('/api/v1/zone');
  const resource = new Map<string, string>();
  for (const kind of Object.keys(counts)) {
    const { resources } = await read<{ resources: { id: string }[] }>(`/api/v1/resources?limit=1&kind=${kind}`);
    if (resources[0] !== undefined) resource.set(kind, resources[0].id);
  }
  const kept = await read<{ snapshots: { id: string }[] }>('/api/v1/snapshots');
  if (kept.snapshots.length < 2) {
    await post('/api/v1/scenarios/bad-night/start', 'scenario', {});
    for (const title of ['Evening hand-over', 'Night']) {
      await post('/api/v1/snapshots', 'snapshot', { operator: 'Li', title, scope: { view: 'charging' } });
    }
    const webhook = { operator: 'Li', type: 'webhook', name: 'On-call', url: 'http://127.0.0.1:9/' };
    const { channel } = await post('/api/v1/notifications/channels', 'notification', webhook);
    if (channel !== undefined) {
      const route = { operator: 'Li', name: 'Halls and sites at night', channel: channel.id };
      await post('/api/v1/notifications/routes', 'notification', route);
    }
  }
  const { snapshots } = await read<{ snapshots: { id: string }[] }>('/api/v1/snapshots');
  const { alarms } = await read<{ alarms: { id: string }[] }>('/api/v1/alarms?limit=1');
  return { resource, alarm: alarms[0]?.id ?? null, snapshots: snapshots.map(({ id }) => id) };
}

/** Goes from screen to screen in one page and tells what is wrong on each, "kind where words" with tabs between. */
export async function walk(
  page: Page,
  url: string,
  screens: readonly Screen[],
  looks: readonly LookName[],
  tell: (screen: Screen, look: LookName, faults: readonly string[]) => Promise<void> | void,
): Promise<void> {
  for (const screen of screens) {
    for (const [i, look] of looks.entries()) {
      try {
        if (i === 0 || screen.bare) await open(page, url, screen, look);
        else await restyle(page, look);
        await tell(screen, look, await faultsOf(page, look, i < AXE_LOOKS));
      } catch (error) {
        await tell(screen, look, [`failed\t${screen.name}\t${String(error).slice(0, 120)}`]);
      }
    }
  }
}

async function open(page: Page, url: string, { path, act, bare }: Screen, look: LookName): Promise<void> {
  const { language, theme } = LOOKS[look];
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${language}&theme=${theme}`);
  if (bare === undefined) {
    // Of a past before the beginning there are no numbers.
    const there = () =>
      /\d\s*(?:MW|kW)/.test(document.body.innerText) || document.querySelector('.frame.past') !== null;
    await page.waitForFunction(there, undefined, { timeout: 30_000 });
  }
  await page.waitForTimeout(SETTLE_MS);
  await act?.(page);
  if (act !== undefined) await page.waitForTimeout(RESTYLE_MS);
}

/** Another look by the frame's own buttons: nothing is loaded again. */
async function restyle(page: Page, look: LookName): Promise<void> {
  const { language, theme } = LOOKS[look];
  await page.evaluate(
    (wanted) => {
      const button = document.querySelector<HTMLElement>('.tools .language');
      if (document.documentElement.lang !== wanted.language) button?.click();
      if (document.documentElement.style.colorScheme !== wanted.theme) {
        (button?.nextElementSibling as HTMLElement | null)?.click();
      }
    },
    { language, theme },
  );
  await page.waitForTimeout(RESTYLE_MS);
}

async function faultsOf(page: Page, look: LookName, withAxe: boolean): Promise<string[]> {
  const found = (await pageFaults(page)).map(({ kind, where, words }) => `${kind}\t${where}\t${words}`);
  const language = await page.getAttribute('html', 'lang');
  if (language !== LOOKS[look].language) found.push(`language\thtml\t${language}`);
  if (withAxe) for (const violation of await axe(page)) found.push(`axe\t${violation.slice(0, 200)}\t`);
  return found;
}

async function sweep(): Promise<void> {
  const { values } = parseArgs({
    options: {
      zone: { type: 'string', default: 'on' },
      size: { type: 'string', default: Object.keys(SIZES).join(',') },
      look: { type: 'string', default: Object.keys(LOOKS).join(',') },
      only: { type: 'string', default: '' },
      out: { type: 'string', default: join(tmpdir(), 'skyrack-sweep') },
      url: { type: 'string' },
    },
  });
  const server =
    values.url === undefined
      ? await startSkyrack({
          dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-sweep-data-')),
          env: { SKYRACK_SIMULATE: values.zone, ...SWEPT },
        })
      : null;
  const url = values.url ?? server!.url;
  const browser = await launchChromium();
  const seen = new Map<string, { states: Set<string>; words: Set<string> }>();
  let count = 0;
  try {
    const screens = screensOf(await furnish(url)).filter(({ name }) => new RegExp(values.only).test(name));
    const looks = values.look.split(',') as LookName[];
    for (const size of values.size.split(',') as (keyof typeof SIZES)[]) {
      const folder = join(values.out, values.zone, size);
      mkdirSync(folder, { recursive: true });
      const page = await browser.newPage({ viewport: SIZES[size] });
      const note = (at: string, fault: string) => {
        const [kind = '', where = '', words = ''] = fault.split('\t');
        const entry = seen.get(`${kind} ${where}`) ?? { states: new Set(), words: new Set() };
        entry.states.add(at);
        entry.words.add(words);
        seen.set(`${kind} ${where}`, entry);
        appendFileSync(join(values.out, 'findings.tsv'), `${values.zone}\t${size}\t${at}\t${fault}\n`);
      };
      page.on('pageerror', (error) => note(size, `script\t${error.message}\t`));
      await walk(page, url, screens, looks, async ({ name }, look, faults) => {
        for (const fault of faults) note(`${name}/${size}/${look}`, fault);
        await page.screenshot({ path: join(folder, `${name}-${look}.jpg`), type: 'jpeg', quality: 70 });
        count++;
      });
      await page.close();
    }
  } finally {
    await browser.close();
    await server?.stop();
  }
  process.stdout.write(`${count} screens looked at, ${seen.size} kinds of findings\n`);
  for (const [what, { states, words }] of [...seen].sort((a, b) => b[1].states.size - a[1].states.size)) {
    const examples = [...words].slice(0, SHOWN_EXAMPLES).join(' | ');
    const places = [...states].slice(0, SHOWN_EXAMPLES).join(', ');
    process.stdout.write(`\n${what}\n    ${examples}\n    ${states.size} × ${places}\n`);
  }
}

if (process.argv[1] === import.meta.filename) await sweep();
