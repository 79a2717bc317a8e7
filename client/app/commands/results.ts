import type { ResourceKind } from '../../../shared/model/resource.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';

/** A view, an action or an alarm to go to, as the palette lists it. */
export interface Command {
  /** `view:operations`, `action:theme`: what the list of recent choices keeps. */
  readonly key: string;
  readonly kind: 'view' | 'action' | 'alarm';
  readonly title: string;
  /** The single key that does the same, if there is one. */
  readonly hint?: string;
  run(): void;
}

export interface FoundResource {
  readonly key: string;
  readonly kind: 'resource';
  readonly id: string;
  readonly resourceKind: ResourceKind;
}

export type Result = Command | FoundResource;

export interface Section {
  readonly title: 'commands.recent' | 'commands.go' | 'commands.alarms' | 'commands.resources';
  readonly results: readonly Result[];
}

export interface Found {
  readonly sections: readonly Section[];
  /** In the order of the screen. */
  readonly all: readonly Result[];
  /** More resources match than are shown. */
  readonly more: boolean;
}

const SHOWN_RESOURCES = 12;
/** Resource ids and names are shorter: more text than this can only be a mistake, and would cost time at every key. */
const MAX_QUERY_LENGTH = 100;
const RESOURCE = 'resource:';

/** Nothing typed: what was chosen last, then everything that can be done. Else what contains the text, any case. */
export function resultsFor(
  query: string,
  commands: readonly Command[],
  recent: readonly string[],
  inventory: InventoryIndex,
  /** Those that contain the text. */
  alarms: readonly Command[] = [],
): Found {
  const wanted = query.trim().slice(0, MAX_QUERY_LENGTH).toLowerCase();
  return wanted === '' ? withoutQuery(commands, recent, inventory) : withQuery(wanted, commands, inventory, alarms);
}

function withoutQuery(commands: readonly Command[], recent: readonly string[], inventory: InventoryIndex): Found {
  const before = recent.flatMap((key) => {
    const result = key.startsWith(RESOURCE)
      ? resourceOf(key.slice(RESOURCE.length), inventory)
      : commands.find((command) => command.key === key);
    return result ? [result] : [];
  });
  const used = new Set(before.map(({ key }) => key));
  return found(
    before,
    commands.filter(({ key }) => !used.has(key)),
    [],
    false,
  );
}

function withQuery(
  wanted: string,
  commands: readonly Command[],
  inventory: InventoryIndex,
  alarms: readonly Command[],
): Found {
  const places = inventory.find(wanted, SHOWN_RESOURCES + 1);
  const resources = places
    .slice(0, SHOWN_RESOURCES)
    .flatMap(({ kind, ordinal }) => resourceOf(inventory.id(kind, ordinal), inventory) ?? []);
  const matching = commands.filter(({ title }) => title.toLowerCase().includes(wanted));
  return found([], matching, resources, places.length > SHOWN_RESOURCES, alarms);
}

function resourceOf(id: string, inventory: InventoryIndex): FoundResource | undefined {
  const place = inventory.ordinal(id);
  return place && { key: RESOURCE + id, kind: 'resource', id, resourceKind: place.kind };
}

function found(
  recent: readonly Result[],
  commands: readonly Command[],
  resources: readonly FoundResource[],
  more: boolean,
  alarms: readonly Command[] = [],
): Found {
  const sections: Section[] = [
    { title: 'commands.recent', results: recent },
    { title: 'commands.go', results: commands },
    { title: 'commands.alarms', results: alarms },
    { title: 'commands.resources', results: resources },
  ];
  const shown = sections.filter(({ results }) => results.length > 0);
  return { sections: shown, all: shown.flatMap(({ results }) => results), more };
}
