import type { Resource, ResourceKind } from '../../../shared/model/resource.ts';
import { type Clock, type IngestContext, type IngestDoor, type IngestSource, Refused } from '../../ports.ts';
import { cellModel } from './model/cell.ts';
import { connectorModel } from './model/connector.ts';
import type { Model, ModelOf } from './model/model.ts';
import { rackModel } from './model/rack.ts';
import { siteModel } from './model/site.ts';
import { uplinkModel } from './model/uplink.ts';
import { createMoments, type Moment } from './moment.ts';
import { createSlots, SLOTS, type Slots } from './slots.ts';

/** One line per kind that can be simulated. */
const MODELS: readonly (readonly [ResourceKind, ModelOf])[] = [
  ['rack', rackModel],
  ['cell', cellModel],
  ['site', siteModel],
  ['uplink', uplinkModel],
  ['connector', connectorModel],
];

/** A round of SLOTS slots takes 10 s, the interval that the catalogue expects. */
const SLOT_MS = 200;
/** The first round goes five times ten slots at once: screens are not empty for longer than a second. */
const FIRST_ROUND_SLOTS = 10;
/** Batches under way at most; a slot that finds so many is left out. */
const MOST_UNDER_WAY = 3;

/**
 * An ordinary source that invents what a zone's equipment would report: every reporting resource in service, every 10 s,
 * staggered so that the load is even. Equal seeds and equal clocks give equal values.
 */
export const simulator: IngestDoor = {
  protocol: 'simulator',
  start(context) {
    const source = context.registry.source('simulator', 'simulator', true);
    const models = createModels(context.seed, context.inventory);
    const slots = createSlots(models, (name) => source.handle(name));
    const moments = createMoments(context.inventory.zone.timeZone);
    const sender = createSender(source, slots, moments);
    const rounds = createRounds(context.clock, sender);
    rounds.tick();
    const timer = setInterval(rounds.tick, SLOT_MS);
    return {
      async stop() {
        clearInterval(timer);
        await sender.settled();
      },
    };
  },
};

/** A model for each kind that the zone has reporting, in service. */
export function createModels(seed: number, inventory: Pick<IngestContext['inventory'], 'ofKind' | 'find'>): Model[] {
  return MODELS.map(([kind, modelOf]) => modelOf(seed, inventory.ofKind(kind).filter(isReporting), inventory));
}

function isReporting(resource: Resource): boolean {
  return resource.reporting && resource.lifecycle === 'in-service';
}

interface Sender {
  /** Sends slots `first` ≤ s < `end` as one batch, or counts them as skipped. */
  send(first: number, end: number, at: number): void;
  /** True when another batch may be under way. */
  ready(): boolean;
  /** What became of batches so far: a taken one outweighs all refused ones. */
  fate(): 'open' | 'refused' | 'taken';
  settled(): Promise<void>;
}

function createSender(source: IngestSource, slots: Slots, momentOf: (at: number) => Moment): Sender {
  const underWay = new Set<Promise<void>>();
  // A batch's columns are read until it has resolved: its slots are not written again before.
  const busy = new Uint8Array(SLOTS);
  const stale = new Uint8Array(slots.start[SLOTS]!);
  let fate: 'open' | 'refused' | 'taken' = 'open';

  const push = async (first: number, end: number): Promise<void> => {
    const from = slots.start[first]!;
    const to = slots.start[end]!;
    busy.fill(1, first, end);
    try {
      await source.accept({
        handle: slots.handle.subarray(from, to),
        at: slots.at.subarray(from, to),
        value: slots.value.subarray(from, to),
        stale: stale.subarray(from, to),
        length: to - from,
      });
      fate = 'taken';
    } catch (error) {
      // Refused: the server cannot take it now, and the next round brings newer values anyway.
      if (!(error instanceof Refused)) source.refuse('not-stored', to - from, String(error));
      else if (fate === 'open') fate = 'refused';
    } finally {
      busy.fill(0, first, end);
    }
  };

  return {
    ready: () => underWay.size < MOST_UNDER_WAY,
    fate: () => fate,
    async settled() {
      await Promise.all(underWay);
    },
    send(first, end, at) {
      const samples = slots.start[end]! - slots.start[first]!;
      if (samples === 0) return;
      if (underWay.size >= MOST_UNDER_WAY || busy.subarray(first, end).includes(1)) {
        source.refuse('slot-skipped', samples, `slot ${first}: earlier batches are still being stored`);
        return;
      }
      slots.fill(first, end, momentOf(at));
      const batch = push(first, end);
      underWay.add(batch);
      void batch.then(() => underWay.delete(batch));
    },
  };
}

/** Which slots are due: the first round at once, repeated while the server takes nothing, then one each SLOT_MS. */
function createRounds(clock: Clock, sender: Sender): { tick(): void } {
  let opened = 0;
  let due = 0;
  let dueAt = 0;

  const openingTick = (now: number): void => {
    if (!sender.ready()) return;
    if (sender.fate() === 'refused') opened = 0;
    sender.send(opened, opened + FIRST_ROUND_SLOTS, now);
    opened += FIRST_ROUND_SLOTS;
    dueAt = now + SLOT_MS;
  };

  /** A timer that fires late has several slots to send. */
  const ordinaryTick = (now: number): void => {
    let count = Math.floor((now - dueAt) / SLOT_MS) + 1;
    if (Math.abs(count) > SLOTS) {
      // Asleep for more than a round, or the clock was set: begin from here.
      count = 1;
      dueAt = now;
    }
    while (count > 0) {
      const end = Math.min(due + count, SLOTS);
      sender.send(due, end, now);
      count -= end - due;
      dueAt += (end - due) * SLOT_MS;
      due = end % SLOTS;
    }
  };

  return {
    tick() {
      const now = Math.round(clock());
      if (opened < SLOTS || sender.fate() === 'refused') openingTick(now);
      else ordinaryTick(now);
    },
  };
}
