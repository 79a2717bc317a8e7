import type { IngestContext, ReadingBatch, Receipt, SeriesName } from '../../../../server/ports.ts';
import { metricsOf } from '../../../../shared/metrics/index.ts';
import type { Lifecycle, Resource, ResourceKind } from '../../../../shared/model/resource.ts';

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
    all.push(resource(`hall/dc/p1-h${pad(hall)}`, 'phase/dc/p1'));
    for (let row = 1; row <= 10; row++) {
      const rowId = `row/dc/p1-h${pad(hall)}/r${pad(row)}`;
      all.push(resource(rowId, `hall/dc/p1-h${pad(hall)}`));
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

export function inventoryOf(resources: readonly Resource[], timeZone = 'Asia/Shanghai') {
  const byId = new Map(resources.map((each) => [each.id, each]));
  return {
    zone: { timeZone },
    ofKind: (kind: ResourceKind) => resources.filter((each) => each.kind === kind),
    find: (id: string) => byId.get(id),
  } as unknown as IngestContext['inventory'];
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
