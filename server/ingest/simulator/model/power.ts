import type { Resource } from '../../../../shared/model/resource.ts';
import { fullBatteryS } from '../battery.ts';
import type { PowerKind } from '../power-network.ts';
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

/** One kind of the power chain: state and power; a UPS also says how long its battery lasts. */
export function powerModel(kind: PowerKind): ModelOf {
  return (seed, resources, world): Model => {
    const { power, situation } = world;
    const fullS = resources.map((resource) => fullBatteryS(seed, resource));
    return {
      kind,
      metrics: [`${kind}.state`, `${kind}.power`, ...(kind === 'ups' ? ['ups.battery-runtime'] : [])],
      resources,
      step(index, moment, out, from) {
        const { id } = resources[index]!;
        const alive = power.alive(id, moment);
        out[from] = stateOf(kind, alive, power.onBattery(id, moment), situation.down.has(id));
        out[from + 1] = Math.round(power.watts(id, moment) * 0.01) * 100;
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
