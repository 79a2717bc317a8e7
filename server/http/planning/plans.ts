import type { Express } from 'express';
import { networkPlanRequestSchema, planWhatIfSchema } from '../../../shared/wire/planning-plan-schemas.ts';
import { rankingRequestSchema } from '../../../shared/wire/planning-schemas.ts';
import type { NetworkPlans } from '../../ports.ts';
import { fresh } from '../action.ts';
import { notFound } from '../errors.ts';
import { answering, bodyOf, requireHeader } from './answers.ts';

/** Named plans: kept when they are made, asked what they would change, taken away. */
export function mountPlans(app: Express, plans: NetworkPlans): void {
  app.get('/api/v1/plans', (_request, response) => {
    fresh(response).json(plans.list());
  });
  app.post('/api/v1/plans', async (request, response) => {
    const wanted = await bodyOf(request, networkPlanRequestSchema);
    fresh(response)
      .status(201)
      .json(await answering(() => plans.create(wanted)));
  });
  app.get('/api/v1/plans/:id', (request, response) => {
    const plan = plans.find(request.params.id);
    if (plan === undefined) throw notFound('plan', 'id');
    fresh(response).json(plan);
  });
  app.delete('/api/v1/plans/:id', (request, response) => {
    requireHeader(request);
    if (!plans.remove(String(request.params.id))) throw notFound('plan', 'id');
    fresh(response).status(204).end();
  });
  app.post('/api/v1/plans/:id/what-if', async (request, response) => {
    const question = await bodyOf(request, planWhatIfSchema);
    fresh(response).json(await answering(() => plans.whatIf(String(request.params.id), question)));
  });
  app.post('/api/v1/plans/:id/rank', async (request, response) => {
    const wanted = await bodyOf(request, rankingRequestSchema);
    fresh(response)
      .status(202)
      .json(await answering(() => plans.rank(String(request.params.id), wanted)));
  });
}
