import { createInventory } from '../../../server/inventory/create-inventory.ts';
import type { Inventory } from '../../../server/ports.ts';
import type { Lifecycle, Link, Resource, ResourceKind } from '../../../shared/model/resource.ts';

export interface ZoneShape {
  readonly sites?: number;
  readonly racks?: number;
}

/**
 * A zone with every dependency once: sites of three cells on backhaul nodes n1 and n2 (ring with links l1 and l2), a hall of
 * racks with feeds a and b up to one mains supply each, two cooling units, carriers alpha and beta with a port each on
 * routers r1 and r2, a station with two connectors, a GPU node. Site s1 and s2 hang on n1, the others on n2; the last is being built.
 */
export function alarmZone({ sites = 4, racks = 20 }: ZoneShape = {}): Inventory {
  const resources = new Map<ResourceKind, Resource[]>();
  const links: Link[] = [];
  const add = (
    id: string,
    parent: string | null,
    attributes: Readonly<Record<string, string | number>> = {},
    lifecycle: Lifecycle = 'in-service',
  ): string => {
    const kind = id.slice(0, id.indexOf('/')) as ResourceKind;
    const list = resources.get(kind) ?? [];
    resources.set(kind, list);
    const name = { zh: `名 ${id}`, en: `Name ${id}` };
    const reporting = lifecycle === 'in-service';
    list.push({
      id,
      kind,
      parent,
      name,
      lifecycle,
      reporting,
      synthetic: true,
      attributes: new Map(Object.entries(attributes)),
    });
    return id;
  };
  const link = (from: string, to: string, role: Link['role']): void => void links.push({ from, to, role });

  const zone = add('zone/test', null);
  const nodes = ['n1', 'n2'].map((name) => add(`backhaul-node/core/${name}`, zone));
  for (const name of ['l1', 'l2']) {
    const id = add(`backhaul-link/core/${name}`, zone, { capacity_bps: 1e11, from: nodes[0]!, to: nodes[1]! });
    link(id, nodes[0]!, 'transport');
    for (const node of nodes) link(node, id, 'transport');
  }
  for (let i = 1; i <= sites; i++) {
    const lifecycle = i === sites ? 'building' : 'in-service';
    const site = add(`site/s${i}`, zone, { area: i <= 2 ? 'bay' : 'core' }, lifecycle);
    for (const cell of [1, 2, 3]) add(`cell/s${i}/${cell}`, site, {}, lifecycle);
    link(site, nodes[i <= 2 ? 0 : 1]!, 'transport');
  }

  const dc = add('datacentre/dc', zone);
  const hall = add('hall/dc/h1', add('phase/dc/p1', dc));
  for (const side of ['a', 'b']) {
    const utility = add(`utility/dc/u${side}`, dc, { rating_w: 1e6 });
    const transformer = add(`transformer/dc/t${side}`, dc, { rating_w: 1e6 });
    const ups = add(`ups/dc/${side}1`, dc, { rating_w: 1e6 });
    const pdu = add(`pdu/dc/h1-${side}`, dc, { rating_w: 1e6 });
    const feed = add(`power-feed/dc/h1/${side}`, hall, { rating_w: 1e5, rating_a: 160 });
    for (const [from, to] of [
      [transformer, utility],
      [ups, transformer],
      [pdu, ups],
      [feed, pdu],
      [hall, feed],
    ] as const) {
      link(from, to, 'power');
    }
    link(hall, add(`cooling-unit/dc/h1/crah-${side}`, hall), 'cooling');
  }
  const row = add('row/dc/h1/r01', hall);
  for (let i = 1; i <= racks; i++) {
    // The first has a cord on feed a only.
    add(`rack/dc/h1/r01/${String(i).padStart(2, '0')}`, row, i === 1 ? { feed_a: 'a' } : { feed_a: 'a', feed_b: 'b' });
  }
  add('gpu-node/dc/g1', dc, { gpus: 8 });
  const routers = ['r1', 'r2'].map((name) => add(`router/dc/${name}`, dc));
  for (const name of ['alpha', 'beta']) {
    const carrier = add(`carrier/${name}`, zone);
    link(dc, carrier, 'transport');
    for (const port of ['1', '2']) {
      const uplink = add(`uplink/${name}/${port}`, carrier, { capacity_bps: 4e11 });
      link(uplink, carrier, 'carrier');
      link(uplink, routers[port === '1' ? 0 : 1]!, 'transport');
    }
  }
  const station = add('charging-station/c1', zone);
  for (const connector of ['1', '2']) add(`connector/c1/${connector}`, station);

  return createInventory({
    zone: {
      id: 'test',
      name: { zh: '试验区', en: 'Test zone' },
      timeZone: 'Asia/Shanghai',
      outline: [],
      targets: { sites, egressBps: 1.6e12, racks, terminals: 2 },
      attribution: { zh: '', en: '' },
      basemapLayers: [],
    },
    resources,
    links,
    mapping: [],
    basemap: new Map(),
  });
}
