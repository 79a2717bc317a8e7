import type { Express } from 'express';
import { ScenarioRefused, type Scenarios } from '../ports.ts';
import { requireAction } from './action.ts';
import { HttpError } from './errors.ts';

const ACTION = 'scenario';

/**
 * Demo scenarios. They change what the simulator invents and nothing else, so that our own page needs no token for
 * them; a page of elsewhere is refused by the guard, and has no way to set the header.
 */
export function mountScenarios(app: Express, scenarios: Scenarios | null): void {
  app.get('/api/v1/scenarios', (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.json({
      simulated: scenarios !== null,
      speed: scenarios?.speed ?? 1,
      scenarios: scenarios?.list() ?? [],
    });
  });
  for (const verb of ['start', 'stop'] as const) {
    app.post(`/api/v1/scenarios/:name/${verb}`, (request, response) => {
      requireAction(request, ACTION);
      if (scenarios === null) {
        throw new HttpError(409, { code: 'not-simulated', message: 'nothing is simulated: SKYRACK_SIMULATE is off' });
      }
      response.json(act(() => scenarios[verb](String(request.params.name))));
    });
  }
}

function act<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ScenarioRefused)) throw error;
    const { code, message } = error;
    throw new HttpError(code === 'unknown-scenario' ? 404 : 400, { code, message, field: 'name' });
  }
}
