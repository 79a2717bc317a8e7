import type { Model, ModelOf } from './model.ts';

const RESOLUTION_BPS = 1e5;

/** Nodes of the transport between core and sites, and routers: up unless something is wrong with them. */
export function nodeModel(kind: 'backhaul-node' | 'router'): ModelOf {
  return (_seed, nodes, { situation }): Model => ({
    kind,
    metrics: [`${kind}.operational-state`],
    resources: nodes,
    step(index, _moment, out, from) {
      out[from] = situation.down.has(nodes[index]!.id) ? 0 : 1;
    },
  });
}

/** Links carry the traffic of the sites whose way to the core leads over them. A link of a node that is down is down. */
export const backhaulLinkModel: ModelOf = (_seed, links, { situation, backhaul }): Model => ({
  kind: 'backhaul-link',
  metrics: ['backhaul-link.operational-state', 'backhaul-link.in', 'backhaul-link.out'],
  resources: links,
  step(index, moment, out, from) {
    const { id, attributes } = links[index]!;
    const ends = [id, String(attributes.get('from')), String(attributes.get('to'))];
    const flow = backhaul.traffic(id, moment);
    out[from] = ends.some((end) => situation.down.has(end)) ? 0 : 1;
    out[from + 1] = Math.round(flow.in / RESOLUTION_BPS) * RESOLUTION_BPS;
    out[from + 2] = Math.round(flow.out / RESOLUTION_BPS) * RESOLUTION_BPS;
  },
});
