import { randomBytes } from 'node:crypto';
import type { Operator } from '../../shared/alarms/alarm.ts';
import { scheduleProblem } from '../../shared/alarms/calendar.ts';
import { MAX_CHANNELS, MAX_ROUTES } from '../../shared/wire/notification-schemas.ts';
import type { ChannelChange, ChannelRequest, RouteRequest } from '../../shared/wire/notifications.ts';
import { DeliveryFailed, type Inventory, NotificationRefused } from '../ports.ts';
import type { AddressPolicy } from './address-policy.ts';
import type { Channel, Route, Settings } from './settings-file.ts';

/** What a new channel or route is judged by. */
export interface Rules {
  readonly inventory: Inventory;
  readonly policy: AddressPolicy;
  /** Whether this server can send mail. */
  readonly mail: boolean;
}

const newId = (): string => randomBytes(8).toString('hex');
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A webhook's address, if it may be connected to. Throws NotificationRefused. */
export async function checkUrl(text: string, policy: AddressPolicy): Promise<void> {
  const refuse = (code: 'bad-url' | 'refused-address' | 'unresolved', message: string) =>
    new NotificationRefused(code, message, 'url');
  if (!URL.canParse(text)) throw refuse('bad-url', 'is not a URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('bad-url', 'must be an http or https URL');
  if (url.username !== '' || url.password !== '') throw refuse('bad-url', 'must hold neither a name nor a password');
  try {
    await policy.check(url);
  } catch (error) {
    if (error instanceof DeliveryFailed) throw refuse('refused-address', error.message);
    throw refuse('unresolved', `${url.hostname} cannot be found`);
  }
}

/** A channel as it is kept. Throws NotificationRefused. */
export async function newChannel(request: ChannelRequest, by: Operator, at: number, rules: Rules): Promise<Channel> {
  const { name, language, enabled, watchdogMinutes } = request;
  const kept = { id: newId(), name, language, enabled, watchdogMinutes, createdAt: at, by };
  if (request.type === 'webhook') {
    await checkUrl(request.url, rules.policy);
    return { ...kept, type: 'webhook', url: request.url, secret: newSecret() };
  }
  if (!rules.mail)
    throw new NotificationRefused('no-mail', 'this server sends no mail: SKYRACK_SMTP_URL is not set', 'type');
  return { ...kept, type: 'mail', to: [...request.to] };
}

/** The channel with what was changed of it. Throws NotificationRefused. */
export async function changedChannel(channel: Channel, change: ChannelChange, rules: Rules): Promise<Channel> {
  const { name, language, enabled, watchdogMinutes, url, to } = change;
  const kept = { name, language, enabled, watchdogMinutes };
  if (channel.type === 'webhook') {
    if (to !== undefined) throw new NotificationRefused('wrong-type', 'a webhook has no mail addresses', 'to');
    if (url !== undefined) await checkUrl(url, rules.policy);
    return { ...channel, ...kept, url: url ?? channel.url, secret: change.newSecret ? newSecret() : channel.secret };
  }
  if (url !== undefined) throw new NotificationRefused('wrong-type', 'mail has no URL', 'url');
  if (change.newSecret) throw new NotificationRefused('wrong-type', 'mail is not signed', 'newSecret');
  return { ...channel, ...kept, to: [...(to ?? channel.to)] };
}

export function withChannel(settings: Settings, channel: Channel): Settings {
  const { channels } = settings;
  if (channels.some(({ id }) => id === channel.id)) {
    return { ...settings, channels: channels.map((one) => (one.id === channel.id ? channel : one)) };
  }
  if (channels.length >= MAX_CHANNELS)
    throw new NotificationRefused('full', `there are ${MAX_CHANNELS} channels already`);
  return { ...settings, channels: [...channels, channel] };
}

export function withoutChannel(settings: Settings, id: string): Settings {
  const channel = findChannel(settings, id);
  const user = settings.routes.find((route) => route.channel === id || route.escalation?.channel === id);
  if (user !== undefined) {
    throw new NotificationRefused(
      'in-use',
      `the route “${user.name}” tells this channel: change or remove it first`,
      'id',
    );
  }
  return { ...settings, channels: settings.channels.filter((one) => one !== channel) };
}

export function findChannel({ channels }: Settings, id: string): Channel {
  const found = channels.find((one) => one.id === id);
  if (found === undefined) throw new NotificationRefused('no-such-channel', 'there is no such channel', 'id');
  return found;
}

/** The route as it is kept; `before` is the one that it replaces. Throws NotificationRefused. */
export function newRoute(
  request: RouteRequest,
  before: Route | null,
  { by, at, settings, rules }: { by: Operator; at: number; settings: Settings; rules: Rules },
): Route {
  const { operator: _, place: __, kinds, resources, labels, window, ...rest } = request;
  for (const [field, id] of [
    ['channel', request.channel],
    ['escalation.channel', request.escalation?.channel],
  ] as const) {
    if (id !== undefined && !settings.channels.some((one) => one.id === id)) {
      throw new NotificationRefused('no-such-channel', 'there is no such channel', field);
    }
  }
  const unknown = resources.find((id) => rules.inventory.find(id) === undefined && !/^(?:source|server)\//.test(id));
  if (unknown !== undefined) {
    throw new NotificationRefused('unknown-resource', `there is no resource ${unknown}`, 'resources');
  }
  const problem =
    window === null
      ? null
      : scheduleProblem({ ...window, type: 'recurring', freq: 'weekly', byDay: window.days, start: 0, end: null });
  if (problem !== null)
    throw new NotificationRefused('bad-window', problem.message, problem.field.replace('schedule', 'window'));
  return {
    ...rest,
    kinds: [...kinds],
    resources: [...resources],
    labels: [...labels],
    window: window === null ? null : { ...window, days: [...window.days] },
    id: before?.id ?? newId(),
    createdAt: before?.createdAt ?? at,
    by,
  };
}

/** At a place of the list; without one where it was, or at the end. */
export function withRoute(settings: Settings, route: Route, place: number | undefined): Settings {
  const at = settings.routes.findIndex(({ id }) => id === route.id);
  if (at < 0 && settings.routes.length >= MAX_ROUTES) {
    throw new NotificationRefused('full', `there are ${MAX_ROUTES} routes already`);
  }
  const others = settings.routes.filter(({ id }) => id !== route.id);
  const here = place ?? (at < 0 ? others.length : at);
  return { ...settings, routes: [...others.slice(0, here), route, ...others.slice(here)] };
}

export function findRoute({ routes }: Settings, id: string): Route {
  const found = routes.find((one) => one.id === id);
  if (found === undefined) throw new NotificationRefused('no-such-route', 'there is no such route', 'id');
  return found;
}
