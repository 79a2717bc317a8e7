import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { FaultZone } from './fault.ts';
import { readScenario, type Scenario, ScenarioError } from './read-scenario.ts';

/** A scenario by its name, or why it cannot run in this zone. */
export type Listed =
  | { readonly name: string; readonly scenario: Scenario; readonly problem: null }
  | { readonly name: string; readonly scenario: null; readonly problem: string };

/** The scenarios that ship lie beside this file; a bundle in .build/server/ finds them in the source. */
const SHIPPED = [import.meta.dirname, resolve(import.meta.dirname, '../../server/ingest/simulator/scenarios')].find(
  (folder) => existsSync(folder) && readdirSync(folder).some(isScenario),
);

function isScenario(file: string): boolean {
  return file.endsWith('.yaml');
}

/** Reads the scenarios that ship, and the files named besides, in the order of their names. */
export function listScenarios(zone: FaultZone, files: readonly string[] = []): readonly Listed[] {
  const folder = SHIPPED ?? '';
  const shipped = existsSync(folder)
    ? readdirSync(folder)
        .filter(isScenario)
        .map((file) => join(folder, file))
    : [];
  const byName = new Map([...shipped, ...files].map((file) => [basename(file, '.yaml'), file]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, file]) => listed(name, file, zone));
}

function listed(name: string, file: string, zone: FaultZone): Listed {
  try {
    return { name, scenario: readScenario(basename(file), readFileSync(file, 'utf8'), zone), problem: null };
  } catch (error) {
    if (error instanceof ScenarioError) return { name, scenario: null, problem: error.message };
    return {
      name,
      scenario: null,
      problem: `${basename(file)}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
