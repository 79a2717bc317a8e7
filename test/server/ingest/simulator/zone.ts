import type { IngestContext, ReadingBatch, Receipt, SeriesName } from '../../../../server/ports.ts';
import { metricsOf } from '../../../../shared/metrics/index.ts';
import type { Lifecycle, Link, Resource, ResourceKind } from '../../../../shared/model/resource.ts';

/** A resource as a pack would give it. */
export function resource(
  id: string,
  parent: string,
  attributes: Readonly<Record<string, string | number>> = {},
  lifecycle: Lifecycle = 'in-service',
  reporting = lifecycle === 'in-service',
): Resource {
  const kind = id.slice(0, id.indexOf('/')) as ResourceKind;
  return {
    id,
    kind,
    parent,
    name: { zh: id, en: id },
    lifecycle,
    reporting,
    synthetic: true,
    attributes: new Map(Object.entries(attributes)),
  };
}

/** A zone like the demo's in small: 2 halls of 10 rows of 25 racks, 9 sites, 20 uplinks, 60 connectors; some planned. */
export function smallZone(): readonly Resource[] {
  const all: Resource[] = [];
  const pad = (n: number) => String(n).padStart(2, '0');
  for (let hall = 1; hall <= 2; hall++) {
    all.push(resource(`hall/dc/p1-h${pad(hall)}`, 'phase/dc/p1', {}, 'in-service', false));
    for (let row = 1; row <= 10; row++) {
      const rowId = `row/dc/p1-h${pad(hall)}/r${pad(row)}`;
      all.push(resource(rowId, `hall/dc/p1-h${pad(hall)}`, {}, 'in-service', false));
      for (let rack = 1; rack <= 25; rack++) {
        all.push(
          resource(`rack/dc/p1-h${pad(hall)}/r${pad(row)}/${pad(rack)}`, rowId, {
            rated_w: rack === 13 ? 20_000 : 3_000 + 200 * (rack % 12),
            occupied: rack % 5 < 3 ? 1 : 0,
            tenant: `t${row % 4}`,
          }),
        );
      }
    }
  }
  all.push(resource('rack/dc/p2-h01/r01/01', 'row/dc/p2-h01/r01', { rated_w: 4_000, occupied: 0 }, 'building'));
  for (let site = 1; site <= 9; site++) {
    for (let sector = 1; sector <= 3; sector++) all.push(resource(`cell/s${site}/${sector}`, `site/s${site}`));
  }
  all.push(resource('cell/s10/1', 'site/s10', {}, 'planned'));
  all.push(resource('cell/s11/1', 'site/s11', {}, 'in-service', false));
  for (let port = 1; port <= 20; port++) {
    all.push(resource(`uplink/cmcc/p${pad(port)}`, 'carrier/cmcc', { capacity_bps: 1e12 }));
  }
  for (let connector = 1; connector <= 60; connector++) {
    all.push(
      resource(
        `connector/cs${Math.ceil(connector / 5)}/${connector}`,
        `charging-station/cs${Math.ceil(connector / 5)}`,
        {
          power_kw: connector % 20 === 0 ? 120 : 7,
        },
      ),
    );
  }
  return all;
}

/** The plant of smallZone's two halls and a transport ring of three nodes for its nine sites, with a spur for the last. */
export function smallPlant(): { readonly resources: readonly Resource[]; readonly links: readonly Link[] } {
  const all: Resource[] = [];
  const links: Link[] = [];
  const dc = 'datacentre/dc';
  const needs = (from: string, to: string, role: Link['role'] = 'power') => links.push({ from, to, role });
  all.push(resource(dc, 'zone/z', {}, 'in-service', false));
  all.push(resource('phase/dc/p1', dc, {}, 'in-service', false));
  for (const side of ['a', 'b']) {
    all.push(resource(`utility/dc/${side}`, dc, { rating_w: 4e6 }));
    all.push(resource(`transformer/dc/${side}`, dc, { rating_w: 2.5e6 }));
    all.push(resource(`generator/dc/${side}`, dc, { rating_w: 2.5e6 }));
    all.push(resource(`ups/dc/${side}`, dc, { rating_w: 1.6e6 }));
    needs(`transformer/dc/${side}`, `utility/dc/${side}`);
    needs(`ups/dc/${side}`, `transformer/dc/${side}`);
    needs(`ups/dc/${side}`, `generator/dc/${side}`);
  }
  for (const hall of ['p1-h01', 'p1-h02']) {
    for (const side of ['a', 'b']) {
      all.push(resource(`pdu/dc/${hall}-${side}`, `hall/dc/${hall}`, { rating_w: 1e6 }));
      all.push(resource(`power-feed/dc/${hall}/${side}`, `hall/dc/${hall}`, { rating_w: 1e6 }));
      needs(`power-feed/dc/${hall}/${side}`, `pdu/dc/${hall}-${side}`);
      needs(`pdu/dc/${hall}-${side}`, `ups/dc/${side}`);
    }
    for (let unit = 1; unit <= 5; unit++) {
      const id = `cooling-unit/dc/${hall}/c${unit}`;
      const place = { floor_side: unit <= 3 ? 'left' : 'right', floor_position: ((unit - 1) % 3) / 2 };
      all.push(resource(id, `hall/dc/${hall}`, { ...place, cooling_w: 250_000 }));
      needs(id, `transformer/dc/${unit % 2 === 0 ? 'a' : 'b'}`);
    }
  }
  for (const n of [1, 2]) {
    all.push(resource(`gpu-node/dc/g${n}`, dc, { rack: `rack/dc/p1-h01/r01/0${n}`, gpus: 8, rating_w: 6_000 }));
    all.push(resource(`router/dc/er-${n}`, dc));
  }
  const node = (id: string, ring: number) => all.push(resource(`backhaul-node/${id}`, 'zone/z', { ring }));
  const link = (id: string, from: string, to: string) =>
    all.push(
      resource(`backhaul-link/${id}`, 'zone/z', {
        from: `backhaul-node/${from}`,
        to: `backhaul-node/${to}`,
        capacity_bps: 1e11,
      }),
    );
  node('core/c1', 0);
  for (const n of [1, 2, 3]) node(`ring-1/n${n}`, 1);
  node('ring-1/spur', 1);
  link('ring-1/1', 'core/c1', 'ring-1/n1');
  link('ring-1/2', 'ring-1/n1', 'ring-1/n2');
  link('ring-1/3', 'ring-1/n2', 'ring-1/n3');
  link('ring-1/4', 'ring-1/n3', 'core/c1');
  link('ring-1/spur', 'ring-1/n2', 'ring-1/spur');
  for (let site = 1; site <= 9; site++) {
    all.push(resource(`site/s${site}`, 'zone/z'));
    needs(`site/s${site}`, `backhaul-node/ring-1/${site === 9 ? 'spur' : `n${1 + (site % 3)}`}`, 'transport');
  }
  return { resources: all, links };
}

export function inventoryOf(resources: readonly Resource[], timeZone = 'Asia/Shanghai', links: readonly Link[] = []) {
  const byId = new Map(resources.map((each) => [each.id, each]));
  const children = new Map<string, Resource[]>();
  for (const each of resources) {
    if (each.parent === null) continue;
    const known = children.get(each.parent);
    if (known === undefined) children.set(each.parent, [each]);
    else known.push(each);
  }
  return {
    zone: { timeZone },
    ofKind: (kind: ResourceKind) => resources.filter((each) => each.kind === kind),
    find: (id: string) => byId.get(id),
    children: (id: string) => children.get(id) ?? [],
    links,
  } as unknown as IngestContext['inventory'];
}

/** smallZone with its plant. */
export function wholeZone() {
  const { resources, links } = smallPlant();
  return inventoryOf([...smallZone(), ...resources], 'Asia/Shanghai', links);
}

/** What a registry heard of one sample. */
export interface Heard {
  readonly resource: string;
  readonly metric: string;
  readonly at: number;
  readonly value: number;
}

/** A registry of one source that keeps what it is given. `take` decides what becomes of a batch. */
export function recordingRegistry(take: (batch: ReadingBatch) => Promise<void> = async () => undefined) {
  const names: { resource: string; metric: string }[] = [];
  const heard: Heard[] = [];
  const batches: number[] = [];
  const refused = new Map<string, number>();
  const asked: { id: string; protocol: string; simulated: boolean | undefined }[] = [];
  const receipt: Receipt = { stored: 0, duplicate: false, unmapped: 0, rejected: [] };
  const registry: IngestContext['registry'] = {
    sources: () => [],
    source(id, protocol, simulated) {
      asked.push({ id, protocol, simulated });
      return {
        id,
        limits: null,
        handle(name: SeriesName) {
          if (name.by !== 'catalogue') throw new Error('the simulator names series by the catalogue');
          names.push({ resource: name.resource, metric: name.metric });
          return names.length - 1;
        },
        refuse(reason, count) {
          refused.set(reason, (refused.get(reason) ?? 0) + count);
        },
        async accept(batch) {
          await take(batch);
          batches.push(batch.length);
          for (let i = 0; i < batch.length; i++) {
            heard.push({ ...names[batch.handle[i]!]!, at: batch.at[i]!, value: batch.value[i]! });
          }
          return { ...receipt, stored: batch.length };
        },
      };
    },
  };
  return { registry, names, heard, batches, refused, asked };
}

/** Catalogue names of the metrics that a resource of this kind reports itself. */
export function reported(kind: ResourceKind): readonly string[] {
  return metricsOf(kind)
    .filter((metric) => metric.derive === undefined)
    .map((metric) => metric.id);
}
