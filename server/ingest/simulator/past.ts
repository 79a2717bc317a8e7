import { setImmediate } from 'node:timers/promises';
import { packQuality } from '../../../shared/model/sample.ts';
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
      const heard = order.filter(({ place: at }) => !Number.isNaN(value[at]!));
      return {
        series: Uint32Array.from(heard, ({ series }) => series),
        at: new Float64Array(heard.length).fill(moment),
        value: Float64Array.from(heard, ({ place: at }) => value[at]!),
        quality: new Uint8Array(heard.length).fill(SIMULATED_GOOD),
      };
    },
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

interface Placed {
  readonly series: number;
  readonly place: number;
}

/** Every series with the place of its value, ascending. */
function ascending(numbers: readonly Uint32Array[], room: number): readonly Placed[] {
  const placed: Placed[] = new Array(room);
  let place = 0;
  for (const series of numbers) for (const number of series) placed[place] = { series: number, place: place++ };
  return placed.sort((a, b) => a.series - b.series);
}
