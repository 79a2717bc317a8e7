import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { TICK_MS } from '../shared/wire/events.ts';
import { createAlarms } from './alarms/index.ts';
import { AlarmSettingsError, loadAlarmSettings } from './alarms/load-settings.ts';
import { createOwnWatch } from './alarms/own-watch.ts';
import { announce } from './announce.ts';
import { readArguments } from './arguments.ts';
import { originOfTiles } from './base-map.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createCrashPoint } from './crash-point.ts';
import { createExports } from './export/exporter.ts';
import { openHistory } from './history/index.ts';
import { createApp } from './http/app.ts';
import { refuseUnreadable } from './http/errors.ts';
import { createGuard } from './http/guard.ts';
import { createHttpServer } from './http/http-server.ts';
import { createOwnHealth } from './http/own-health.ts';
import { createOwnMetrics } from './http/own-metrics.ts';
import { openIngestToken } from './identity/ingest-token.ts';
import { openSourceTokens } from './identity/source-tokens.ts';
import { TokenFileError } from './identity/token-file.ts';
import { createAlarmReports } from './ingest/alarm-reports.ts';
import { doors } from './ingest/index.ts';
import { createSimulator } from './ingest/simulator/index.ts';
import { loadZone, openTableOverlay, ZonePackError } from './inventory/index.ts';
import { createStressZone } from './inventory/stress.ts';
import { inventoryView } from './inventory/view.ts';
import { FolderLocked, JournalFailed, lockFolder, openCheckpoints, openJournal } from './journal/index.ts';
import { createLive } from './live/index.ts';
import { log } from './log.ts';
import { createNormalizer } from './normalize/index.ts';
import { openNotifications } from './notify/index.ts';
import { createPipeline } from './pipeline.ts';
import { createPlanning } from './planning/index.ts';
import {
  type Clock,
  type Health,
  type History,
  type IngestContext,
  type Inventory,
  type LiveState,
  Refused,
  ScenarioRefused,
} from './ports.ts';
import { openReports } from './reports/index.ts';
import { openSnapshots } from './snapshots/index.ts';
import { openSchedules } from './snapshots/schedules.ts';
import { openShares } from './snapshots/shares.ts';
import { die, stopOnSignal } from './stop-on-signal.ts';
import { createStream } from './stream/index.ts';
import { createPastStates, createStateAt } from './stream/past-state.ts';
import { createSnapshotTurns } from './stream/snapshot-turns.ts';
import { warmUp } from './warm-up.ts';

/** The bundle lies in .build/server/, the source in server/: the project is above either. */
const ROOT = resolve(import.meta.dirname, import.meta.dirname.endsWith(join('.build', 'server')) ? '../..' : '..');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const OWN_WATCH_MS = 10_000;
/** How often it is looked for snapshots that are due. */
const SCHEDULE_MS = 5_000;
/** How often it is looked for who is to be told. */
const NOTIFY_MS = 1_000;
/** Ticks of the journal come every ten seconds. */
const ALARMS_LATE_MS = 60_000;
const WHOLE_SWEEP_MS = 1_000;

async function main(): Promise<void> {
  const config = readConfig({ ...process.env, ...readArguments(process.argv.slice(2)) }, ROOT);
  const atStop = stopOnSignal();
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(config.dataFolder);
  const clock = Date.now;
  const crashPoint = createCrashPoint(config.crashAt);
  const epoch = randomInt(1, 2 ** 32);

  let notReady: string | null = 'replaying';
  let degraded: readonly string[] = [];
  let cleanStop = true;
  const health: Health = {
    notReady: () => notReady,
    replayedPercent: () => pipeline.replayedPercent(),
    degraded: () => [
      ...degraded,
      ...pipeline.degraded(),
      ...snapshots.degraded(),
      ...schedules.degraded(),
      ...planning.stats().degraded,
      ...notifications.degraded(),
    ],
    epoch,
  };

  const { zoneFolder, dataFolder } = config;
  const pack = await loadZone({ folder: zoneFolder, dataFolder: config.stress ? undefined : dataFolder });
  const inventory = config.stress ? createStressZone(pack, config.seed) : pack;
  const { seed, speed, scenario } = config;
  // Its thread opens the database while this one goes on.
  const opening = openHistory({
    config: config.history,
    folder: join(config.dataFolder, 'history'),
    inventory,
    clock,
    crashPoint,
    onFailure: (error) => die('the history cannot be written', error),
  });
  // What it rejects with is taken up where it is waited for.
  opening.catch(() => undefined);
  const simulator = config.simulate ? createSimulator({ inventory, clock, seed, speed, scenario }) : null;
  const checkpoints = await openCheckpoints(join(config.dataFolder, 'checkpoints'), crashPoint);
  const saved = await checkpoints.read();
  const journal = await openJournal({
    directory: join(config.dataFolder, 'journal'),
    inventory,
    clock,
    knownSequence: checkpoints.knownSequence,
    crashPoint,
    onFailure: (error) => die('the journal cannot be written', error),
  });
  const live = createLive({ inventory, clock });
  const history = await opening;
  const token = openIngestToken(config.dataFolder, config.ingestToken);
  const tokens = openSourceTokens(config.dataFolder, token, inventory.dictionary.seriesCount);
  const normalizer = createNormalizer({
    inventory,
    clock,
    commit: async (record) => {
      refuseWithHistory(history);
      await orStopping(journal.append(record));
    },
    barrier: () => orStopping(journal.flushed()),
    intervals: live.intervalMs,
    takeoverFile: join(config.dataFolder, 'takeover.tsv'),
    policies: tokens,
  });
  const settings = await loadAlarmSettings(config.zoneFolder);
  const file = join(config.dataFolder, 'alarms.db');
  // A generated zone is made anew at each start: nothing could be kept over it.
  const tables = config.stress ? null : openTableOverlay({ zone: pack.zone.id, zoneFolder, dataFolder, clock });
  const emptyLive = () => createLive({ inventory, clock, tickMs: WHOLE_SWEEP_MS });
  const stateAt = history && createStateAt({ history, inventory, live, emptyLive });
  const planning = createPlanning({ inventory, live, clock, folder: dataFolder, stateAt, tables });
  const { coverageLoss } = planning;
  const alarms = createAlarms({ inventory, live, clock, epoch, file, settings, coverageLoss });
  const snapshotFolder = join(config.dataFolder, 'snapshots');
  const snapshots = await openSnapshots({
    folder: snapshotFolder,
    inventory,
    live,
    alarms,
    planning,
    sequence: () => journal.sequence,
    past: history && stateAt && { history, stateAt },
    version,
    clock,
  });
  const exports = createExports();
  /** What would keep an alarm from being raised; null when nothing does. */
  const unwell = (): string | null => {
    if (notReady !== null) return notReady;
    if (journal.stats().readOnly) return 'nothing can be written';
    const refusing = history?.stats().refusing ?? null;
    if (refusing !== null) return `history is ${refusing}`;
    if (clock() - alarms.now > ALARMS_LATE_MS) return 'alarms are not judged';
    return alarms.stats().degraded[0] ?? null;
  };
  const notifications = await openNotifications({
    folder: config.dataFolder,
    inventory,
    alarms,
    clock,
    mail: config.notify.mail,
    webhookAllow: config.notify.webhookAllow,
    deadMan: config.notify.deadManUrl === null ? null : { url: config.notify.deadManUrl, unwell },
  });
  const schedules = await openSchedules({
    file: join(snapshotFolder, 'schedules.json'),
    inventory,
    snapshots,
    exports,
    delivery: notifications,
    clock,
  });
  const reports = await openReports({ file: join(config.dataFolder, 'reports.jsonl'), clock });
  const shares = await openShares({ file: join(snapshotFolder, 'shares.json'), snapshots, clock });
  const pipeline = createPipeline({ journal, checkpoints, normalizer, live, alarms, history, clock, tickMs: TICK_MS });

  const server = createHttpServer();
  // Kept: a server that stops has no address any more, and its last requests still come to this port.
  let port = 0;
  const guard = createGuard(() => port);
  const stream = createStream({
    server,
    inventory,
    live,
    alarms,
    planning,
    clock,
    epoch,
    version,
    allowRequest: (request) => guard(request)?.code ?? null,
  });
  const app = createApp({
    guard,
    tokens,
    overRate: normalizer.overRate,
    health,
    ownHealth: createOwnHealth({ inventory, journal, live, history, health, stream: stream.stats, version, clock }),
    metrics: createOwnMetrics({
      inventory,
      journal,
      sources: normalizer,
      health,
      history,
      planning,
      stream: stream.stats,
      notifications,
      previousStopClean: () => cleanStop,
    }),
    reads: {
      inventory,
      inventoryView: () => inventoryView(inventory),
      live,
      topics: stream.topics,
      sources: normalizer,
      simulate: config.simulate,
      version,
      clock,
      baseMap: { tiles: config.tiles, pmtiles: config.pmtiles },
    },
    history: history && {
      history,
      past: createPastStates({ history, inventory, live, emptyLive: createEmptyLive(inventory, clock), clock }),
      inventory,
      clock,
    },
    scenarios: simulator?.scenarios ?? null,
    alarms,
    reports,
    planning,
    snapshots: { snapshots, exports, schedules, shares, channels: notifications.channels },
    notifications,
    clientFolder: join(ROOT, '.build', 'client'),
    tileOrigin: config.tiles && originOfTiles(config.tiles.url),
  });
  server.on('request', createSnapshotTurns(app.express));
  server.on('clientError', refuseUnreadable);

  const context: IngestContext = { registry: normalizer, inventory, clock, seed, post: app.doors.post };
  const started = [...doors, createAlarmReports(alarms)].map((door) => door.start(context));
  await listen(server, config);
  port = portOf(server);

  const report = await pipeline.restore(saved, epoch);
  cleanStop = report.cleanStop;
  degraded = [...checkpoints.damaged, ...report.degraded];
  for (const line of degraded) log.warn({ degraded: line }, 'restored with damage');
  log.info({ records: report.records, cleanStop, sequence: journal.sequence }, 'restored');
  pipeline.run();
  const ownFacts = () => {
    const { lagMs = 0, refusing = null } = history?.stats() ?? {};
    return { readOnly: journal.stats().readOnly, historyLagMs: lagMs, historyRefuses: refusing !== null };
  };
  const scheduling = setInterval(() => void schedules.runDue(), SCHEDULE_MS);
  const notifying = setInterval(() => notifications.tick(), NOTIFY_MS);
  const ownWatch = setInterval(createOwnWatch(alarms, ownFacts, clock), OWN_WATCH_MS);
  if (simulator) started.push(simulator.start(context));
  notReady = null;
  announce(config, port, version, token);
  const stopping = new AbortController();
  const warming =
    history === null || simulator === null || !config.warmUp
      ? Promise.resolve()
      : warmUp({
          history,
          journal,
          inventory,
          past: simulator.past,
          emptyLive: createEmptyLive(inventory, clock),
          file: join(config.dataFolder, 'warm-up'),
          clock,
          signal: stopping.signal,
        }).catch((error: unknown) => log.error({ err: error }, 'the simulated past is not complete'));

  atStop(async () => {
    notReady = 'stopping';
    stopping.abort();
    await Promise.all([warming, ...started.map((door) => door.stop())]);
    await stream.close();
    server.close();
    server.closeIdleConnections();
    clearInterval(ownWatch);
    clearInterval(scheduling);
    clearInterval(notifying);
    await Promise.all([notifications.close(), snapshots.close(), exports.close(), planning.close()]);
    await pipeline.stop();
    lock.release();
  });
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(config.port, config.host, () => {
      server.off('error', fail);
      done();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** The state in which moments of the past are worked out: made when the first is asked for, then emptied for the next. */
function createEmptyLive(inventory: Inventory, clock: Clock): () => LiveState {
  let past: LiveState | null = null;
  return () => {
    // Every tick looks at every series for silence: a moment has only a few.
    past ??= createLive({ inventory, clock, tickMs: WHOLE_SWEEP_MS });
    past.reset();
    return past;
  };
}

/** What history cannot keep is not taken: it would be lost when the journal lets go of it. Throws Refused. */
function refuseWithHistory(history: History | null): void {
  const refusing = history?.stats().refusing ?? null;
  if (refusing === 'behind') throw new Refused('queue-full', 1);
  if (refusing === 'read-only') throw new Refused('read-only', 10);
}

/** A journal that failed is about to end the process. Its last senders are told to come again, as at any other stop. */
async function orStopping<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof JournalFailed ? new Refused('stopping', 1) : error;
  }
}

/** What a person can mend is said in plain words, the rest with its stack. */
function explain(error: unknown): string {
  if (
    error instanceof ConfigError ||
    error instanceof ZonePackError ||
    error instanceof AlarmSettingsError ||
    error instanceof FolderLocked ||
    error instanceof TokenFileError ||
    error instanceof ScenarioRefused
  ) {
    return error.message;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `the address is in use: ${error.message}; set SKYRACK_PORT to another port`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`Skyrack did not start.\n${explain(error)}\n`);
  process.exit(1);
});
