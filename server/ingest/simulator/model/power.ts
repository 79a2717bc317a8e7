import type { Resource } from '../../../../shared/model/resource.ts';
import { attribute } from '../attribute.ts';
import { fullBatteryS } from '../battery.ts';
import type { PowerKind } from '../power-network.ts';
import { between, hashText, mix } from '../random.ts';
import type { Model, ModelOf } from './model.ts';

const DEAD = 0;
const ENERGIZED = 1;
/** generator.state */
const STANDBY = 0;
const RUNNING = 1;
const START_FAILED = 2;
/** ups.state */
const ONLINE = 0;
const ON_BATTERY = 1;
const UPS_FAILED = 3;

const POWER_FACTOR = 0.98;
/** No hall's racks are spread over the phases quite evenly. */
const UNEVEN = 0.06;

/** What a kind says beside its state and power. */
const MORE: Partial<Record<PowerKind, readonly string[]>> = {
  ups: ['ups.battery-runtime'],
  'power-feed': ['power-feed.current-l1', 'power-feed.current-l2', 'power-feed.current-l3'],
};

/** One kind of the power chain: state and power; a UPS also says how long its battery lasts, a feed the amperes of each phase. */
export function powerModel(kind: PowerKind): ModelOf {
  return (seed, resources, world): Model => {
    const { power, situation } = world;
    const fullS = resources.map((resource) => fullBatteryS(seed, resource));
    const amperesPerWatt = resources.map((resource) => phasesOf(seed, resource));
    return {
      kind,
      metrics: [`${kind}.state`, `${kind}.power`, ...(MORE[kind] ?? [])],
      resources,
      step(index, moment, out, from) {
        const { id } = resources[index]!;
        const alive = power.alive(id, moment);
        out[from] = stateOf(kind, alive, power.onBattery(id, moment), situation.down.has(id));
        const watts = power.watts(id, moment);
        out[from + 1] = Math.round(watts * 0.01) * 100;
        if (kind === 'power-feed') {
          amperesPerWatt[index]!.forEach((amperes, phase) => {
            out[from + 2 + phase] = Math.round(10 * watts * amperes) / 10;
          });
        }
        if (kind !== 'ups') return;
        out[from + 2] = alive ? Math.round(Math.max(0, situation.onBattery.get(id) ?? fullS[index]!)) : 0;
      },
    };
  };
}

function stateOf(kind: Resource['kind'], alive: boolean, onBattery: boolean, down: boolean): number {
  if (kind === 'generator') return down ? START_FAILED : alive ? RUNNING : STANDBY;
  if (kind === 'ups') return !alive ? UPS_FAILED : onBattery ? ON_BATTERY : ONLINE;
  return alive ? ENERGIZED : DEAD;
}

/** Amperes on L1, L2 and L3 for each watt of a three-phase element: I = P · share / (V_LL / √3 · PF). */
function phasesOf(seed: number, resource: Resource): readonly number[] {
  const volts = attribute(resource, 'voltage_v', 380) / Math.sqrt(3);
  const hash = mix(hashText(seed, resource.id), 2);
  const weights = [1, 2, 3].map((phase) => 1 + between(mix(hash, phase), -UNEVEN, UNEVEN));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum / (volts * POWER_FACTOR));
}
