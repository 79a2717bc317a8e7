import { z } from 'zod';
import { FULL_HOLDOVER_S } from '../../holdover.ts';
import { fault, seconds } from '../fault.ts';

/** site.clock of the catalogue. */
const HOLDOVER = 0;
const FREE_RUNNING = 2;

/**
 * A site has lost GNSS: its clock holds over for a while, then runs free, and TDD cells go out: they would disturb
 * their neighbours.
 */
export const gnssLoss = fault({
  name: 'gnss-loss',
  kinds: ['site'],
  params: z.object({ holdover_s: seconds.default(FULL_HOLDOVER_S) }).strict(),
  begin(site, { holdover_s }, { topology }) {
    const tdd = topology.below(site.id, 'cell').filter((cell) => (cell.attributes.get('duplex') ?? 'TDD') === 'TDD');
    return ({ elapsedS }, { clock, holdover, down }) => {
      const holds = elapsedS < holdover_s;
      clock.set(site.id, holds ? HOLDOVER : FREE_RUNNING);
      holdover.set(site.id, Math.max(0, holdover_s - elapsedS));
      if (holds) return;
      for (const { id } of tdd) down.add(id);
    };
  },
});
