import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RESOURCE_KINDS } from '../../shared/model/resource.ts';
import { loadZone, problemLine, ZonePackError } from '../inventory/index.ts';
import type { Inventory } from '../ports.ts';
import { type DryRun, dryRun } from './check-zone/dry-run.ts';
import { type Payload, PayloadError, readPayload } from './check-zone/read-payload.ts';

const USAGE = `npm run check-zone -- <folder or built-in zone> [payload] [label=value …]
  payload  a file: the body of a remote-write request, \`curl exporter/metrics > file\`, or a native JSON batch
  label    added to every series of an exposition, as a scrape adds instance and job
`;

/**
 * Checks a zone pack and tries a captured payload on its mapping. Writes what it finds and returns the exit code: 0 when
 * the pack can be used and the payload can be read, else 1.
 */
export async function checkZone(args: readonly string[], write: (text: string) => void): Promise<number> {
  const [zone, ...rest] = args;
  const labels = rest.flatMap((each) => {
    const pair = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(each);
    return pair && !existsSync(each) ? [[pair[1]!, pair[2]!] as const] : [];
  });
  const files = rest.filter((each) => existsSync(each) || !each.includes('='));
  if (zone === undefined || files.length > 1) {
    write(USAGE);
    return 1;
  }
  const folder = folderOf(zone);
  try {
    const inventory = await loadZone({ folder });
    write(describeZone(folder, inventory));
    const [file] = files;
    if (file === undefined) return 0;
    const payload = await readPayload(await readFile(file), inventory, labels);
    write(describeRun(file, payload, await dryRun(payload, inventory, Date.now())));
    return 0;
  } catch (error) {
    write(explain(error, folder, files[0]));
    return 1;
  }
}

/** A folder, or the name of a zone that comes with the product. */
function folderOf(zone: string): string {
  const builtIn = join(import.meta.dirname, zone);
  return /^[a-z0-9-]+$/.test(zone) && existsSync(join(builtIn, 'zone.json')) ? builtIn : resolve(zone);
}

function describeZone(folder: string, inventory: Inventory): string {
  const { zone, links, mapping, milestones, demand } = inventory;
  const lines = RESOURCE_KINDS.flatMap((kind) => {
    const all = inventory.ofKind(kind);
    if (all.length === 0) return [];
    const reporting = all.filter((each) => each.reporting).length;
    return [`  ${kind.padEnd(18)}${String(all.length).padStart(7)}${reporting > 0 ? `  ${reporting} reporting` : ''}`];
  });
  const others = { link: links, milestone: milestones, 'demand cell': demand, 'mapping rule': mapping };
  for (const [name, list] of Object.entries(others)) {
    if (list.length > 0) lines.push(`  ${name.padEnd(18)}${String(list.length).padStart(7)}`);
  }
  return [`${zone.name.en} (${zone.id}, ${zone.timeZone}) can be used: ${folder}`, ...lines, ''].join('\n');
}

function describeRun(file: string, { format }: Payload, { readings, mapped, unmapped, rejected }: DryRun): string {
  const total = (rows: readonly { readonly count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);
  const lines = [`${file}: ${readings} readings, ${format}`, `mapped ${total(mapped)}`];
  for (const { name, metric, count, resources, counter, example } of mapped) {
    const note = counter ? '; a counter: rates from its second reading on' : '';
    lines.push(
      `  ${count}  ${name} → ${metric} of ${resources} ${resources === 1 ? 'resource' : 'resources'}, as ${example}${note}`,
    );
  }
  lines.push(`unmapped ${total(unmapped)}`);
  for (const { name, count, example } of unmapped) lines.push(`  ${count}  ${name}, as ${example}`);
  lines.push(`rejected ${total(rejected)}`);
  for (const { reason, count, example } of rejected)
    lines.push(`  ${count}  ${reason}${example ? `, as ${example}` : ''}`);
  return `${lines.join('\n')}\n`;
}

/** What a person can mend in plain words; anything else is a mistake of ours and is thrown on. */
function explain(error: unknown, folder: string, file: string | undefined): string {
  if (error instanceof ZonePackError) {
    const { problems } = error;
    const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
    return [`${folder} cannot be used: ${count}`, ...problems.map((each) => `  ${problemLine(each)}`), ''].join('\n');
  }
  if (error instanceof PayloadError) return `${file} is no payload: ${error.message}\n`;
  if (error instanceof Error && 'code' in error) return `${file} cannot be read (${String(error.code)})\n`;
  throw error;
}

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  process.exitCode = await checkZone(process.argv.slice(2), (text) => process.stdout.write(text));
}
