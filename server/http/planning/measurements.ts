import type { Express } from 'express';
import { MAX_MEASURED_BYTES, measurementImportQuerySchema } from '../../../shared/wire/planning-measured-schemas.ts';
import type { Measurements } from '../../ports.ts';
import { fresh } from '../action.ts';
import { notFound, parseQuery } from '../errors.ts';
import { answering, requireHeader } from './answers.ts';
import { readFileBody, typeOfFile } from './read-file-body.ts';

const CSV = new Map([['text/csv', 'csv']]);

/** Measured levels: looked over, kept, taken away; and how far the model is from them. */
export function mountMeasurements(app: Express, measurements: Measurements): void {
  app.get('/api/v1/coverage/measurements', async (_request, response) => {
    fresh(response).json(await measurements.list());
  });
  app.post('/api/v1/coverage/measurements', async (request, response) => {
    requireHeader(request);
    const { commit, ...wanted } = parseQuery(measurementImportQuerySchema, request.query);
    typeOfFile(request, CSV, 'send CSV');
    const bytes = await readFileBody(request, MAX_MEASURED_BYTES);
    fresh(response).json(await answering(() => measurements.add({ ...wanted, bytes }, commit)));
  });
  app.delete('/api/v1/coverage/measurements/:id', async (request, response) => {
    requireHeader(request);
    if (!(await measurements.remove(String(request.params.id)))) throw notFound('measurements', 'id');
    fresh(response).status(204).end();
  });
  app.get('/api/v1/coverage/residuals', async (_request, response) => {
    fresh(response).json(await answering(() => measurements.residuals()));
  });
  app.get('/api/v1/coverage/sample-measurements', async (_request, response) => {
    const { bytes, type, name } = await answering(() => measurements.sample());
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    fresh(response)
      .type(type)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}
