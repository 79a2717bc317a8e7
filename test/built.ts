import { execFileSync } from 'node:child_process';

/** Builds the product once for the tests that run it as users do; the script itself knows whether it is up to date. */
export default function build(): void {
  execFileSync('npm', ['run', 'prestart'], { stdio: 'inherit' });
}
