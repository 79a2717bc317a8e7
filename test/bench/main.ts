import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { alarmList } from './alarm-list.ts';
import { applyLag } from './apply-lag.ts';
import { type BenchPart, type BenchRow, CannotMeasure } from './bench-part.ts';
import { bundle } from './bundle.ts';
import { coverage } from './coverage.ts';
import { deltaSize } from './delta-size.ts';
import { drawn } from './drawn.ts';
import { floorUpdates } from './floor-updates.ts';
import { history } from './history.ts';
import { ingest } from './ingest.ts';
import { judging } from './judging.ts';
import { mapUpdates } from './map-updates.ts';
import { reconnect } from './reconnect.ts';
import { simulation } from './simulation.ts';
import { snapshots } from './snapshots.ts';
import { stream } from './stream.ts';
import { stress } from './stress.ts';
import { sustained } from './sustained.ts';
import { warmUp } from './warm-up.ts';
import { wholePath } from './whole-path.ts';

/** `npm run bench` runs all, `npm run bench -- ingest drawn` some. */
const PARTS: readonly BenchPart[] = [
  simulation,
  judging,
  ingest,
  sustained,
  history,
  wholePath,
  applyLag,
  warmUp,
  deltaSize,
  bundle,
  drawn,
  floorUpdates,
  mapUpdates,
  alarmList,
  stream,
  reconnect,
  stress,
  coverage,
  snapshots,
];
const FOLDER = resolve(import.meta.dirname, '../../.bench');

interface PartResult {
  readonly part: string;
  readonly seconds: number;
  readonly rows: readonly BenchRow[];
  readonly skipped?: string;
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Error(`no part ${unknown.join(', ')}; there are ${PARTS.map((part) => part.name).join(', ')}`);
  }
  // Always anew: what tests have built under NODE_ENV=test would be measured with React's development checks.
  execFileSync('npm', ['run', 'build'], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
  const results: PartResult[] = [];
  for (const part of PARTS) {
    if (wanted.length > 0 && !wanted.includes(part.name)) continue;
    const result = await measure(part);
    results.push(result);
    print(result);
  }
  mkdirSync(FOLDER, { recursive: true });
  const date = new Date().toISOString();
  const file = join(FOLDER, `${date.slice(0, 19).replaceAll(':', '')}.json`);
  const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model ?? '' };
  writeFileSync(file, `${JSON.stringify({ date, machine, results }, null, 2)}\n`);
  process.stdout.write(`\nwritten to ${file}\n`);
  if (results.some((result) => result.rows.some(isBroken))) process.exitCode = 1;
}

async function measure(part: BenchPart): Promise<PartResult> {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  try {
    const rows = await part.run();
    return { part: part.name, seconds: seconds(), rows };
  } catch (error) {
    if (!(error instanceof CannotMeasure)) throw error;
    return { part: part.name, seconds: seconds(), rows: [], skipped: error.message };
  }
}

function isBroken(row: BenchRow): boolean {
  if (row.against?.good === undefined) return false;
  return row.against.good === 'below' ? row.value > row.against.value : row.value < row.against.value;
}

const COLUMNS = [80, 20, 26] as const;

function print(result: PartResult): void {
  const lines = [`\n${result.part} (${result.seconds} s)`];
  if (result.skipped !== undefined) lines.push(`  not measured: ${result.skipped}`);
  else lines.push(`  ${line('figure', 'value', 'limit or peer')} ratio`);
  for (const row of result.rows) {
    const value = `${shown(row.value)} ${row.unit}`;
    const { against } = row;
    const sign = against?.good === 'below' ? '≤ ' : against?.good === 'above' ? '≥ ' : '';
    const other = against === undefined ? '' : `${against.name} ${sign}${shown(against.value)}`;
    const ratio =
      against === undefined ? '' : `${(row.value / against.value).toFixed(2)}${isBroken(row) ? '  BROKEN' : ''}`;
    lines.push(`  ${line(row.figure, value, other)} ${ratio}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

function line(figure: string, value: string, other: string): string {
  return `${figure.padEnd(COLUMNS[0])} ${value.padStart(COLUMNS[1])}   ${other.padEnd(COLUMNS[2])}`;
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}

await main();
