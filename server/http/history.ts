import type { Express } from 'express';
import type { WireError } from '../../shared/wire/events.ts';
import { MOMENT_HEADER, type PastAttention, TIER_HEADER } from '../../shared/wire/history.ts';
import {
  aggregateQuerySchema,
  changesQuerySchema,
  MAX_DOWNTIMES,
  pastAttentionQuerySchema,
  seriesQuerySchema,
  stateQuerySchema,
} from '../../shared/wire/history-schemas.ts';
import type { Alarms, Clock, History, HistoryTier, Inventory } from '../ports.ts';
import { HttpError, parseQuery } from './errors.ts';
import { aggregateQuestion, askAggregate, createGroups, sendAggregate } from './history/aggregate.ts';
import { changesQuestion, findChanges } from './history/changes.ts';
import { createQueries } from './history/queries.ts';
import { askSeries, refuseManyParameters, sendSeries, seriesQuestion } from './history/series.ts';

/** Of the budget of a search for changes: what is left is for the window that is being looked through. */
const SEARCH_SHARE = 0.6;

export interface HistoryStages {
  readonly history: History;
  readonly past: PastStates;
  readonly inventory: Inventory;
  readonly clock: Clock;
  /** How long a question may take; the wire's own unless a test says otherwise. */
  readonly budgetMs?: number;
}

/** The state at moments of the past, drawn as the stream draws the present. */
export interface PastStates {
  frame(
    topic: string,
    at: number,
    signal?: AbortSignal,
  ): Promise<
    | { readonly at: number; readonly tier: HistoryTier; readonly bytes: Uint8Array; readonly etag: string }
    | { readonly refusal: WireError }
  >;
  attention(at: number, signal?: AbortSignal): Promise<PastAttention>;
}

/** What is asked of the past; `alarms` tell when this server itself was away. Null where there is no history: 503 `no-history`. */
export function mountHistory(app: Express, stages: HistoryStages | null, alarms: Pick<Alarms, 'downtime'>): void {
  if (stages === null) {
    for (const name of ['series', 'aggregate', 'changes', 'state', 'attention']) {
      app.get(`/api/v1/${name}`, () => {
        throw new HttpError(503, { code: 'no-history', message: 'this server keeps no history' });
      });
    }
    return;
  }
  const { history, inventory, clock } = stages;
  const queries = createQueries(stages.budgetMs);
  const groups = createGroups(inventory);

  app.get('/api/v1/series', async (request, response) => {
    refuseManyParameters(request.url);
    const query = parseQuery(seriesQuerySchema, request.query);
    const { pairs, span } = seriesQuestion(query, inventory, clock());
    const answer = await queries.run(response, (signal) => askSeries(history, query, { pairs, span }, signal));
    await sendSeries(response, span, pairs, answer);
  });

  app.get('/api/v1/aggregate', async (request, response) => {
    const question = aggregateQuestion(parseQuery(aggregateQuerySchema, request.query), inventory, groups, clock());
    const answer = await queries.run(response, (signal) => askAggregate(history, question, signal));
    await sendAggregate(response, question, answer);
  });

  app.get('/api/v1/changes', async (request, response) => {
    const now = clock();
    const question = changesQuestion(parseQuery(changesQuerySchema, request.query), inventory, now);
    const enough = AbortSignal.timeout(queries.budgetMs * SEARCH_SHARE);
    const changes = await queries.run(response, (signal) => {
      const { spans } = alarms.downtime({ from: 0, to: now, limit: MAX_DOWNTIMES });
      return findChanges(history, question, now, enough, signal, spans);
    });
    response.json(changes);
  });

  mountStates(app, stages, queries);
}

/** Whole states at a moment: of a topic, and of what needed attention. */
function mountStates(app: Express, { past, clock }: HistoryStages, queries: ReturnType<typeof createQueries>): void {
  app.get('/api/v1/state', async (request, response) => {
    const { at, topic } = parseQuery(stateQuerySchema, request.query);
    refuseFuture(at, clock());
    const frame = await queries.run(response, (signal) => past.frame(topic, at, signal));
    if ('refusal' in frame) throw new HttpError(400, frame.refusal);
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('ETag', frame.etag);
    response.setHeader(MOMENT_HEADER, String(frame.at));
    response.setHeader(TIER_HEADER, frame.tier);
    if (request.headers['if-none-match'] === frame.etag) {
      response.status(304).end();
      return;
    }
    const { buffer, byteOffset, byteLength } = frame.bytes;
    response.type('application/octet-stream').send(Buffer.from(buffer, byteOffset, byteLength));
  });

  app.get('/api/v1/attention', async (request, response) => {
    const { at } = parseQuery(pastAttentionQuerySchema, request.query);
    refuseFuture(at, clock());
    response.json(await queries.run(response, (signal) => past.attention(at, signal)));
  });
}

function refuseFuture(at: number, now: number): void {
  if (at > now) throw new HttpError(400, { code: 'future', message: 'this is not past yet', field: 'at', limit: now });
}
