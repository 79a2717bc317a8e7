import type { Express, Request } from 'express';
import { ScenarioRefused, type Scenarios } from '../ports.ts';
import { HttpError } from './errors.ts';

/** A form of another page can send neither this header nor any other of its own making. */
const HEADER = 'X-Skyrack-Action';
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
      requireOwnPage(request);
      if (scenarios === null) {
        throw new HttpError(409, { code: 'not-simulated', message: 'nothing is simulated: SKYRACK_SIMULATE is off' });
      }
      response.json(act(() => scenarios[verb](String(request.params.name))));
    });
  }
}

function requireOwnPage(request: Request): void {
  if (request.get(HEADER) === ACTION) return;
  throw new HttpError(403, {
    code: 'action-header-required',
    message: `send the header ${HEADER}: ${ACTION}`,
    field: HEADER,
    limit: ACTION,
  });
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
