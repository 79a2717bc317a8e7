import { fault, NO_PARAMS } from '../fault.ts';

/** Every port to a carrier is down; what they carried goes to the others as far as they have room. */
export const carrierCut = fault({
  name: 'carrier-cut',
  kinds: ['carrier'],
  params: NO_PARAMS,
  begin(target, _params, { topology }) {
    const ports = topology.below(target.id, 'uplink');
    return (_time, { down }) => {
      for (const { id } of ports) down.add(id);
    };
  },
});
