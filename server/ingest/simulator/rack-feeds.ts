import type { Resource } from '../../../shared/model/resource.ts';
import type { Topology } from './topology.ts';

/** Ids of feeds A and B of a rack, null for a side that it is not plugged into. Without either attribute: `a` and `b` of its hall. */
export function rackFeeds(rack: Resource, topology: Topology): readonly [string | null, string | null] {
  const hall = (topology.container(rack, 'hall')?.id ?? rack.parent ?? '').replace(/^[^/]*\//, '');
  const [a, b] = [rack.attributes.get('feed_a'), rack.attributes.get('feed_b')];
  const id = (name: string | number | undefined) => (name === undefined ? null : `power-feed/${hall}/${name}`);
  return a === undefined && b === undefined ? [id('a'), id('b')] : [id(a), id(b)];
}
