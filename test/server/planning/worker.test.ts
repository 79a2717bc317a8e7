import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPlanning } from '../../../server/planning/index.ts';
import { createBed } from '../live/bed.ts';
import { park } from './park.ts';

const PAUSE_MS = 50;
const LONG_MS = 120_000;

async function until<T>(read: () => T | null): Promise<T> {
  for (let waitedMs = 0; waitedMs < LONG_MS; waitedMs += PAUSE_MS) {
    const found = read();
    if (found !== null) return found;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  throw new Error('it does not come');
}

/** Field 19 of proc(5) stat. */
function nicenessOf(task: string): number {
  const text = readFileSync(`/proc/${task}/stat`, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[16]);
}

function nicenessOfThreads(): number[] {
  return readdirSync('/proc/self/task').map((task) => nicenessOf(`self/task/${task}`));
}

test(
  'the threads themselves: a run, an outage, a ranking, and an end that leaves nothing running',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'skyrack-planning-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const bed = createBed(park());
    const planning = createPlanning({
      inventory: bed.inventory,
      live: bed.live,
      clock: () => bed.now,
      folder,
      settings: { pixelM: 100 },
    });
    await until(() => (planning.summary().onAir === null ? null : true));
    bed.feed([{ resource: 'cell/s1/1', metric: 'cell.operational-state', value: 0 }]);
    bed.tick();
    const hole = await until(() => planning.holes().holes[0] ?? null);
    expect(hole).toMatchObject({ cause: 'cell', resource: 'cell/s1/1' });
    expect(hole.polygons.length).toBeGreaterThan(0);
    const asked = {
      candidates: 'table',
      count: 1,
      spacingM: 0,
      gridM: 500,
      phases: [],
      weight: 'area',
      costs: [],
      budget: null,
      readyBy: null,
    } as const;
    const { id } = planning.rank(asked);
    const done = await until(() => {
      const job = planning.ranking(id)!;
      return job.state === 'running' ? null : job;
    });
    expect(done).toMatchObject({ state: 'done', failure: null });
    expect(done.result!.certificates[0]!.method).toBe('lp');
    if (process.platform === 'linux') {
      await planning.siteLosses(1);
      expect(nicenessOfThreads()).toContain(10);
      expect(nicenessOf('self')).toBeLessThan(10);
    }
    const refused = planning.whatIf({ sites: ['site/s1'] });
    await Promise.all([planning.close(), expect(refused).rejects.toThrow('closed')]);
    expect(planning.stats().degraded).toEqual([]);
  },
  2 * LONG_MS,
);
