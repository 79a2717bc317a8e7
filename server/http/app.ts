import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, Router } from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';
import type { HealthView } from '../../shared/wire/http.ts';
import type { SourceTokens } from '../identity/source-tokens.ts';
import type { Alarms, Health, Notifications, Planning, ProblemReports, Scenarios } from '../ports.ts';
import { mountAlarms } from './alarms.ts';
import { mountAssetPage } from './asset-page.ts';
import { mountDocs } from './docs.ts';
import { createDoors, type Doors } from './doors.ts';
import { mountDowntime } from './downtime.ts';
import { HttpError, onError, refuseOtherMethods, unknownRoute } from './errors.ts';
import type { createGuard } from './guard.ts';
import { type HistoryStages, mountHistory } from './history.ts';
import { mountLabels } from './labels.ts';
import { mountNotifications } from './notifications.ts';
import { mountPlanning } from './planning.ts';
import { mountReads, type ReadStages } from './read.ts';
import { mountScenarios } from './scenarios.ts';
import { mountSnapshots, type SnapshotStages } from './snapshots.ts';

export interface AppOptions {
  readonly guard: ReturnType<typeof createGuard>;
  readonly tokens: Pick<SourceTokens, 'sourceOf'>;
  /** Seconds until a source that is over its rate may send again, null when it may now. */
  readonly overRate: (source: string) => number | null;
  readonly health: Health;
  readonly ownHealth: () => HealthView;
  readonly metrics: Registry;
  readonly reads: ReadStages;
  /** Null where no history is kept. */
  readonly history?: HistoryStages | null;
  /** Null where nothing is simulated. */
  readonly scenarios: Scenarios | null;
  readonly alarms: Alarms;
  readonly reports: ProblemReports;
  /** Null where none are kept. */
  readonly planning?: Planning | null;
  readonly snapshots?: SnapshotStages | null;
  readonly notifications?: Notifications | null;
  /** Folder of the built client. */
  readonly clientFolder: string;
  /** Where the browser may load tiles from, `https://tiles.example`; null for nowhere but here. */
  readonly tileOrigin: string | null;
}

/**
 * The HTTP edge. Guard, then ingest doors (raw bodies, no compression), then what is read. Routes check, call a port and
 * answer; everything thrown becomes an answer in errors.ts.
 */
export function createApp(options: AppOptions): { express: Express; doors: Doors } {
  const { guard, tokens, overRate, health, metrics, clientFolder } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(headers(options.tileOrigin));
  app.use((request, _response, next) => {
    const refusal = guard(request);
    next(refusal === null ? undefined : new HttpError(403, refusal));
  });
  mountHealth(app, health);

  const doorRouter = Router();
  app.use(doorRouter);

  app.use(compression());
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  mountReads(app, options.reads);
  mountHistory(app, options.history ?? null, options.alarms);
  mountDowntime(app, options.alarms);
  mountAssetPage(app, { reads: options.reads, alarms: options.alarms, reports: options.reports });
  mountScenarios(app, options.scenarios);
  mountAlarms(app, options.alarms, options.health.epoch);
  if (options.planning) mountPlanning(app, options.planning);
  if (options.notifications) mountNotifications(app, options.notifications);
  if (options.snapshots) {
    mountSnapshots(app, options.snapshots);
    mountLabels(app, options.reads.inventory, options.snapshots.exports);
  }
  app.get('/api/v1/health', (_request, response) => {
    response.json(options.ownHealth());
  });
  mountDocs(app, options.reads.version);
  refuseOtherMethods(app);
  app.use('/api', unknownRoute);
  mountClient(app, clientFolder);
  app.use(unknownRoute);
  app.use(onError);
  return { express: app, doors: createDoors(doorRouter, { tokens, overRate, notReady: () => health.notReady() }) };
}

function mountHealth(app: Express, health: Health): void {
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', (_request, response) => {
    const reason = health.notReady();
    const standing = { ready: reason === null, epoch: health.epoch, degraded: health.degraded() };
    if (reason === null) {
      response.json(standing);
      return;
    }
    response.setHeader('Retry-After', '1');
    const replayedPercent = health.replayedPercent();
    const message = `the server takes no data: ${reason}`;
    response.status(503).json({ code: reason, message, ...standing, replayedPercent });
  });
}

function mountClient(app: Express, folder: string): void {
  const assets = join(folder, 'assets');
  app.use(
    express.static(folder, {
      index: false,
      setHeaders: (response, path) => {
        // Built files carry a hash of their content in their name.
        if (path.startsWith(assets)) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      },
    }),
  );
  app.get('/{*path}', (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: folder });
  });
}

function headers(tileOrigin: string | null) {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // Component styles are set by attribute; no style comes from data.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:', ...(tileOrigin === null ? [] : [tileOrigin])],
        'connect-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
        // Plain HTTP on loopback: there is nothing to upgrade to.
        'upgrade-insecure-requests': null,
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  });
}
