import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rules } from './rules/index.ts';
import { ALARMS_FILE, type AlarmSettings, DEFAULT_SETTINGS, readAlarmSettings } from './settings.ts';

/** The pack's alarms.yaml cannot be used. Its message lists what is wrong, one problem a line. */
export class AlarmSettingsError extends Error {
  override readonly name = 'AlarmSettingsError';
}

/** Reads a zone pack's alarms.yaml; without the file the rules' own numbers hold. Throws AlarmSettingsError. */
export async function loadAlarmSettings(folder: string): Promise<AlarmSettings> {
  const text = await textOf(join(folder, ALARMS_FILE));
  if (text === undefined) return DEFAULT_SETTINGS;
  const known = new Map(rules.map(({ name, limits }) => [name, limits ?? null]));
  const { settings, problems } = readAlarmSettings(text, known);
  if (problems.length === 0) return settings;
  const lines = problems.map(
    ({ file, row, field, message }) => `${file} row ${row}${field === '' ? '' : ` ${field}`}: ${message}`,
  );
  throw new AlarmSettingsError(`the zone pack ${folder} cannot be used:\n${lines.join('\n')}`);
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
