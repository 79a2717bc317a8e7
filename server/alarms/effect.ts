import type { AlarmRecord } from '../../shared/alarms/alarm.ts';
import type { AlarmEffect } from '../../shared/wire/alarm-schemas.ts';
import type { CoverageLoss } from '../ports.ts';
import type { AlarmList } from './alarm-list.ts';
import type { Readings } from './readings.ts';
import type { EffectClass } from './rule.ts';

/** What is lost, each resource once. */
interface Loss {
  readonly sites: Set<number>;
  readonly cells: Set<number>;
  readonly racks: Set<number>;
  readonly uplinks: Set<number>;
  readonly connectors: Set<number>;
  gpus: number;
}

/** A silent site, station or port under a cause that explains an outage has its second evidence: it is out. */
const SECOND_EVIDENCE: ReadonlySet<EffectClass> = new Set(['outage', 'supply']);

/**
 * What a root cause and all that is folded under it costs now. What is locked, saves energy, is not in service or in
 * maintenance has no effect; nor has what is only not heard, until a second evidence.
 */
export function createEffects(stages: {
  list: AlarmList;
  readings: Readings;
  classOf: (rule: string) => EffectClass;
  coverageLoss: CoverageLoss;
}): (root: AlarmRecord) => AlarmEffect {
  const { list, readings, classOf, coverageLoss } = stages;
  const power = readings.reader('rack.power');
  // Filled and emptied again and again: a list of ten thousand asks ten thousand times.
  const loss: Loss = {
    sites: new Set(),
    cells: new Set(),
    racks: new Set(),
    uplinks: new Set(),
    connectors: new Set(),
    gpus: 0,
  };

  const gather = (record: AlarmRecord, silentIsOut: boolean): void => {
    if (record.clearance !== null || record.maintenance !== null) return;
    addLoss(record, readings, classOf(record.rule), silentIsOut, loss);
  };

  return (root) => {
    for (const set of [loss.sites, loss.cells, loss.racks, loss.uplinks, loss.connectors]) set.clear();
    loss.gpus = 0;
    const silentIsOut = SECOND_EVIDENCE.has(classOf(root.rule));
    gather(root, silentIsOut);
    for (const id of list.children(root.id)) gather(list.find(id)!, silentIsOut);
    const uncovered =
      loss.cells.size === 0 ? null : coverageLoss([...loss.cells].map((place) => readings.resources[place]!.id));
    return {
      sites: loss.sites.size,
      cells: loss.cells.size,
      racks: loss.racks.size,
      powerW: Math.round(sum(loss.racks, (place) => power.of(place) || 0)),
      egressBps: sum(loss.uplinks, (place) => attribute(readings, place, 'capacity_bps')),
      connectors: loss.connectors.size,
      gpus: loss.gpus,
      areaKm2: uncovered?.areaKm2 ?? null,
      people: uncovered?.people ?? null,
    };
  };
}

function addLoss(record: AlarmRecord, readings: Readings, effect: EffectClass, silentIsOut: boolean, loss: Loss): void {
  const place = readings.place(record.resource);
  if (place < 0) return;
  const out = effect === 'outage' || (effect === 'silence' && silentIsOut);
  switch (record.kind) {
    case 'cell':
      if (out && isOnDuty(readings, place)) loss.cells.add(place);
      return;
    case 'site':
      if (!out) return;
      loss.sites.add(place);
      for (const cell of readings.children(place)) if (isOnDuty(readings, cell)) loss.cells.add(cell);
      return;
    case 'rack':
      if (effect === 'heat' || out) loss.racks.add(place);
      return;
    case 'power-feed':
      if (effect === 'supply') for (const rack of racksOfFeed(readings, record.resource)) loss.racks.add(rack);
      return;
    case 'uplink':
      if (out) loss.uplinks.add(place);
      return;
    case 'carrier':
      if (out) for (const port of readings.children(place)) if (inService(readings, port)) loss.uplinks.add(port);
      return;
    case 'connector':
      if (out) loss.connectors.add(place);
      return;
    case 'charging-station':
      if (out)
        for (const connector of readings.children(place))
          if (inService(readings, connector)) loss.connectors.add(connector);
      return;
    case 'gpu-node':
      if (out)
        loss.gpus += Math.max(0, attribute(readings, place, 'gpus') - (readings.number(place, 'gpu-node.gpus') || 0));
      return;
    default:
  }
}

/** In service, unlocked and not saving energy. */
function isOnDuty(readings: Readings, cell: number): boolean {
  return (
    inService(readings, cell) &&
    readings.number(cell, 'cell.administrative-state') !== 0 &&
    readings.number(cell, 'cell.energy-saving') !== 1
  );
}

function inService(readings: Readings, place: number): boolean {
  return readings.resources[place]!.lifecycle === 'in-service';
}

/** Racks of the feed's hall that have a cord on it: dark, or left with the other one. */
function racksOfFeed(readings: Readings, feed: string): readonly number[] {
  const name = feed.slice(feed.lastIndexOf('/') + 1);
  const hall = readings.place(`hall/${feed.slice('power-feed/'.length, feed.lastIndexOf('/'))}`);
  if (hall < 0) return [];
  return readings.children(hall).flatMap((row) =>
    readings.children(row).filter((rack) => {
      const resource = readings.resources[rack]!;
      const cord = resource.attributes.get(`feed_${name}`);
      return resource.kind === 'rack' && inService(readings, rack) && cord !== undefined && cord !== '';
    }),
  );
}

function attribute(readings: Readings, place: number, name: string): number {
  const value = readings.resources[place]!.attributes.get(name);
  return typeof value === 'number' ? value : 0;
}

function sum(places: ReadonlySet<number>, of: (place: number) => number): number {
  let total = 0;
  for (const place of places) total += of(place);
  return total;
}
