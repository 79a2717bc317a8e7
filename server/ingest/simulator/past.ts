import { setImmediate } from 'node:timers/promises';
import { packQuality, type SampleBatch } from '../../../shared/model/sample.ts';
import type { Inventory, SimulatedPast } from '../../ports.ts';
import type { Model } from './model/model.ts';
import { createMoments } from './moment.ts';

/** Resources that are moved on before something else may run. */
const SLICE = 2_000;
const SIMULATED_GOOD = packQuality('good', 'none', true);

/** What models of their own would have reported, without faults: asked for in ascending order, the register of a meter counts on. */
export function createPast(inventory: Inventory, models: readonly Model[]): SimulatedPast {
  const momentOf = createMoments(inventory.zone.timeZone);
  const numbers = models.map((model) => seriesOf(inventory, model));
  const room = numbers.reduce((sum, { length }) => sum + length, 0);
  const value = new Float64Array(room);
  const order = ascending(numbers, room);
  return {
    async at(moment) {
      const now = momentOf(moment);
      let place = 0;
      for (const model of models) {
        for (let i = 0; i < model.resources.length; i++, place += model.metrics.length) {
          model.step(i, now, value, place);
          if (i % SLICE === SLICE - 1) await setImmediate();
        }
      }
      await setImmediate();
      return heard(order, value, moment);
    },
  };
}

/** The values of which anything is heard, in the order of their series. */
function heard({ series, place }: Order, value: Float64Array, moment: number): SampleBatch {
  const kept = { series: new Uint32Array(series.length), value: new Float64Array(series.length) };
  let length = 0;
  for (let i = 0; i < series.length; i++) {
    const x = value[place[i]!]!;
    if (Number.isNaN(x)) continue;
    kept.series[length] = series[i]!;
    kept.value[length++] = x;
  }
  return {
    series: kept.series.slice(0, length),
    at: new Float64Array(length).fill(moment),
    value: kept.value.slice(0, length),
    quality: new Uint8Array(length).fill(SIMULATED_GOOD),
  };
}

/** Numbers of a model's series, resource by resource, in the order in which it writes their values. */
function seriesOf(inventory: Inventory, { resources, metrics }: Model): Uint32Array {
  const series = new Uint32Array(resources.length * metrics.length);
  resources.forEach(({ id }, r) => {
    metrics.forEach((metric, m) => {
      series[r * metrics.length + m] = inventory.series(id, metric);
    });
  });
  return series;
}

/** Every series, ascending, with the place of its value. */
interface Order {
  readonly series: Uint32Array;
  readonly place: Uint32Array;
}

function ascending(numbers: readonly Uint32Array[], room: number): Order {
  const all = new Uint32Array(room);
  let from = 0;
  for (const series of numbers) {
    all.set(series, from);
    from += series.length;
  }
  const place = Uint32Array.from(all.keys()).sort((a, b) => all[a]! - all[b]!);
  return { series: place.map((at) => all[at]!), place };
}
