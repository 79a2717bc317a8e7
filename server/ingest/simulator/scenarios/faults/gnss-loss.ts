import { z } from 'zod';
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
  params: z.object({ holdover_s: seconds.default(4 * 3_600) }).strict(),
  begin(site, { holdover_s }, { topology }) {
    const tdd = topology.below(site.id, 'cell').filter((cell) => (cell.attributes.get('duplex') ?? 'TDD') === 'TDD');
    return ({ elapsedS }, { clock, down }) => {
      const holds = elapsedS < holdover_s;
      clock.set(site.id, holds ? HOLDOVER : FREE_RUNNING);
      if (holds) return;
      for (const { id } of tdd) down.add(id);
    };
  },
});
