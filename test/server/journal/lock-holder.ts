/** Takes a folder's lock and holds it: `lock-holder.ts <folder>`. */
import { lockFolder } from '../../../server/journal/index.ts';

try {
  lockFolder(process.argv[2]!);
  process.stdout.write(`locked ${process.pid}\n`);
  setInterval(() => undefined, 1000);
} catch (error) {
  process.stdout.write(`refused ${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
}
