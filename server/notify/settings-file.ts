import { z } from 'zod';
import { channelViewSchema, routeViewSchema } from '../../shared/wire/notification-schemas.ts';
import { type KeptFile, openKeptFile } from '../kept-file.ts';

const keptFields = channelViewSchema
  .pick({ id: true, name: true, language: true, enabled: true, watchdogMinutes: true, createdAt: true, by: true })
  .strict();
const channelSchema = z.discriminatedUnion('type', [
  keptFields.extend({ type: z.literal('webhook'), url: z.string(), secret: z.string() }),
  keptFields.extend({ type: z.literal('mail'), to: z.array(z.string()) }),
]);
const fileSchema = z.object({ channels: z.array(channelSchema), routes: z.array(routeViewSchema) });

export type Channel = z.infer<typeof channelSchema>;
export type Route = z.infer<typeof routeViewSchema>;
export interface Settings {
  readonly channels: readonly Channel[];
  /** In the order in which they are tried. */
  readonly routes: readonly Route[];
}

/** notify.json: channels with their secrets, and routes. */
export function openSettings(path: string): Promise<KeptFile<Settings>> {
  return openKeptFile<Settings>(path, fileSchema, { channels: [], routes: [] });
}
