import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { CRS_NAMES, type Crs } from '../shared/geo/crs.ts';
import { readPmtilesHeader, tileUrlProblem } from './base-map.ts';
import { CRASH_POINTS, type CrashAt, parseCrashAt } from './crash-point.ts';
import { parseWebhookAllow, type WebhookAllow } from './webhook-allow.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Folder of the zone pack. */
  readonly zoneFolder: string;
  readonly simulate: boolean;
  /** The generated stress zone instead of a pack; `zoneFolder` is then the demo, whose data centre it takes. */
  readonly stress: boolean;
  readonly seed: number;
  /** Seconds of a scenario in a second of the clock. */
  readonly speed: number;
  /** A scenario to begin with: a name, or a file. */
  readonly scenario: string | undefined;
  /** Undefined: generate one and keep it in the data folder. */
  readonly ingestToken: string | undefined;
  /** Raster tiles that may lie under the map; null for none. */
  readonly tiles: { readonly url: string; readonly attribution: string; readonly crs: Crs } | null;
  /** A file of vector tiles that may, and the finest zoom it holds; null for none. */
  readonly pmtiles: { readonly file: string; readonly maxZoom: number } | null;
  /** A new data folder of a simulated zone is given a past. */
  readonly warmUp: boolean;
  /** Where the past is kept. */
  readonly history: HistoryConfig;
  /** Who is told of alarms outside. */
  readonly notify: NotifyConfig;
  /** For tests: where the process kills itself. */
  readonly crashAt: CrashAt | null;
}

export interface NotifyConfig {
  /** Null where no mail is sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Where webhooks may connect to beside public addresses. */
  readonly webhookAllow: readonly WebhookAllow[];
  /** Asked every minute while all is well; null for none. */
  readonly deadManUrl: string | null;
}

export type HistoryConfig =
  | { readonly engine: 'off' }
  | { readonly engine: 'duckdb' }
  | {
      readonly engine: 'prometheus';
      /** Remote write of a Prometheus-compatible store, and the base of its query API. */
      readonly writeUrl: string;
      readonly queryUrl: string;
      /** Sent with every request: authorization, a tenant. */
      readonly headers: Readonly<Record<string, string>>;
    };

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const PREFIX = 'SKYRACK_';

const schema = z
  .object({
    HOST: z
      .string()
      .default('127.0.0.1')
      .refine((host) => LOOPBACK.includes(host), {
        message: `must be one of ${LOOPBACK.join(', ')} until accounts exist: there is no login yet to protect other addresses`,
      }),
    PORT: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(0, 'must be 0–65535')
      .max(65_535, 'must be 0–65535')
      .default(8080),
    DATA: z.string().min(1, 'must not be empty').default('.data'),
    ZONE: z.string().min(1, 'must not be empty').default('qingdao'),
    SIMULATE: z.enum(['on', 'off', 'stress'], 'must be on, off or stress').default('on'),
    SEED: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(0, 'must be 0–4294967295')
      .max(2 ** 32 - 1, 'must be 0–4294967295')
      .default(1),
    SPEED: z.coerce.number('must be a number').min(1, 'must be 1–3600').max(3_600, 'must be 1–3600').default(1),
    SCENARIO: z.string().optional(),
    INGEST_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]{16,200}$/, 'must be 16–200 printable characters without spaces')
      .optional(),
    TILE_URL: z
      .string()
      .superRefine((url, context) => {
        const message = tileUrlProblem(url);
        if (message !== null) context.addIssue({ code: 'custom', message });
      })
      .optional(),
    TILE_ATTRIBUTION: z.string().max(300, 'must not be longer than 300 characters').optional(),
    TILE_CRS: z.enum(CRS_NAMES, `must be one of ${CRS_NAMES.join(', ')}`).default('WGS84'),
    PMTILES: z.string().optional(),
    WARM_UP: z.enum(['on', 'off'], 'must be on or off').default('on'),
    HISTORY: z.enum(['duckdb', 'prometheus', 'off'], 'must be duckdb, prometheus or off').default('duckdb'),
    HISTORY_WRITE_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
    HISTORY_QUERY_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
    HISTORY_HEADERS: z.string().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp or smtps URL' }).optional(),
    MAIL_FROM: z.email('must be a mail address').optional(),
    WEBHOOK_ALLOW: z
      .string()
      .superRefine((text, context) => {
        const problem = parseWebhookAllow(text).problem;
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      })
      .optional(),
    DEAD_MAN_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
    CRASH_AT: z
      .string()
      .refine((text) => parseCrashAt(text) !== null, {
        message: `must be a crash point, or one with :N for its Nth passage; known: ${CRASH_POINTS.join(', ')}`,
      })
      .optional(),
  })
  .strict();

/**
 * Reads the settings from an environment. Throws ConfigError with one line per wrong or unknown setting. Relative
 * folders are taken from `root`, the project's folder; a zone is a built-in name or a folder.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  const given = Object.entries(env)
    .filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined && value !== '')
    .map(([name, value]) => [name.slice(PREFIX.length), value]);
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `${PREFIX}${key}: unknown setting; known: ${known().join(', ')}`)
        : [`${PREFIX}${issue.path.join('.')}: ${issue.message}`],
    );
    throw new ConfigError(lines.join('\n'));
  }
  const settings = parsed.data;
  const stress = settings.SIMULATE === 'stress';
  if (stress && given.some(([name]) => name === 'ZONE')) {
    throw new ConfigError(`${PREFIX}ZONE: cannot be set with ${PREFIX}SIMULATE=stress, which generates its own zone`);
  }
  return {
    host: settings.HOST,
    port: settings.PORT,
    dataFolder: resolve(root, settings.DATA),
    zoneFolder: zoneFolder(settings.ZONE, root),
    simulate: settings.SIMULATE !== 'off',
    stress,
    seed: settings.SEED,
    speed: settings.SPEED,
    scenario: scenario(settings, root),
    ingestToken: settings.INGEST_TOKEN,
    tiles: tiles(settings),
    pmtiles: settings.PMTILES === undefined ? null : pmtiles(resolve(root, settings.PMTILES)),
    warmUp: settings.WARM_UP === 'on' && settings.SIMULATE === 'on',
    history: history(settings, root),
    notify: notify(settings),
    crashAt: settings.CRASH_AT === undefined ? null : parseCrashAt(settings.CRASH_AT),
  };
}

/** A bare word is a scenario that ships, anything with a slash is a file. */
function scenario({ SCENARIO: name, SIMULATE }: z.infer<typeof schema>, root: string): string | undefined {
  if (name === undefined) return undefined;
  if (SIMULATE === 'off') throw new ConfigError(`${PREFIX}SCENARIO: needs a simulated zone; ${PREFIX}SIMULATE is off`);
  if (!name.includes('/')) return name;
  const file = resolve(root, name);
  if (existsSync(file)) return file;
  throw new ConfigError(`${PREFIX}SCENARIO: there is no file ${file}`);
}

/** Nobody's tiles are shown without saying whose they are. */
function tiles({
  TILE_URL: url,
  TILE_ATTRIBUTION: attribution,
  TILE_CRS: crs,
}: z.infer<typeof schema>): Config['tiles'] {
  if (url === undefined) return null;
  if (attribution !== undefined) return { url, attribution, crs };
  throw new ConfigError(`${PREFIX}TILE_ATTRIBUTION: must be set with ${PREFIX}TILE_URL: the map names its sources`);
}

/** Mail needs a server and a sender; one without the other is a mistake. */
function notify({
  SMTP_URL: smtpUrl,
  MAIL_FROM: from,
  WEBHOOK_ALLOW: allow = '',
  DEAD_MAN_URL: deadManUrl,
}: z.infer<typeof schema>): NotifyConfig {
  if ((smtpUrl === undefined) !== (from === undefined)) {
    throw new ConfigError(
      smtpUrl === undefined
        ? `${PREFIX}SMTP_URL: must be set with ${PREFIX}MAIL_FROM`
        : `${PREFIX}MAIL_FROM: must be set with ${PREFIX}SMTP_URL: mail needs a sender`,
    );
  }
  const mail = smtpUrl === undefined || from === undefined ? null : { smtpUrl, from };
  return { mail, webhookAllow: parseWebhookAllow(allow).allowed, deadManUrl: deadManUrl ?? null };
}

/** Another store than our own needs to be told where it is; told without being used is a mistake. */
function history(
  {
    HISTORY: engine,
    HISTORY_WRITE_URL: writeUrl,
    HISTORY_QUERY_URL: queryUrl,
    HISTORY_HEADERS: headers,
  }: z.infer<typeof schema>,
  root: string,
): HistoryConfig {
  if (engine === 'prometheus') {
    for (const [name, url] of Object.entries({ WRITE: writeUrl, QUERY: queryUrl })) {
      if (url === undefined) {
        throw new ConfigError(`${PREFIX}HISTORY_${name}_URL: must be set with ${PREFIX}HISTORY=prometheus`);
      }
    }
    return { engine, writeUrl: writeUrl!, queryUrl: queryUrl!, headers: headerFile(headers, root) };
  }
  for (const [name, value] of Object.entries({ WRITE_URL: writeUrl, QUERY_URL: queryUrl, HEADERS: headers })) {
    if (value !== undefined) throw new ConfigError(`${PREFIX}HISTORY_${name}: needs ${PREFIX}HISTORY=prometheus`);
  }
  return { engine };
}

/** Secrets stay out of the environment: a file with one `Name: value` a line. */
function headerFile(name: string | undefined, root: string): Readonly<Record<string, string>> {
  if (name === undefined) return {};
  const file = resolve(root, name);
  if (!existsSync(file)) throw new ConfigError(`${PREFIX}HISTORY_HEADERS: there is no file ${file}`);
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const headers: [string, string][] = [];
  lines.forEach((line, i) => {
    if (line.trim() === '') return;
    const [, header, value] = /^([A-Za-z0-9-]+):[ \t]*([\x20-\x7e]+)$/.exec(line) ?? [];
    if (header === undefined || value === undefined) {
      throw new ConfigError(`${PREFIX}HISTORY_HEADERS: ${file} line ${i + 1} is not "Name: value"`);
    }
    headers.push([header, value]);
  });
  return Object.fromEntries(headers);
}

function pmtiles(file: string): Config['pmtiles'] {
  const header = readPmtilesHeader(file);
  if (header.problem !== null) throw new ConfigError(`${PREFIX}PMTILES: ${header.problem}`);
  return { file, maxZoom: header.maxZoom };
}

function known(): readonly string[] {
  return Object.keys(schema.shape).map((key) => `${PREFIX}${key}`);
}

/** A bare word is a built-in zone, anything with a slash is a folder. */
function zoneFolder(zone: string, root: string): string {
  const builtIn = /^[a-z0-9-]+$/.test(zone);
  const folder = builtIn ? join(root, 'server', 'zones', zone) : isAbsolute(zone) ? zone : resolve(root, zone);
  if (existsSync(join(folder, 'zone.json'))) return folder;
  throw new ConfigError(
    builtIn
      ? `${PREFIX}ZONE: there is no built-in zone "${zone}"; a folder is written with a slash, as ./${zone}`
      : `${PREFIX}ZONE: ${folder} holds no zone.json`,
  );
}
