import { createModels } from '../../server/ingest/simulator/index.ts';
import { createMoments } from '../../server/ingest/simulator/moment.ts';
import { createSlots, SLOTS } from '../../server/ingest/simulator/slots.ts';
import type { Resource, ResourceKind } from '../../shared/model/resource.ts';
import type { BenchPart, BenchRow } from './bench-part.ts';

const ROUNDS = 30;
const SLOT_MS = 200;
/** The models are made for one round in 10 s. */
const ROUND_S = 10;

/**
 * What inventing the values costs: the models' share of one core at the 10 s cadence, without the way from `accept` on,
 * which is the same for every source.
 */
export const simulation: BenchPart = {
  name: 'simulation',
  async run() {
    return [row('8,000 racks, 81 cells', 8_000, 81, 3), row('20,000 racks, 30,000 cells', 20_000, 30_000, 10)];
  },
};

function row(name: string, racks: number, cells: number, limitPercent: number): BenchRow {
  const resources = [...rackList(racks), ...cellList(cells)];
  const ofKind = (kind: ResourceKind) => resources.filter((resource) => resource.kind === kind);
  const slots = createSlots(createModels(1, { ofKind, find: () => undefined }), () => 0);
  const momentOf = createMoments('Asia/Shanghai');
  let at = Date.UTC(2020, 5, 8);
  const round = () => {
    for (let slot = 0; slot < SLOTS; slot++) {
      at += SLOT_MS;
      slots.fill(slot, slot + 1, momentOf(at));
    }
  };
  round();
  const before = process.cpuUsage();
  for (let i = 0; i < ROUNDS; i++) round();
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6 / ROUNDS;
  return {
    figure: `models of ${name}, every 10 s: share of a core`,
    value: (100 * seconds) / ROUND_S,
    unit: '%',
    against: { name: 'limit', value: limitPercent, good: 'below' },
  };
}

function rackList(count: number): Resource[] {
  return Array.from({ length: count }, (_, n) =>
    made('rack', `rack/dc/h${Math.floor(n / 500)}/r${Math.floor(n / 25) % 20}/${n % 25}`, `row/${Math.floor(n / 25)}`, {
      rated_w: 4_000,
      occupied: n % 5 < 3 ? 1 : 0,
      tenant: `t${Math.floor(n / 300)}`,
    }),
  );
}

function cellList(count: number): Resource[] {
  return Array.from({ length: count }, (_, n) =>
    made('cell', `cell/s${Math.floor(n / 3)}/${n % 3}`, `site/s${Math.floor(n / 3)}`, {}),
  );
}

function made(
  kind: ResourceKind,
  id: string,
  parent: string,
  facts: Readonly<Record<string, string | number>>,
): Resource {
  return {
    id,
    kind,
    parent,
    name: { zh: id, en: id },
    lifecycle: 'in-service',
    reporting: true,
    synthetic: true,
    attributes: new Map(Object.entries(facts)),
  };
}
