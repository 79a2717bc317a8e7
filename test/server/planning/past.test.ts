import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Planning } from '../../../server/ports.ts';
import { type CoverageQuery, decodeCoverageRaster } from '../../../shared/wire/planning.ts';
import { createBed } from '../live/bed.ts';
import { createPlanningBed, park } from './park.ts';

/** The servers that a raster shows. */
async function serversOf(planning: Planning, query: Partial<CoverageQuery>): Promise<ReadonlySet<string>> {
  const { gzip } = await planning.raster({ state: 'now', layer: 'best-server', ...query });
  const bytes = gunzipSync(gzip);
  const { values, servers, nothing } = decodeCoverageRaster(new Uint8Array(bytes).buffer);
  return new Set([...values].filter((value) => value !== nothing).map((value) => servers[value]!.split('/')[1]!));
}

describe('issue 7: coverage of a past moment', () => {
  test('what was out then serves nobody, whatever is out now', async () => {
    const inventory = park();
    const then = createBed(inventory);
    const cells = inventory.ofKind('cell').filter(({ lifecycle }) => lifecycle === 'in-service');
    then.feed(
      cells.map(({ id }) => ({
        resource: id,
        metric: 'cell.operational-state',
        value: id.startsWith('cell/s2/') ? 0 : 1,
      })),
    );
    then.tick();
    const asked: number[] = [];
    const bed = createPlanningBed(inventory, async (at) => {
      asked.push(at);
      return { state: then.live, tier: 'raw', newestAt: at };
    });
    bed.serveAll();
    await bed.settle();
    const at = bed.now - 60_000;
    const settled = async <T>(work: Promise<T>): Promise<T> => (await Promise.all([work, bed.settle()]))[0];
    expect([...(await settled(serversOf(bed.planning, {})))].sort()).toEqual(['s1', 's2', 's3', 's4']);
    expect([...(await settled(serversOf(bed.planning, { at })))].sort()).toEqual(['s1', 's3', 's4']);
    expect(asked).toEqual([at]);
  });

  test('a moment that cannot be is refused by name: in the future, of a plan, without a history', async () => {
    const bed = createPlanningBed(park(), async () => {
      throw new Error('not asked');
    });
    await bed.settle();
    const ask = (query: Partial<CoverageQuery>) => bed.planning.raster({ state: 'now', layer: 'rsrp', ...query });
    await expect(ask({ at: bed.now + 60_000 })).rejects.toMatchObject({ code: 'bad-at', field: 'at' });
    await expect(ask({ at: 1, state: 'planned' })).rejects.toMatchObject({ code: 'bad-at' });
    const without = createPlanningBed();
    await without.settle();
    await expect(without.planning.raster({ state: 'now', layer: 'rsrp', at: 1 })).rejects.toMatchObject({
      code: 'no-past',
    });
  });

  test('a milestone is drawn as it will stand, not with what is out now', async () => {
    const milestones = [{ site: 'site/s5', step: 'on-air', offsetDays: 5, leadDays: 1, synthetic: true }];
    const bed = createPlanningBed(park({ milestones }));
    bed.serveAll();
    bed.feed([1, 2, 3].map((cell) => ({ resource: `cell/s2/${cell}`, metric: 'cell.operational-state', value: 0 })));
    await bed.settle();
    const [servers] = await Promise.all([serversOf(bed.planning, { milestone: '2' }), bed.settle()]);
    expect([...servers].sort()).toEqual(expect.arrayContaining(['s1', 's2', 's3', 's4', 's5']));
  });
});
