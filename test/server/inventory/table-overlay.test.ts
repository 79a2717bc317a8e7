import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadZone, openTableOverlay, ZonePackError } from '../../../server/inventory/index.ts';
import { importFile } from '../../../server/planning/tables/import-file.ts';
import { createImports } from '../../../server/planning/tables/imports.ts';
import type { Inventory, TableOverlay } from '../../../server/ports.ts';
import { tableImportSchema } from '../../../shared/wire/planning-table-schemas.ts';
import { EXAMPLE } from './edited-pack.ts';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'skyrack-overlay-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

/** The next start's loading, here instead of in a worker. */
const tryPack = (trial: Parameters<typeof loadZone>[0]) =>
  loadZone(trial).then(
    () => [],
    (error: unknown) => {
      if (error instanceof ZonePackError) return error.problems;
      throw error;
    },
  );

const load = (): Promise<Inventory> => loadZone({ folder: EXAMPLE, dataFolder });

async function start(): Promise<{
  imports: ReturnType<typeof createImports>;
  overlay: TableOverlay;
  inventory: Inventory;
}> {
  const inventory = await load();
  const overlay = openTableOverlay({
    zone: inventory.zone.id,
    zoneFolder: EXAMPLE,
    dataFolder,
    clock: () => 7,
    tryPack,
  });
  const read = async (question: Parameters<typeof importFile>[0]) => importFile(structuredClone(question));
  return { imports: createImports({ inventory, overlay, read }), overlay, inventory };
}

const file = (text: string, table: 'sites' | 'cells' = 'sites') =>
  ({ table, format: 'csv', crs: 'WGS84', bytes: Buffer.from(text) }) as const;
const NEW_SITE = 'site_id,site_name_zh,lat,lon,status\nhc-9,"新站, 九号",38.7421,-9.1062,规划\n';

describe('issue 7: an import is looked over, then kept, all or nothing', () => {
  test('a look changes nothing; its token keeps exactly it; the next start has it, merged by id', async () => {
    const { imports, inventory } = await start();
    const look = tableImportSchema.parse(
      await imports.importTable(file(`${NEW_SITE}hc-1,一号,38.7420,-9.1060,在网\n`)),
    );
    expect(look).toMatchObject({ problemCount: 0, committed: false, takesEffect: null, pending: { sites: 0 } });
    expect(look.diff).toMatchObject({ added: ['site/hc-9'], changedCount: 1 });
    expect(await readdir(dataFolder)).toEqual([]);

    const kept = await imports.importTable(file(`${NEW_SITE}hc-1,一号,38.7420,-9.1060,在网\n`), look.token!);
    expect(kept).toMatchObject({ committed: true, takesEffect: 'next-start', pending: { sites: 2, since: 7 } });
    // The inventory of a running server is frozen.
    expect(inventory.find('site/hc-9')).toBeUndefined();

    const next = await load();
    expect(next.find('site/hc-9')).toMatchObject({
      name: { zh: '新站, 九号' },
      lifecycle: 'planned',
      synthetic: false,
    });
    expect(next.find('site/hc-1')).toMatchObject({ name: { zh: '一号', en: 'Pier 1' }, synthetic: true });
    expect(next.find('site/hc-1')?.attributes.get('backhaul_node')).toBe('ring-1/n1');
    expect(next.ofKind('site').length).toBe(inventory.ofKind('site').length + 1);
    expect((await start()).imports.tableImportState().pending).toEqual({ sites: 0, cells: 0, since: null });
  });

  test('what was kept is what the next look compares with, and its rows add up', async () => {
    const { imports } = await start();
    const keep = async (text: string) => {
      const { token } = await imports.importTable(file(text));
      return imports.importTable(file(text), token!);
    };
    await keep(NEW_SITE);
    expect(await imports.importTable(file(NEW_SITE))).toMatchObject({ diff: { same: 1, addedCount: 0 }, token: null });
    await keep('site_id,status\nhc-9,在建\n');
    await keep(NEW_SITE.replaceAll('hc-9', 'hc-8'));
    const next = await load();
    expect(next.find('site/hc-9')).toMatchObject({ lifecycle: 'building' });
    expect(next.find('site/hc-8')).toMatchObject({ lifecycle: 'planned' });
  });

  test('a file that changed after the look, or a table that did, is a conflict: nothing is kept', async () => {
    const { imports } = await start();
    const { token } = await imports.importTable(file(NEW_SITE));
    const other = NEW_SITE.replace('规划', '在建');
    await expect(imports.importTable(file(other), token!)).rejects.toMatchObject({ code: 'conflict' });
    const first = await imports.importTable(file('site_id,status\nhc-1,退网\n'));
    await imports.importTable(file('site_id,status\nhc-1,退网\n'), first.token!);
    await expect(imports.importTable(file(NEW_SITE), token!)).rejects.toMatchObject({ code: 'conflict' });
    expect((await load()).find('site/hc-9')).toBeUndefined();
  });

  test('bad input: one wrong row of many, and none of them is kept', async () => {
    const { imports } = await start();
    const text = 'site_id,cell_id,pci\nhc-1,1,5\nhc-1,2,1008\n';
    const look = await imports.importTable(file(text, 'cells'));
    expect(look).toMatchObject({ problemCount: 1, rejected: 1, token: null, problems: [{ row: 3, column: 'pci' }] });
    await expect(imports.importTable(file(text, 'cells'), 'any')).rejects.toMatchObject({ code: 'rejected-rows' });
    expect(await readdir(dataFolder)).toEqual([]);
  });

  test('what the zone would not start with is said in the look, by row and column', async () => {
    const { imports } = await start();
    // 636000 is 3.54 GHz: not in n41.
    const look = await imports.importTable(file('site_id,cell_id,band\nhc-1,2,n78\nhc-1,1,N41\n', 'cells'));
    expect(look.problems).toMatchObject([
      { row: 3, column: 'nr_arfcn', message: expect.stringContaining('outside n41') },
    ]);
    expect(look.token).toBeNull();
    expect(await readdir(dataFolder)).toEqual([]);
  });

  test('two commits at once: the second is judged by what the first left', async () => {
    const { imports } = await start();
    const { token } = await imports.importTable(file(NEW_SITE));
    const both = await Promise.allSettled([1, 2].map(() => imports.importTable(file(NEW_SITE), token!)));
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('kept rows are of their zone; a file that was spoiled is named at the start', async () => {
    const { imports, overlay } = await start();
    const { token } = await imports.importTable(file(NEW_SITE));
    await imports.importTable(file(NEW_SITE), token!);
    expect(overlay.pendingSince).toBe(7);
    const zones = await readdir(join(dataFolder, 'imported'));
    expect(zones).toEqual([(await load()).zone.id]);
    const kept = join(dataFolder, 'imported', zones[0]!, 'sites.csv');
    const text = await readFile(kept, 'utf8');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(kept, text.replace('38.7421', 'here'));
    await expect(load()).rejects.toThrow(`imported/${zones[0]}/sites.csv row 2 column lat`);
  });

  test('a zone that is generated keeps nothing, and says so', async () => {
    const inventory = await load();
    const read = async (question: Parameters<typeof importFile>[0]) => importFile(question);
    const imports = createImports({ inventory, overlay: null, read });
    expect(imports.tableImportState().unavailable).toBe('generated');
    expect((await imports.importTable(file(NEW_SITE))).diff.added).toEqual(['site/hc-9']);
    await expect(imports.importTable(file(NEW_SITE), 'any')).rejects.toMatchObject({ code: 'not-kept' });
  });
});
