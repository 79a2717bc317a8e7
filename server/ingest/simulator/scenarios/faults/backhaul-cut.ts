import { fault, NO_PARAMS } from '../fault.ts';

/** A transport node or link is dead. Sites that no other way leads to are out and cannot be managed. */
export const backhaulCut = fault({
  name: 'backhaul-cut',
  kinds: ['backhaul-node', 'backhaul-link'],
  params: NO_PARAMS,
  begin:
    ({ id }) =>
    (_time, { down }) => {
      down.add(id);
    },
});
