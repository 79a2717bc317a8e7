import type { Express, Request, Response } from 'express';
import { PERCEIVED_SEVERITIES, type PerceivedSeverity } from '../../shared/alarms/severity.ts';
import { alarmRulesQuerySchema } from '../../shared/wire/alarm-rule-schemas.ts';
import {
  acknowledgeSchema,
  alarmHistoryQuerySchema,
  alarmListQuerySchema,
  assignSchema,
  clearSchema,
  commentRequestSchema,
  endMaintenanceSchema,
  maintenanceRequestSchema,
  shelveSchema,
  unshelveSchema,
} from '../../shared/wire/alarm-schemas.ts';
import { availabilityQuerySchema } from '../../shared/wire/availability-schemas.ts';
import { type AlarmAction, AlarmRefused, type Alarms, Refused } from '../ports.ts';
import { actionBody, fresh, operatorOf, parseBody, refused } from './action.ts';
import { HttpError, notFound, parseQuery } from './errors.ts';

const ACTION = 'alarm';
/** Of who a wrong body says that it is from. */
const NAME_LENGTH = 80;

/** What each action sends, and what it becomes. */
const ACTIONS: Readonly<Record<string, (body: unknown) => { action: AlarmAction; operator: string }>> = {
  acknowledge: (body) => {
    const { operator, revision, comment } = parseBody(acknowledgeSchema, body);
    return { operator, action: { type: 'acknowledge', revision, comment } };
  },
  comment: (body) => {
    const { operator, revision, text } = parseBody(commentRequestSchema, body);
    return { operator, action: { type: 'comment', revision, text } };
  },
  assign: (body) => {
    const { operator, revision, owner } = parseBody(assignSchema, body);
    return { operator, action: { type: 'assign', revision, owner } };
  },
  shelve: (body) => {
    const { operator, revision, reason, until } = parseBody(shelveSchema, body);
    return { operator, action: { type: 'shelve', revision, reason, until } };
  },
  unshelve: (body) => {
    const { operator, revision } = parseBody(unshelveSchema, body);
    return { operator, action: { type: 'unshelve', revision } };
  },
  clear: (body) => {
    const { operator, revision, reason } = parseBody(clearSchema, body);
    return { operator, action: { type: 'clear', revision, reason } };
  },
};

/**
 * The alarm list: reading is open, acting needs a name (unverified until accounts exist) and the header that only our own
 * page can send. Somebody who was slower gets 409 with the record as it is now.
 */
export function mountAlarms(app: Express, alarms: Alarms, epoch: number): void {
  app.get('/api/v1/alarms', (request, response) => {
    const query = parseQuery(alarmListQuerySchema, request.query);
    const found = answering(() =>
      alarms.list({
        ...(query.active === undefined ? {} : { active: query.active === 'true' }),
        ...(query.severity === undefined ? {} : { severities: severitiesOf(query.severity) }),
        ...(query.kind === undefined ? {} : { kinds: new Set(query.kind.split(',')) }),
        ...(query.root === undefined ? {} : { root: query.root === 'none' ? null : query.root }),
        resource: query.resource,
        q: query.q,
        at: query.at,
        limit: query.limit,
      }),
    );
    fresh(response).json({ epoch, seq: alarms.seq, now: query.at ?? alarms.now, ...found });
  });
  app.get('/api/v1/alarms/summary', (_request, response) => {
    fresh(response).json(alarms.summary());
  });
  app.get('/api/v1/alarms/history', (request, response) => {
    fresh(response).json(alarms.history(parseQuery(alarmHistoryQuerySchema, request.query)));
  });
  app.get('/api/v1/alarms/availability', (request, response) => {
    const query = parseQuery(availabilityQuerySchema, request.query);
    fresh(response).json(answering(() => alarms.availability(query)));
  });
  app.get('/api/v1/alarms/rules', (request, response) => {
    const { rule } = parseQuery(alarmRulesQuerySchema, request.query);
    const all = alarms.rules();
    const rules = rule === undefined ? all.rules : all.rules.filter((one) => one.rule === rule);
    if (rules.length === 0) throw notFound('rule', 'rule');
    fresh(response).json({ ...all, rules });
  });
  app.get('/api/v1/alarms/:id', (request, response) => {
    const detail = alarms.find(request.params.id);
    if (detail === undefined) throw notFound('alarm', 'id');
    fresh(response).json(detail);
  });
  for (const [name, toAction] of Object.entries(ACTIONS)) {
    app.post(`/api/v1/alarms/:id/${name}`, async (request, response) => {
      const id = String(request.params.id);
      const body = await actionBody(request, ACTION);
      const { action, operator } = recorded(alarms, request, { action: name, subject: id, body }, () => toAction(body));
      answer(response, () => alarms.act(id, action, operatorOf(request, operator)));
    });
  }
  mountMaintenance(app, alarms);
}

function mountMaintenance(app: Express, alarms: Alarms): void {
  app.get('/api/v1/maintenance', (_request, response) => {
    fresh(response).json({ windows: alarms.maintenance() });
  });
  app.post('/api/v1/maintenance', async (request, response) => {
    const body = await actionBody(request, ACTION);
    const asked = { action: 'open-maintenance', subject: '', body };
    const { operator, ...wanted } = recorded(alarms, request, asked, () => parseBody(maintenanceRequestSchema, body));
    answer(response, () => alarms.openMaintenance(wanted, operatorOf(request, operator)));
  });
  app.post('/api/v1/maintenance/:id/end', async (request, response) => {
    const id = String(request.params.id);
    const body = await actionBody(request, ACTION);
    const asked = { action: 'end-maintenance', subject: id, body };
    const { operator } = recorded(alarms, request, asked, () => parseBody(endMaintenanceSchema, body));
    answer(response, () => alarms.endMaintenance(id, operatorOf(request, operator)));
  });
}

/** What a body asks for; one that is wrong is written down before it is refused. */
function recorded<T>(
  alarms: Alarms,
  request: Request,
  { action, subject, body }: { readonly action: string; readonly subject: string; readonly body: unknown },
  read: () => T,
): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const { code, field } = error.body;
    const { operator } = (typeof body === 'object' && body !== null ? body : {}) as { operator?: unknown };
    const name = typeof operator === 'string' ? operator.slice(0, NAME_LENGTH) : '';
    const reason = field === undefined ? code : `${code}: ${field}`;
    alarms.recordRefusal(action, subject, reason, operatorOf(request, name));
    throw error;
  }
}

/** Answers with what `act` returns; a conflict carries the newer record. */
function answer(response: Response, act: () => unknown): void {
  try {
    response.json(act());
  } catch (error) {
    if (!(error instanceof AlarmRefused) || error.code === 'replaying' || statusOf(error.code) !== 409) {
      throw toHttpError(error);
    }
    response.status(409).json({ code: error.code, message: error.message, alarm: error.alarm });
  }
}

function answering<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw toHttpError(error);
  }
}

function toHttpError(error: unknown): unknown {
  if (!(error instanceof AlarmRefused)) return error;
  const { code } = error;
  if (code === 'replaying') return new Refused('replaying', 1);
  return refused(statusOf(code), error);
}

function statusOf(code: Exclude<AlarmRefused['code'], 'replaying'>): number {
  switch (code) {
    case 'no-such-alarm':
    case 'no-such-maintenance':
    case 'no-such-resource':
    case 'not-kept':
      return 404;
    case 'conflict':
    case 'gone':
    case 'already-acknowledged':
    case 'already-cleared':
      return 409;
    default:
      return 400;
  }
}

function severitiesOf(text: string): ReadonlySet<PerceivedSeverity> {
  const wanted = text.split(',');
  const known = PERCEIVED_SEVERITIES.filter((severity) => wanted.includes(severity));
  if (known.length === wanted.length) return new Set(known);
  const limit = PERCEIVED_SEVERITIES.join(', ');
  throw new HttpError(400, { code: 'invalid-parameter', message: 'is not a severity', field: 'severity', limit });
}
