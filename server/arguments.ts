import { ConfigError } from './config.ts';

/** What may follow the command: `--scenario NAME`, the same as SKYRACK_SCENARIO. Throws ConfigError for anything else. */
export function readArguments(given: readonly string[]): Readonly<Record<string, string>> {
  const [option, name, ...rest] = given;
  if (option === undefined) return {};
  if (option === '--scenario' && name !== undefined && rest.length === 0) return { SKYRACK_SCENARIO: name };
  throw new ConfigError(`${given.join(' ')}: the one argument that is known is --scenario NAME`);
}
