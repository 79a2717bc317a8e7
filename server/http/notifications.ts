import type { Express, Request } from 'express';
import type { z } from 'zod';
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
import { actionBody, fresh, operatorOf, parseBody, refused } from './action.ts';
import { HttpError, parseQuery } from './errors.ts';

const PATH = '/api/v1/notifications';

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
  const body = await actionBody(request, NOTIFICATION_ACTION);
  try {
    return parseBody(schema, body);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const { code, field, message } = error.body;
    const said = stringsOf(body);
    const by = operatorOf(request, said.operator);
    notifications.recordRefusal(action, said.name, `${code}: ${field}: ${message}`, by);
    throw error;
  }
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

async function answering<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof NotificationRefused ? refused(statusOf(error), error) : error;
  }
}

function statusOf({ code, field }: NotificationRefused): number {
  if (code === 'no-such-route' || (code === 'no-such-channel' && field === 'id')) return 404;
  if (code === 'in-use' || code === 'full') return 409;
  return code === 'read-only' ? 503 : 400;
}
