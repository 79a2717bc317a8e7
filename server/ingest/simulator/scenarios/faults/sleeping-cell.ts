import { fault, NO_PARAMS } from '../fault.ts';

/** A cell says that it is on air and serves nobody: no alarm, and traffic far below its own baseline. */
export const sleepingCell = fault({
  name: 'sleeping-cell',
  kinds: ['cell', 'site'],
  params: NO_PARAMS,
  begin(target, _params, { topology }) {
    const cells = topology.below(target.id, 'cell');
    return (_time, { asleep }) => {
      for (const { id } of cells) asleep.add(id);
    };
  },
});
