import type { Operator } from '../../shared/alarms/alarm.ts';
import { nextOpening, type Opening, scheduleProblem } from '../../shared/alarms/calendar.ts';
import type { MaintenanceWindow } from '../../shared/alarms/maintenance.ts';
import type { Inventory, MaintenanceRequest } from '../ports.ts';
import { AlarmRefused } from '../ports.ts';

/** The maintenance windows of the zone and which are open, in journal time. */
export interface MaintenanceWindows {
  all(): readonly MaintenanceWindow[];
  find(id: string): MaintenanceWindow | undefined;
  put(window: MaintenanceWindow): void;
  remove(id: string): void;
  /** Looks which are open at `now`; true when that has changed. */
  turn(now: number): boolean;
  isOpen(id: string): boolean;
  opening(id: string, now: number): Opening | null;
  /** The open window that covers a resource, the oldest first; null for none. */
  covering(resource: string): string | null;
}

export function createMaintenanceWindows(inventory: Inventory): MaintenanceWindows {
  const windows = new Map<string, MaintenanceWindow>();
  const open = new Set<string>();
  /** Journal time until which the set of open ones cannot change. */
  let turnsAt = 0;

  const covers = ({ scope }: MaintenanceWindow, resource: string): boolean => {
    for (let id: string | null = resource; id !== null; id = inventory.find(id)?.parent ?? null) {
      const here: string = id;
      if (scope.resources.includes(here)) return true;
      const attributes = inventory.find(here)?.attributes;
      if (scope.labels.some(({ name, value }) => attributes !== undefined && String(attributes.get(name)) === value)) {
        return true;
      }
    }
    return false;
  };

  return {
    all: () => [...windows.values()],
    find: (id) => windows.get(id),
    put(window) {
      windows.set(window.id, window);
      turnsAt = 0;
    },
    remove(id) {
      windows.delete(id);
      turnsAt = 0;
    },
    turn(now) {
      if (now < turnsAt) return false;
      const before = [...open].join();
      open.clear();
      turnsAt = Number.MAX_SAFE_INTEGER;
      for (const { id, schedule } of windows.values()) {
        const opening = nextOpening(schedule, now);
        if (opening === null) continue;
        const isNow = opening.from <= now;
        if (isNow) open.add(id);
        turnsAt = Math.min(turnsAt, isNow ? opening.to : opening.from);
      }
      return before !== [...open].join();
    },
    isOpen: (id) => open.has(id),
    opening(id, now) {
      const window = windows.get(id);
      return window === undefined ? null : nextOpening(window.schedule, now);
    },
    covering(resource) {
      for (const id of open) {
        const window = windows.get(id);
        if (window !== undefined && covers(window, resource)) return id;
      }
      return null;
    },
  };
}

/** Checks a request and makes a window of it. Throws AlarmRefused. */
export function makeWindow(
  request: MaintenanceRequest,
  facts: { id: string; createdAt: number; by: Operator },
  inventory: Inventory,
): MaintenanceWindow {
  const { scope, schedule } = request;
  const problem = scheduleProblem(schedule);
  if (problem !== null) throw new AlarmRefused('bad-schedule', problem.message, problem.field);
  if (nextOpening(schedule, facts.createdAt) === null) {
    throw new AlarmRefused('in-the-past', 'the window never opens again', 'schedule');
  }
  if (scope.resources.length === 0 && scope.labels.length === 0) {
    throw new AlarmRefused('bad-scope', 'names neither a resource nor a label', 'scope');
  }
  const unknown = scope.resources.find((id) => inventory.find(id) === undefined && !id.startsWith('source/'));
  if (unknown !== undefined) {
    throw new AlarmRefused('bad-scope', `there is no resource ${unknown}`, 'scope.resources');
  }
  return { ...request, ...facts };
}
