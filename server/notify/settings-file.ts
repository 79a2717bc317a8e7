import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { channelViewSchema, routeViewSchema } from '../../shared/wire/notification-schemas.ts';

const keptFields = channelViewSchema
  .pick({ id: true, name: true, language: true, enabled: true, watchdogMinutes: true, createdAt: true, by: true })
  .strict();
const channelSchema = z.discriminatedUnion('type', [
  keptFields.extend({ type: z.literal('webhook'), url: z.string(), secret: z.string() }),
  keptFields.extend({ type: z.literal('mail'), to: z.array(z.string()) }),
]);
const fileSchema = z
  .object({ version: z.literal(1), channels: z.array(channelSchema), routes: z.array(routeViewSchema) })
  .strict();

export type Channel = z.infer<typeof channelSchema>;
export type Route = z.infer<typeof routeViewSchema>;
export interface Settings {
  readonly channels: readonly Channel[];
  /** In the order in which they are tried. */
  readonly routes: readonly Route[];
}

/** notify.json: channels with their secrets, and routes; for its owner only, written whole at each change. */
export interface SettingsFile {
  readonly current: Settings;
  /** Why it began anew, if it did. */
  readonly degraded: readonly string[];
  /**
   * One change after another; `change` sees what the one before it left, and may throw. Durable when it resolves. What
   * cannot be written is not changed either: throws the disk's error.
   */
  change(change: (settings: Settings) => Settings): Promise<void>;
}

/** Opens the file; one that says something else is set aside, and the settings begin anew. */
export async function openSettings(path: string): Promise<SettingsFile> {
  const { settings, degraded } = await read(path);
  let current = settings;
  let last: Promise<void> = Promise.resolve();
  return {
    get current() {
      return current;
    },
    degraded,
    change(change) {
      const done = last.then(async () => {
        const changed = change(current);
        await write(path, `${JSON.stringify({ version: 1, ...changed }, null, 2)}\n`);
        current = changed;
      });
      last = done.catch(() => undefined);
      return done;
    },
  };
}

async function read(path: string): Promise<{ settings: Settings; degraded: readonly string[] }> {
  const none = { settings: { channels: [], routes: [] }, degraded: [] };
  try {
    const { channels, routes } = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return { settings: { channels, routes }, degraded: [] };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return none;
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    await rename(path, `${path}.damaged`);
    return { ...none, degraded: [`${path} is damaged: set aside as ${path}.damaged, nobody is told of alarms`] };
  }
}

async function write(path: string, text: string): Promise<void> {
  const fresh = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(fresh, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
