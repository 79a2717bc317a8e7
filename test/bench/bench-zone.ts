import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadZone } from '../../server/inventory/index.ts';
import { benchMapping } from './rack-series.ts';

const SHIPPED = resolve(import.meta.dirname, '../../server/zones/qingdao');

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes when the bench ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `skyrack-bench-${name}-`));
  folders.push(folder);
  return folder;
}

export interface BenchZone {
  readonly folder: string;
  /** Reporting racks in service, in the order of the inventory. */
  readonly racks: readonly string[];
  /** Halls that hold them. */
  readonly halls: readonly string[];
}

/**
 * The shipped zone with a mapping that knows all ten series of a rack, in a folder of its own; with `allRacks`, phase 2
 * is in service too and all 20,000 racks report.
 */
export async function createBenchZone({ allRacks = false } = {}): Promise<BenchZone> {
  const folder = temporaryFolder('zone');
  cpSync(SHIPPED, folder, { recursive: true });
  if (allRacks) for (const table of ['phases', 'halls', 'racks']) putInService(join(folder, `${table}.csv`));
  writeFileSync(join(folder, 'mapping.yaml'), benchMapping());
  const inventory = await loadZone({ folder });
  const reporting = inventory.ofKind('rack').filter((rack) => rack.reporting && rack.lifecycle === 'in-service');
  const racks = reporting.map((rack) => rack.id);
  const halls = new Set(racks.map((id) => `hall/${id.split('/').slice(1, 3).join('/')}`));
  return { folder, racks, halls: [...halls] };
}

function putInService(table: string): void {
  writeFileSync(table, readFileSync(table, 'utf8').replaceAll(',building,', ',in_service,'));
}
