import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import type { Operator } from '../../shared/alarms/alarm.ts';
import {
  channelChangeSchema,
  channelRequestSchema,
  notificationLogQuerySchema,
  removeNotificationSchema,
  routeRequestSchema,
} from '../../shared/wire/notification-schemas.ts';
import {
  type ChannelChange,
  type ChannelRequest,
  NOTIFICATION_ACTION,
  type NotificationLogQuery,
  type RouteRequest,
} from '../../shared/wire/notifications.ts';
import { NotificationRefused, type Notifications } from '../ports.ts';
import { HttpError, parseQuery } from './errors.ts';
import { readJson } from './json-body.ts';

const PATH = '/api/v1/notifications';
const HEADER = 'X-Skyrack-Action';

/**
 * Who is told of alarms: reading is open and shows no secret; changing needs a name (unverified until accounts exist) and
 * the header that only our own page can send. What is refused is in the log.
 */
export function mountNotifications(app: Express, notifications: Notifications): void {
  app.get(`${PATH}/channels`, (_request, response) => {
    fresh(response).json(notifications.list());
  });
  app.get(`${PATH}/routes`, (_request, response) => {
    fresh(response).json(notifications.routes());
  });
  app.get(`${PATH}/log`, (request, response) => {
    fresh(response).json(
      notifications.log(parseQuery(notificationLogQuerySchema, request.query) as NotificationLogQuery),
    );
  });
  mountChannels(app, notifications);
  mountRoutes(app, notifications);
}

function mountChannels(app: Express, notifications: Notifications): void {
  app.post(`${PATH}/channels`, async (request, response) => {
    const wanted = (await bodyOf(request, channelRequestSchema, 'add-channel', notifications)) as ChannelRequest;
    fresh(response)
      .status(201)
      .json(await answering(notifications.addChannel(wanted, operatorOf(request, wanted.operator))));
  });
  app.put(`${PATH}/channels/:id`, async (request, response) => {
    const wanted = (await bodyOf(request, channelChangeSchema, 'change-channel', notifications)) as ChannelChange;
    const by = operatorOf(request, wanted.operator);
    fresh(response).json(await answering(notifications.changeChannel(request.params.id, wanted, by)));
  });
  app.delete(`${PATH}/channels/:id`, async (request, response) => {
    const { operator } = await bodyOf(request, removeNotificationSchema, 'remove-channel', notifications);
    await answering(notifications.removeChannel(request.params.id, operatorOf(request, operator)));
    fresh(response).json({ deleted: request.params.id });
  });
  app.post(`${PATH}/channels/:id/test`, async (request, response) => {
    const { operator } = await bodyOf(request, removeNotificationSchema, 'test-channel', notifications);
    fresh(response).json(await answering(notifications.test(request.params.id, operatorOf(request, operator))));
  });
}

function mountRoutes(app: Express, notifications: Notifications): void {
  app.post(`${PATH}/routes`, async (request, response) => {
    const wanted = (await bodyOf(request, routeRequestSchema, 'add-route', notifications)) as RouteRequest;
    fresh(response)
      .status(201)
      .json(await answering(notifications.addRoute(wanted, operatorOf(request, wanted.operator))));
  });
  app.put(`${PATH}/routes/:id`, async (request, response) => {
    const wanted = (await bodyOf(request, routeRequestSchema, 'change-route', notifications)) as RouteRequest;
    const by = operatorOf(request, wanted.operator);
    fresh(response).json(await answering(notifications.changeRoute(request.params.id, wanted, by)));
  });
  app.delete(`${PATH}/routes/:id`, async (request, response) => {
    const { operator } = await bodyOf(request, removeNotificationSchema, 'remove-route', notifications);
    await answering(notifications.removeRoute(request.params.id, operatorOf(request, operator)));
    fresh(response).json({ deleted: request.params.id });
  });
}

/** The body, if it is one. What is refused here never reaches the stage, and is written down all the same. */
async function bodyOf<T extends z.ZodType>(
  request: Request,
  schema: T,
  action: string,
  notifications: Notifications,
): Promise<z.infer<T>> {
  if (request.get(HEADER) !== NOTIFICATION_ACTION) {
    const message = `send the header ${HEADER}: ${NOTIFICATION_ACTION}`;
    throw new HttpError(403, { code: 'action-header-required', message, field: HEADER, limit: NOTIFICATION_ACTION });
  }
  const body = await readJson(request);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const code = unknownKey === undefined ? 'invalid-field' : 'unknown-field';
  const field = unknownKey ?? issue.path.join('.');
  const said = stringsOf(body);
  notifications.recordRefusal(
    action,
    said.name,
    `${code}: ${field}: ${issue.message}`,
    operatorOf(request, said.operator),
  );
  throw new HttpError(400, { code, message: issue.message, field });
}

const SAID_LENGTH = 80;

/** Who and what a body that is none says it is about, as far as it does. */
function stringsOf(body: unknown): { name: string; operator: string } {
  const { name, operator } = (typeof body === 'object' && body !== null ? body : {}) as {
    name?: unknown;
    operator?: unknown;
  };
  const short = (text: unknown) => (typeof text === 'string' ? text.slice(0, SAID_LENGTH) : '');
  return { name: short(name), operator: short(operator) };
}

function operatorOf(request: Request, name: string): Operator {
  return { name, verified: false, from: request.socket.remoteAddress ?? '' };
}

async function answering<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof NotificationRefused)) throw error;
    const { code, message, field } = error;
    throw new HttpError(statusOf(error), { code, message, ...(field === undefined ? {} : { field }) });
  }
}

function statusOf({ code, field }: NotificationRefused): number {
  if (code === 'no-such-route' || (code === 'no-such-channel' && field === 'id')) return 404;
  if (code === 'in-use' || code === 'full') return 409;
  return code === 'read-only' ? 503 : 400;
}

function fresh(response: Response): Response {
  response.setHeader('Cache-Control', 'no-store');
  return response;
}
