import type { Resource } from '../../../../shared/model/resource.ts';
import { attribute } from '../attribute.ts';
import { createDrift, STEP_MS } from '../drift.ts';
import type { Moment } from '../moment.ts';
import { between, choose, hashText, mix, uniform } from '../random.ts';
import { bump, clamp, type Model, type ModelOf } from './model.ts';

/** OCPP 1.6 §7.7 ChargePointStatus as the catalogue numbers it; those that the simulation uses. */
const AVAILABLE = 0;
const PREPARING = 1;
const CHARGING = 2;
const SUSPENDED_EV = 4;
const FINISHING = 5;
const UNAVAILABLE = 7;
const FAULTED = 8;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const AC_KW = 7;
/** Above this a connector is DC: short, hard sessions. */
const DC_FROM_W = 30_000;
/** Mean time that a car keeps a connector, from plug to unplug. */
const AC_STAY_MS = 2.6 * HOUR_MS;
const DC_STAY_MS = 50 * MINUTE_MS;
/** A gap in the calls longer than this (a laptop that slept) charges nobody. */
const LONGEST_STEP_MS = 5 * MINUTE_MS;

/**
 * Connectors of an office park: Available → Preparing → Charging → (SuspendedEV) → Finishing → Available, with arrivals
 * that keep about 60 % busy around noon and 10 % at night. The demo's standing condition: two or three are Faulted and
 * 2 % are Unavailable, chosen by the seed. What is down is Faulted; its car stays. Attribute read: `power_kw`.
 */
export const connectorModel: ModelOf = (seed, connectors, { situation }): Model => {
  const seeds = Uint32Array.from(connectors, (connector) => hashText(seed, connector.id));
  const maxW = Float64Array.from(connectors, (connector) => 1_000 * attribute(connector, 'power_kw', AC_KW));
  const fixedStatus = outOfUse(seed, seeds, connectors);
  const session = createSessions(seeds, maxW);
  const noise = createDrift(seeds, 0.7);
  const energyWh = Float64Array.from(seeds, (hash) => between(mix(hash, 1), 2e6, 40e6));
  const steppedAt = new Float64Array(connectors.length).fill(Number.NaN);

  return {
    kind: 'connector',
    metrics: ['connector.status', 'connector.power', 'connector.energy'],
    resources: connectors,
    step(index, moment, out, from) {
      const before = steppedAt[index]!;
      steppedAt[index] = moment.at;
      const fixed = situation.down.has(connectors[index]!.id) ? FAULTED : fixedStatus[index]!;
      let watts = 0;
      if (fixed === AVAILABLE) {
        if (!Number.isNaN(before)) session.advance(index, moment, moment.at - before);
        else session.begin(index, moment);
        watts = session.watts(index, moment.at) * (1 + 0.01 * noise.at(index, moment.step));
        watts = Math.round(clamp(watts, 0, maxW[index]!) * 0.1) * 10;
        if (!Number.isNaN(before))
          energyWh[index]! += (watts * clamp(moment.at - before, 0, LONGEST_STEP_MS)) / HOUR_MS;
      }
      out[from] = fixed === AVAILABLE ? session.status(index) : fixed;
      out[from + 1] = watts;
      out[from + 2] = Math.floor(energyWh[index]!);
    },
  };
};

/** Share of connectors in use by local hour. */
function busyShare(moment: Moment): number {
  return 0.1 + 0.5 * (moment.weekend ? 0.5 : 1) * bump(moment.hour, 12, 2.8) + 0.12 * bump(moment.hour, 19, 2);
}

/** The cars that come and go, one at most per connector. */
function createSessions(seeds: Uint32Array, maxW: Float64Array) {
  const status = new Uint8Array(seeds.length);
  const since = new Float64Array(seeds.length);
  const until = new Float64Array(seeds.length);
  const draws = new Uint32Array(seeds.length);
  const draw = (index: number) => mix(seeds[index]!, 100 + draws[index]!++);
  const stayMs = (index: number) => (maxW[index]! > DC_FROM_W ? DC_STAY_MS : AC_STAY_MS);

  const enter = (index: number, next: number, at: number, forMs: number): void => {
    status[index] = next;
    since[index] = at;
    until[index] = at + forMs;
  };
  const charge = (index: number, at: number) =>
    enter(index, CHARGING, at, stayMs(index) * between(draw(index), 0.35, 1.25));

  /** What comes after a state that has run its time. */
  const follow = (index: number, at: number): void => {
    if (status[index] === PREPARING) charge(index, at);
    else if (status[index] === CHARGING && uniform(draw(index)) < 0.35)
      enter(index, SUSPENDED_EV, at, stayMs(index) * between(draw(index), 0.1, 0.5));
    else if (status[index] !== FINISHING) enter(index, FINISHING, at, between(draw(index), 1, 9) * MINUTE_MS);
    else enter(index, AVAILABLE, at, Number.POSITIVE_INFINITY);
  };

  return {
    status: (index: number) => status[index]!,
    /** The first look at a connector finds it as the hour has it: free, or in the midst of a session. */
    begin(index: number, moment: Moment): void {
      if (uniform(draw(index)) >= busyShare(moment)) {
        enter(index, AVAILABLE, moment.at, Number.POSITIVE_INFINITY);
        return;
      }
      charge(index, moment.at);
      const gone = (until[index]! - moment.at) * uniform(draw(index));
      since[index]! -= gone;
      until[index]! -= gone;
    },
    advance(index: number, moment: Moment, elapsedMs: number): void {
      if (status[index] === AVAILABLE) {
        const busy = busyShare(moment);
        const arrivals = (busy / (1 - busy)) * (clamp(elapsedMs, 0, LONGEST_STEP_MS) / stayMs(index));
        if (uniform(draw(index)) < 1 - Math.exp(-arrivals))
          enter(index, PREPARING, moment.at, between(draw(index), 2, 9) * STEP_MS);
      } else if (moment.at >= until[index]!) follow(index, moment.at);
    },
    /** Full power, then a taper to a third over the last fifth of the session. */
    watts(index: number, at: number): number {
      if (status[index] !== CHARGING) return 0;
      const done = clamp((at - since[index]!) / (until[index]! - since[index]!), 0, 1);
      return 0.97 * maxW[index]! * (done < 0.8 ? 1 : 1 - (0.66 * (done - 0.8)) / 0.2);
    },
  };
}

/** Per connector: AVAILABLE where it works, else FAULTED or UNAVAILABLE. Small zones have none out of use. */
function outOfUse(seed: number, seeds: Uint32Array, connectors: readonly Resource[]): Uint8Array {
  const status = new Uint8Array(connectors.length).fill(AVAILABLE);
  if (connectors.length < 50) return status;
  const faulted = 2 + (mix(seed, 12) & 1);
  const unavailable = Math.round(0.02 * connectors.length);
  const chances = Array.from(seeds, (hash) => mix(hash, 2));
  choose(chances, faulted + unavailable).forEach((index, place) => {
    status[index] = place < faulted ? FAULTED : UNAVAILABLE;
  });
  return status;
}
