import { resolve } from 'node:path';
import { runAdmin } from './run-admin.ts';

/** `npm run admin -- <command>`: tokens and ownership, on the data folder that the server would use. */
const ROOT = resolve(import.meta.dirname, '../..');
const dataFolder = resolve(ROOT, process.env.SKYRACK_DATA || '.data');
const { exitCode, out, err } = runAdmin(process.argv.slice(2), dataFolder, Date.now());
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = exitCode;
