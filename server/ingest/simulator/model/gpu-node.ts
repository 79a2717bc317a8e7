import { attribute } from '../attribute.ts';
import { createDrift } from '../drift.ts';
import { rackFeeds } from '../rack-feeds.ts';
import { between, hashText, mix } from '../random.ts';
import { clamp, type Model, type ModelOf } from './model.ts';

/** Of one GPU where the pack gives no rating. */
const GPU_RATED_W = 700;
const GPUS = 8;
const IDLE_SHARE = 0.22;
/** A job lasts about as long as this noise remembers; utilization stays within. */
const JOB_MEMORY = 0.97;
const LEAST_BUSY = 40;
const MOST_BUSY = 95;

/** GPU nodes at work: 40–95 % busy, power follows utilization and the hottest GPU follows power. Silent in a rack without supply. Attributes read: `gpus`, `rating_w`, `rack`. */
export const gpuNodeModel: ModelOf = (seed, nodes, { topology, power }): Model => {
  const seeds = Uint32Array.from(nodes, (node) => hashText(seed, node.id));
  const gpus = Float64Array.from(nodes, (node) => attribute(node, 'gpus', GPUS));
  const ratedW = Float64Array.from(nodes, (node, index) => attribute(node, 'rating_w', GPU_RATED_W * gpus[index]!));
  const middle = Float64Array.from(seeds, (hash) => between(mix(hash, 1), 58, 84));
  const memory = Float64Array.from(seeds, (hash) => between(mix(hash, 2), 55, 88));
  const cool = Float64Array.from(seeds, (hash) => between(mix(hash, 3), 28, 33));
  const feeds = nodes.map((node) => {
    const rack = topology.find(String(node.attributes.get('rack')));
    return rack === undefined ? [null] : rackFeeds(rack, topology).filter((feed) => feed !== null);
  });
  const job = createDrift(seeds, JOB_MEMORY);
  const jitter = createDrift(
    seeds.map((hash) => mix(hash, 4)),
    0.6,
  );

  return {
    kind: 'gpu-node',
    metrics: [
      'gpu-node.utilization',
      'gpu-node.memory-used',
      'gpu-node.power',
      'gpu-node.temperature',
      'gpu-node.gpus',
    ],
    resources: nodes,
    step(index, moment, out, from) {
      if (feeds[index]!.every((feed) => feed !== null && !power.alive(feed, moment))) {
        out.fill(Number.NaN, from, from + 5);
        return;
      }
      const quick = jitter.at(index, moment.step);
      const slow = job.at(index, moment.step);
      const busy = clamp(middle[index]! + 12 * slow + 2 * quick, LEAST_BUSY, MOST_BUSY);
      const load = IDLE_SHARE + (1 - IDLE_SHARE) * 0.92 * (busy / 100);
      out[from] = Math.round(busy * 10) / 10;
      out[from + 1] = Math.round(clamp(memory[index]! + 4 * slow, 30, 97) * 10) / 10;
      out[from + 2] = Math.round(ratedW[index]! * load);
      out[from + 3] = Math.round(cool[index]! + 45 * load + 0.5 * quick);
      out[from + 4] = gpus[index]!;
    },
  };
};
