import { openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { applyRest, CRASH_KEEPING, crashClock, crashInventory } from './crash-plan.ts';

/** Applies the crash plan to a folder and dies by SIGKILL at the n-th time that a named point is reached. */
const [folder, point, occurrence] = process.argv.slice(2) as [string, string, string];
let left = Number(occurrence);
let now = crashClock(0);

const history = await openDuckdbHistory({
  folder,
  inventory: crashInventory,
  clock: () => now,
  keeping: CRASH_KEEPING,
  crashPoint(name) {
    if (name === point && --left === 0) process.kill(process.pid, 'SIGKILL');
  },
  onFailure(error) {
    process.stdout.write(`failed ${error.message}\n`);
  },
});
await applyRest(history, (next) => {
  now = next;
});
process.stdout.write('finished\n');
await history.close();
