import { BadArguments, TAKE_USAGE, takeSnapshot } from './command/take.ts';
import { verifyFiles } from './command/verify-files.ts';

const USAGE = `usage: npm run snapshot -- verify FILE …   (JSON or HTML that a snapshot was exported as)
       npm run snapshot -- ${TAKE_USAGE}
`;

/**
 * `npm run snapshot -- verify FILE …` checks files without a server, `take` has a running server take one. Ends with 1
 * when that fails, with 2 when it is not understood.
 */
async function run([command, ...rest]: readonly string[]): Promise<number> {
  const write = (text: string): void => void process.stdout.write(text);
  try {
    if (command === 'verify' && rest.length > 0) return verifyFiles(rest, write) ? 0 : 1;
    if (command === 'take') return (await takeSnapshot(rest, write)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BadArguments)) throw error;
    process.stderr.write(`${error.message}\n`);
  }
  process.stderr.write(USAGE);
  return 2;
}

process.exitCode = await run(process.argv.slice(2));
