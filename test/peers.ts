import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian package that brings each real server or browser used by the tests. */
const PACKAGES = {
  prometheus: 'prometheus',
  promtool: 'prometheus',
  vmagent: 'victoria-metrics',
  chromium: 'chromium',
  strace: 'strace',
} as const;
export type Peer = keyof typeof PACKAGES;

/**
 * Path of an installed peer, or null when it is not there. With SKYRACK_REQUIRE_PEERS=1 a missing peer is an error, so
 * that CI cannot pass by skipping.
 */
export function peer(name: Peer): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder of PATH: look in the next.
    }
  }
  if (process.env.SKYRACK_REQUIRE_PEERS === '1')
    throw new Error(`${name} is required: apt-get install ${PACKAGES[name]}`);
  return null;
}

/** Reason of a skip, for test names: what to install. */
export function needs(name: Peer): string {
  return `needs ${name}: apt-get install ${PACKAGES[name]}`;
}
