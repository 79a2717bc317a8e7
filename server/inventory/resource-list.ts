import { metricsOf } from '../../shared/metrics/index.ts';
import type { Label, Lifecycle, Position, Resource, ResourceKind } from '../../shared/model/resource.ts';
import { RESOURCE_KINDS } from '../../shared/model/resource.ts';
import type { Place, ProblemList } from './problems.ts';

/** A resource as a row of the pack gives it. */
export interface Draft {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly parent: string | null;
  readonly name: Label;
  readonly lifecycle: Lifecycle;
  /** True when it is expected to report by itself; what is above it then reports by roll-up. */
  readonly reports: boolean;
  readonly synthetic: boolean;
  readonly position?: Position | undefined;
  readonly altResource?: readonly string[] | undefined;
  readonly attributes?: ReadonlyMap<string, string | number> | undefined;
}

/** Resources of a pack as they are built: each id once, in the order of the files. */
export class ResourceList {
  readonly #drafts = new Map<string, { draft: Draft; place: Place }>();

  constructor(private readonly problems: ProblemList) {}

  /** Adds a resource; a second one of the same id is a problem at its place. */
  add(draft: Draft, place: Place): void {
    const first = this.#drafts.get(draft.id);
    if (first) {
      const where = first.place.row === undefined ? first.place.file : `row ${first.place.row}`;
      this.problems.add(place, `duplicate id: ${draft.id} stands in ${where} already`);
      return;
    }
    this.#drafts.set(draft.id, { draft, place });
  }

  get(id: string): Draft | undefined {
    return this.#drafts.get(id)?.draft;
  }

  /** The finished resources by kind. What contains a reporting resource reports too, if its kind has metrics. */
  finish(): ReadonlyMap<ResourceKind, readonly Resource[]> {
    const byKind = new Map<ResourceKind, Resource[]>(RESOURCE_KINDS.map((kind) => [kind, []]));
    const above = this.#aboveReporting();
    for (const { draft } of this.#drafts.values()) {
      const { reports, position, altResource, attributes, ...rest } = draft;
      const resource: Resource = {
        ...rest,
        reporting: metricsOf(draft.kind).length > 0 && (reports || above.has(draft.id)),
        attributes: attributes ?? new Map(),
        ...(position ? { position } : {}),
        ...(altResource && altResource.length > 0 ? { altResource } : {}),
      };
      byKind.get(draft.kind)?.push(Object.freeze(resource));
    }
    return byKind;
  }

  #aboveReporting(): ReadonlySet<string> {
    const above = new Set<string>();
    for (const { draft } of this.#drafts.values()) {
      if (!draft.reports) continue;
      for (let id = draft.parent; id !== null && !above.has(id); id = this.get(id)?.parent ?? null) above.add(id);
    }
    return above;
  }
}

/** The given columns of a row as attributes; empty cells are left out. */
export function attributesOf<const K extends string>(
  row: Readonly<Partial<Record<K, string | number | undefined>>>,
  columns: readonly K[],
): ReadonlyMap<string, string | number> {
  const attributes = new Map<string, string | number>();
  for (const column of columns) {
    const value = row[column];
    if (value !== undefined) attributes.set(column, value);
  }
  return attributes;
}
