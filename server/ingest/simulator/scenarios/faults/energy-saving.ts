import { fault, NO_PARAMS } from '../fault.ts';

/** Cells go to sleep to save energy, as they would at night: no fault, and shown as none. */
export const energySaving = fault({
  name: 'energy-saving',
  kinds: ['cell', 'site'],
  params: NO_PARAMS,
  begin(target, _params, { topology }) {
    const cells = topology.below(target.id, 'cell');
    return (_time, { saving }) => {
      for (const { id } of cells) saving.add(id);
    };
  },
});
