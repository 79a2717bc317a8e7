import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Express } from 'express';
import { auditQuerySchema } from '../../shared/wire/planning-audit-schemas.ts';
import {
  coverageFileQuerySchema,
  coverageQuerySchema,
  n1QuerySchema,
  planQuerySchema,
  rankingRequestSchema,
  whatIfSchema,
} from '../../shared/wire/planning-schemas.ts';
import type { Planning } from '../ports.ts';
import { fresh } from './action.ts';
import { HttpError, notFound, parseQuery } from './errors.ts';
import { answering, bodyOf, requireHeader } from './planning/answers.ts';
import { mountMeasurements } from './planning/measurements.ts';
import { mountPlans } from './planning/plans.ts';
import { mountTables } from './planning/tables.ts';

const unzipped = promisify(gunzip);

/** Coverage and roll-out: reading is open, questions that cost a thread's time need the header of our own page. */
export function mountPlanning(app: Express, planning: Planning): void {
  mountCoverage(app, planning);
  mountRankings(app, planning);
  mountPlans(app, planning.plans);
  mountTables(app, planning);
  mountMeasurements(app, planning.measurements);
  app.get('/api/v1/plan', async (request, response) => {
    const late = lateOf(parseQuery(planQuerySchema, request.query).late);
    fresh(response).json(await answering(() => planning.plan({ late })));
  });
}

function mountCoverage(app: Express, planning: Planning): void {
  app.get('/api/v1/coverage', async (request, response) => {
    const { gzip, etag } = await answering(() => planning.raster(parseQuery(coverageQuerySchema, request.query)));
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', etag);
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === etag) {
      response.status(304).end();
      return;
    }
    response.type('application/octet-stream');
    if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      response.setHeader('Content-Encoding', 'gzip');
      response.send(Buffer.from(gzip.buffer, gzip.byteOffset, gzip.byteLength));
    } else {
      response.send(await unzipped(gzip));
    }
  });
  app.get('/api/v1/coverage/raster', async (request, response) => {
    const { format, ...query } = parseQuery(coverageFileQuerySchema, request.query);
    const { bytes, type, name, etag } = await answering(() => planning.rasterFile(query, format));
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', etag);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    if (request.headers['if-none-match'] === etag) response.status(304).end();
    else response.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
  app.get('/api/v1/coverage/summary', (_request, response) => {
    fresh(response).json(planning.summary());
  });
  app.get('/api/v1/holes', (_request, response) => {
    fresh(response).json(planning.holes());
  });
  app.post('/api/v1/holes/what-if', async (request, response) => {
    const question = await bodyOf(request, whatIfSchema);
    fresh(response).json(await answering(() => planning.whatIf(question)));
  });
  app.get('/api/v1/coverage/audit', async (request, response) => {
    const query = parseQuery(auditQuerySchema, request.query);
    fresh(response).json(await answering(() => planning.audit(query)));
  });
  app.get('/api/v1/n-1', async (request, response) => {
    const { limit } = parseQuery(n1QuerySchema, request.query);
    fresh(response).json(await answering(() => planning.siteLosses(limit)));
  });
}

function mountRankings(app: Express, planning: Planning): void {
  app.get('/api/v1/next-sites', (_request, response) => {
    fresh(response).json({ rankings: planning.rankings() });
  });
  app.post('/api/v1/next-sites', async (request, response) => {
    const wanted = await bodyOf(request, rankingRequestSchema);
    fresh(response)
      .status(202)
      .json(await answering(() => planning.rank(wanted)));
  });
  app.get('/api/v1/next-sites/:id', (request, response) => {
    const ranking = planning.ranking(request.params.id);
    if (ranking === undefined) throw notFound('ranking', 'id');
    fresh(response).json(ranking);
  });
  app.post('/api/v1/next-sites/:id/cancel', (request, response) => {
    requireHeader(request);
    const ranking = planning.cancel(String(request.params.id));
    if (ranking === undefined) throw notFound('ranking', 'id');
    fresh(response).json(ranking);
  });
}

/** `site/x:14`, each a site and days. */
function lateOf(given: string | readonly string[] | undefined): readonly { site: string; days: number }[] {
  const pairs = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  return pairs.map((pair) => {
    const [, site, days] = /^(site\/[a-z0-9-]+):(\d{1,4})$/.exec(pair) ?? [];
    if (site !== undefined && days !== undefined) return { site, days: Number(days) };
    const message = 'write it as site/<id>:<days>';
    throw new HttpError(400, { code: 'invalid-parameter', message, field: 'late', limit: 'site/<id>:<days>' });
  });
}
