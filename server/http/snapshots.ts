import type { Express, Response } from 'express';
import type { Language } from '../../shared/text/format.ts';
import {
  compareQuerySchema,
  deleteSnapshotSchema,
  exportAsQuerySchema,
  exportQuerySchema,
  MAX_SNAPSHOTS,
  SNAPSHOT_FORMATS,
  snapshotRequestSchema,
} from '../../shared/wire/snapshot-schemas.ts';
import { FORMAT_FILES, type SnapshotRequest, type SnapshotSummary } from '../../shared/wire/snapshots.ts';
import type { Delivery, Exports, SnapshotSchedules, SnapshotShares, Snapshots } from '../ports.ts';
import { fresh, operatorOf, parseBody } from './action.ts';
import { HttpError, parseQuery } from './errors.ts';
import { answering, bodyOf, formatOf, nameOf, sendFile } from './snapshot-answers.ts';
import { mountSchedules } from './snapshot-schedules.ts';
import { mountShares } from './snapshot-shares.ts';

const PATH = '/api/v1/snapshots';

export interface SnapshotStages {
  readonly snapshots: Snapshots;
  readonly exports: Exports;
  readonly schedules: SnapshotSchedules;
  readonly shares: SnapshotShares;
  /** Where a schedule may deliver to. */
  readonly channels: Delivery['channels'];
}

/**
 * Snapshots and their files: reading is open; taking and deleting need a name (unverified until accounts exist) and the
 * header that only our own page can send.
 */
export function mountSnapshots(app: Express, stages: SnapshotStages): void {
  const { snapshots, exports } = stages;
  mountSchedules(app, stages);
  mountShares(app, stages);
  app.get(PATH, (_request, response) => {
    const formats = SNAPSHOT_FORMATS.map((format) => ({ format, ...FORMAT_FILES[format] }));
    fresh(response).json({ snapshots: snapshots.list(), formats, limit: MAX_SNAPSHOTS });
  });
  app.post(PATH, async (request, response) => {
    // What was not sent is absent, not undefined.
    const wanted = parseBody(snapshotRequestSchema, await bodyOf(request)) as SnapshotRequest;
    const taken = await answering(() => snapshots.take(wanted, operatorOf(request, wanted.operator)));
    fresh(response).status(201).json(taken);
  });
  app.get(`${PATH}/compare`, async (request, response) => {
    const { a, b, format, language } = parseQuery(compareQuerySchema, request.query);
    const comparison = await answering(() => snapshots.compare(a, b));
    if (format === 'json') {
      fresh(response).json(comparison);
      return;
    }
    const bytes = await answering(() => exports.comparison(comparison, format, language));
    const { type, extension } = FORMAT_FILES[format];
    sendFile(response, bytes, type, `skyrack-compare-${a.slice(0, 8)}-${b.slice(0, 8)}.${extension}`);
  });
  app.get(`${PATH}/events`, (_request, response) => {
    fresh(response).json(snapshots.events());
  });
  app.get(`${PATH}/:id`, async (request, response) => {
    fresh(response).json(await found(snapshots, request.params.id));
  });
  app.delete(`${PATH}/:id`, async (request, response) => {
    const { operator, reason } = parseBody(deleteSnapshotSchema, await bodyOf(request));
    const id = String(request.params.id);
    await answering(() => snapshots.remove(id, reason, operatorOf(request, operator)));
    fresh(response).json({ deleted: id });
  });
  app.get(`${PATH}/:id/verify`, async (request, response) => {
    fresh(response).json(await answering(() => snapshots.verify(request.params.id)));
  });
  const sendExport = async (response: Response, id: string, name: string, language: Language) => {
    const summary = await found(snapshots, id);
    const format = formatOf(name);
    const bytes = await answering(() => exports.write(snapshots.file(summary.id), format, language));
    const { type, extension } = FORMAT_FILES[format];
    sendFile(response, bytes, type, `${nameOf(summary)}.${extension}`);
  };
  app.get(`${PATH}/:id/export`, async (request, response) => {
    const { format, language } = parseQuery(exportAsQuerySchema, request.query);
    await sendExport(response, request.params.id, format, language);
  });
  app.get(`${PATH}/:id/export/:format`, async (request, response) => {
    const { language } = parseQuery(exportQuerySchema, request.query);
    await sendExport(response, request.params.id, request.params.format, language);
  });
}

async function found(snapshots: Snapshots, id: string): Promise<SnapshotSummary> {
  const summary = snapshots.find(id);
  if (summary !== undefined) return summary;
  throw new HttpError(404, { code: 'no-such-snapshot', message: 'there is no such snapshot', field: 'id' });
}
