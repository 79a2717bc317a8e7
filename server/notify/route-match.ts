import { isOpen } from '../../shared/alarms/calendar.ts';
import { severityRank } from '../../shared/alarms/severity.ts';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { RouteView } from '../../shared/wire/notifications.ts';

/** Attributes of a resource in the inventory, by id. */
export type AttributesOf = (resource: string) => ReadonlyMap<string, string | number> | undefined;

/** Routes that take an alarm as it is at a moment (UTC ms), in their order, up to one that is the last. */
export function routesFor(
  alarm: AlarmView,
  routes: readonly RouteView[],
  now: number,
  attributesOf: AttributesOf,
): readonly RouteView[] {
  const found: RouteView[] = [];
  for (const route of routes) {
    if (!takes(route, alarm, now, attributesOf)) continue;
    found.push(route);
    if (route.last) break;
  }
  return found;
}

function takes(route: RouteView, alarm: AlarmView, now: number, attributesOf: AttributesOf): boolean {
  if (!route.enabled || (alarm.simulated && !route.simulated)) return false;
  if (severityRank(alarm.severity) < severityRank(route.minSeverity)) return false;
  if (route.kinds.length > 0 && !route.kinds.includes(alarm.kind)) return false;
  return isWithin(route, alarm, attributesOf) && isOpenNow(route.window, now);
}

/** The resource or one above it is named, or has one of the labels; a route without either takes all. */
function isWithin({ resources, labels }: RouteView, alarm: AlarmView, attributesOf: AttributesOf): boolean {
  if (resources.length === 0 && labels.length === 0) return true;
  return [alarm.resource, ...alarm.path.map(({ id }) => id)].some((id) => {
    if (resources.includes(id)) return true;
    if (labels.length === 0) return false;
    const attributes = attributesOf(id);
    return labels.some(({ name, value }) => attributes?.has(name) && String(attributes.get(name)) === value);
  });
}

function isOpenNow(window: RouteView['window'], now: number): boolean {
  if (window === null) return true;
  const { days, from, to, timeZone } = window;
  return isOpen({ type: 'recurring', freq: 'weekly', byDay: days, from, to, timeZone, start: 0, end: null }, now);
}
