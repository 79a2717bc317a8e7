import { fault, NO_PARAMS } from '../fault.ts';

/** A connector, or every connector of a station, is Faulted. */
export const chargerFault = fault({
  name: 'charger-fault',
  kinds: ['connector', 'charging-station'],
  params: NO_PARAMS,
  begin(target, _params, { topology }) {
    const connectors = topology.below(target.id, 'connector');
    return (_time, { down }) => {
      for (const { id } of connectors) down.add(id);
    };
  },
});
