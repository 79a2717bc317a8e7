import { WEEKDAYS } from '../../../../shared/alarms/maintenance.ts';
import type { RouteView } from '../../../../shared/wire/notifications.ts';
import type { RouteWish } from '../../../api/notifications.ts';

/** A route as its form holds it: lists are lines or words. */
export interface RouteDraft {
  readonly name: string;
  readonly enabled: boolean;
  readonly channel: string;
  readonly minSeverity: RouteView['minSeverity'];
  readonly kinds: readonly RouteView['kinds'][number][];
  readonly resources: string;
  /** `name=value` a line. */
  readonly labels: string;
  readonly timed: boolean;
  readonly days: readonly (typeof WEEKDAYS)[number][];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly simulated: boolean;
  readonly escalateTo: string;
  readonly afterMinutes: string;
  readonly last: boolean;
}

export function draftOf(route: RouteView | null, channel: string, timeZone: string): RouteDraft {
  const window = route?.window ?? null;
  return {
    name: route?.name ?? '',
    enabled: route?.enabled ?? true,
    channel: route?.channel ?? channel,
    minSeverity: route?.minSeverity ?? 'major',
    kinds: route?.kinds ?? [],
    resources: route?.resources.join('\n') ?? '',
    labels: route?.labels.map(({ name, value }) => `${name}=${value}`).join('\n') ?? '',
    timed: window !== null,
    days: window?.days ?? WEEKDAYS,
    from: window?.from ?? '08:00',
    to: window?.to ?? '18:00',
    timeZone: window?.timeZone ?? timeZone,
    simulated: route?.simulated ?? false,
    escalateTo: route?.escalation?.channel ?? '',
    afterMinutes: String(route?.escalation?.afterMinutes ?? 15),
    last: route?.last ?? false,
  };
}

/** A route as it is, to be sent again: at another place of the list. */
export function wishAt({ id: _id, createdAt: _at, by: _by, ...kept }: RouteView, place: number): RouteWish {
  return { ...kept, place };
}

/** What is sent. What the form cannot tell to be wrong, the server refuses by field. */
export function wishOf(draft: RouteDraft): RouteWish {
  const { name, enabled, channel, minSeverity, kinds, simulated, last, days, from, to, timeZone } = draft;
  const lines = (text: string) =>
    text
      .split(/[\n,]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    name,
    enabled,
    channel,
    minSeverity,
    kinds: [...kinds],
    resources: lines(draft.resources),
    labels: lines(draft.labels).map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? { name: line, value: '' } : { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
    }),
    window: draft.timed ? { days: [...days], from, to, timeZone } : null,
    simulated,
    escalation:
      draft.escalateTo === '' ? null : { channel: draft.escalateTo, afterMinutes: Number(draft.afterMinutes) },
    last,
  };
}
