import { BadArguments } from './command/bad-arguments.ts';
import { TAKE_USAGE, takeSnapshot } from './command/take.ts';
import { VERIFY_USAGE, verifyFiles } from './command/verify-files.ts';

const USAGE = `usage: npm run snapshot -- ${VERIFY_USAGE}
       npm run snapshot -- ${TAKE_USAGE}
`;

/**
 * `npm run snapshot -- verify FILE …` checks files, `take` has a running server take a snapshot and keeps its file; options
 * alone are those of `take`. What went wrong goes to standard error. Ends with 1 when it fails, with 2 when it is not
 * understood: a cron job needs no more.
 */
async function run([command, ...rest]: readonly string[]): Promise<number> {
  const write = (text: string): void => void process.stdout.write(text);
  const complain = (text: string): void => void process.stderr.write(text);
  try {
    if (command === 'verify') return (await verifyFiles(rest, write, complain)) ? 0 : 1;
    if (command === 'take') return (await takeSnapshot(rest, write, complain)) ? 0 : 1;
    if (command?.startsWith('--')) return (await takeSnapshot([command, ...rest], write, complain)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error;
    complain(`${error.message}\n`);
  }
  complain(USAGE);
  return 2;
}

process.exitCode = await run(process.argv.slice(2));
