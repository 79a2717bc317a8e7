import type { Express } from 'express';
import { downtimeQuerySchema, MAX_DOWNTIMES } from '../../shared/wire/history-schemas.ts';
import type { Alarms } from '../ports.ts';
import { fresh } from './action.ts';
import { HttpError, parseQuery } from './errors.ts';

/** When this server itself was away, so that a hole in the past is not taken for a source's silence. */
export function mountDowntime(app: Express, alarms: Pick<Alarms, 'downtime'>): void {
  app.get('/api/v1/downtime', (request, response) => {
    const { from = 0, to = Number.POSITIVE_INFINITY } = parseQuery(downtimeQuerySchema, request.query);
    if (!(from < to)) {
      throw new HttpError(400, { code: 'bad-span', message: 'from must be before to', field: 'from', limit: to });
    }
    fresh(response).json(alarms.downtime({ from, to, limit: MAX_DOWNTIMES }));
  });
}
