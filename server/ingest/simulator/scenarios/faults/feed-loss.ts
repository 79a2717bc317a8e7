import { z } from 'zod';
import { fault } from '../fault.ts';

/** A feed of a hall is dead: its racks draw everything from the other one, and those that have no other are dark. */
export const feedLoss = fault({
  name: 'feed-loss',
  kinds: ['hall'],
  params: z.object({ feed: z.string().default('a') }).strict(),
  begin(hall, { feed }) {
    const id = `power-feed/${hall.id.slice(hall.id.indexOf('/') + 1)}/${feed}`;
    return (_time, { down }) => {
      down.add(id);
    };
  },
});
