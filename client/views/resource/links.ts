import type { TextKey } from '../../../shared/text/index.ts';
import type { ResourceDetail } from '../../../shared/wire/http.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';

export interface ResourceLink {
  readonly id: string;
  readonly role: Extract<TextKey, `resource.role-${string}`>;
}

export interface Links {
  readonly dependsOn: readonly ResourceLink[];
  readonly neededBy: readonly ResourceLink[];
  /** Of those that need it, how many are not in the list. */
  readonly neededByMore: number;
}

type Attributes = Readonly<Record<string, string | number>>;
type Detail = Pick<ResourceDetail, 'attributes' | 'dependsOn' | 'neededBy' | 'neededByCount'>;

/** Attributes of the inventory's own columns that name what a resource hangs on. */
const NAMING = [
  { kind: 'gpu-node', attributes: ['rack'], role: 'resource.role-place' },
  { kind: 'backhaul-link', attributes: ['from', 'to'], role: 'resource.role-transport' },
] as const;

/** What a resource depends on and what depends on it: rows of links.csv, then what facts name beyond them. */
export function linksOf(index: InventoryIndex, id: string, detail: Detail | undefined): Links {
  if (detail === undefined) return { dependsOn: [], neededBy: [], neededByMore: 0 };
  return {
    dependsOn: eachOnce([...detail.dependsOn.map(asLink), ...namedBy(index, id, detail.attributes)]),
    neededBy: eachOnce([...detail.neededBy.map(asLink), ...naming(index, id)]),
    neededByMore: detail.neededByCount - detail.neededBy.length,
  };
}

function asLink({ id, role }: ResourceDetail['dependsOn'][number]): ResourceLink {
  return { id, role: `resource.role-${role}` };
}

/** The pack's own row goes before a fact that says the same. */
function eachOnce(links: readonly ResourceLink[]): readonly ResourceLink[] {
  const known = new Map<string, ResourceLink>();
  for (const link of links) if (!known.has(link.id)) known.set(link.id, link);
  return [...known.values()];
}

function namedBy(index: InventoryIndex, id: string, attributes: Attributes): readonly ResourceLink[] {
  const links: ResourceLink[] = [];
  const add = (to: string, role: ResourceLink['role']) => {
    if (index.ordinal(to) !== undefined) links.push({ id: to, role });
  };
  const hall = index.path(id).find(({ kind }) => kind === 'hall');
  const hallPath = hall && index.id('hall', hall.ordinal).slice('hall/'.length);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== 'string') continue;
    if (name === 'backhaul_node') add(`backhaul-node/${value}`, 'resource.role-transport');
    else if (name === 'feed_a' || name === 'feed_b') add(`power-feed/${hallPath}/${value}`, 'resource.role-power');
    else {
      const known = NAMING.find((one) => (one.attributes as readonly string[]).includes(name));
      if (known && id.startsWith(`${known.kind}/`)) add(value, known.role);
    }
  }
  return links;
}

function naming(index: InventoryIndex, id: string): readonly ResourceLink[] {
  return NAMING.flatMap(({ kind, attributes, role }) =>
    Array.from({ length: index.count(kind) }, (_, ordinal) => ordinal)
      .filter((ordinal) => attributes.some((name) => index.attribute(kind, ordinal, name) === id))
      .map((ordinal): ResourceLink => ({ id: index.id(kind, ordinal), role })),
  );
}
