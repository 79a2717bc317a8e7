import { createInventory } from '../../../server/inventory/create-inventory.ts';
import type { Inventory } from '../../../server/ports.ts';
import type { Lifecycle, Position, Resource, ResourceKind } from '../../../shared/model/resource.ts';

export interface Shape {
  readonly halls: number;
  readonly racksPerHall: number;
  /** Mains supplies; none unless given. */
  readonly utilities?: readonly string[];
}

interface Facts {
  readonly lifecycle?: Lifecycle;
  readonly reporting?: boolean;
  readonly position?: Position;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/**
 * A small zone: two sites with three cells each (the second site is planned), a data centre of one phase, its halls and
 * racks in rows of ten, the last hall planned and silent, one carrier with two uplinks, one station with two connectors.
 */
export function smallInventory(shape: Shape = { halls: 2, racksPerHall: 12 }): Inventory {
  const resources = new Map<ResourceKind, Resource[]>();
  const add = (id: string, parent: string | null, facts: Facts = {}): string => {
    const kind = id.slice(0, id.indexOf('/')) as ResourceKind;
    const list = resources.get(kind) ?? [];
    resources.set(kind, list);
    const { lifecycle = 'in-service', reporting = lifecycle === 'in-service', position, attributes = {} } = facts;
    const name = { zh: `名 ${id}`, en: `Name ${id}` };
    const base = { id, kind, parent, name, lifecycle, reporting, synthetic: true };
    list.push({ ...base, ...(position ? { position } : {}), attributes: new Map(Object.entries(attributes)) });
    return id;
  };

  const zone = add('zone/test', null);
  addSites(add, zone);
  addDataCentre(add, zone, shape);
  const carrier = add('carrier/alpha', zone);
  for (const port of ['1', '2']) add(`uplink/alpha/${port}`, carrier, { attributes: { capacity_bps: 400e9 } });
  const station = add('charging-station/s1', zone, { position: { lat: 36.21, lon: 120.51 } });
  for (const connector of ['1', '2']) add(`connector/s1/${connector}`, station);

  return createInventory({
    zone: {
      id: 'test',
      name: { zh: '试验区', en: 'Test zone' },
      timeZone: 'Asia/Shanghai',
      outline: [],
      targets: { sites: 2, egressBps: 8e11, racks: 24, terminals: 2 },
      attribution: { zh: '', en: '' },
      basemapLayers: [],
    },
    resources,
    links: [],
    mapping: [],
    basemap: new Map(),
  });
}

type Add = (id: string, parent: string | null, facts?: Facts) => string;

function addSites(add: Add, zone: string): void {
  const position = { lat: 36.2, lon: 120.5 };
  const onAir = add('site/s1', zone, { position });
  const planned = add('site/s2', zone, { position: { lat: 36.3, lon: 120.6 }, lifecycle: 'planned' });
  for (const cell of ['1', '2', '3']) {
    add(`cell/s1/${cell}`, onAir);
    add(`cell/s2/${cell}`, planned, { lifecycle: 'planned' });
  }
}

function addDataCentre(add: Add, zone: string, { halls, racksPerHall, utilities = [] }: Shape): void {
  const datacentre = add('datacentre/dc', zone);
  for (const mains of utilities) add(`utility/dc/${mains}`, datacentre, { attributes: { rating_w: 50_000 } });
  const phase = add('phase/dc/p1', datacentre);
  for (let h = 1; h <= halls; h++) {
    const planned = halls > 1 && h === halls;
    const lifecycle = planned ? 'planned' : 'in-service';
    const place = `dc/p1-h${String(h).padStart(2, '0')}`;
    const hall = add(`hall/${place}`, phase, { lifecycle });
    let row = hall;
    for (let r = 0; r < racksPerHall; r++) {
      const rowNumber = `r${String(Math.floor(r / 10) + 1).padStart(2, '0')}`;
      if (r % 10 === 0) row = add(`row/${place}/${rowNumber}`, hall, { lifecycle });
      add(`rack/${place}/${rowNumber}/${String((r % 10) + 1).padStart(2, '0')}`, row, { lifecycle });
    }
  }
}
