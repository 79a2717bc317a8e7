import type { Clock } from '../../ports.ts';
import type { Sender } from './sender.ts';
import { SLOTS } from './slots.ts';

/** A round of SLOTS slots takes 10 s, the interval that the catalogue expects. */
export const SLOT_MS = 200;
/** The first round goes five times ten slots at once: screens are not empty for longer than a second. */
const FIRST_ROUND_SLOTS = 10;

/** Which slots are due: the first round at once, repeated while the server takes nothing, then one each SLOT_MS. */
export function createRounds(clock: Clock, sender: Sender): { tick(): void } {
  let opened = 0;
  let due = 0;
  let dueAt = 0;

  const openingTick = (now: number): void => {
    if (!sender.ready()) return;
    if (sender.fate() === 'refused') opened = 0;
    sender.send(opened, opened + FIRST_ROUND_SLOTS, now);
    opened += FIRST_ROUND_SLOTS;
    dueAt = now + SLOT_MS;
  };

  /** A timer that fires late has several slots to send. */
  const ordinaryTick = (now: number): void => {
    let count = Math.floor((now - dueAt) / SLOT_MS) + 1;
    if (Math.abs(count) > SLOTS) {
      // Asleep for more than a round, or the clock was set: begin from here.
      count = 1;
      dueAt = now;
    }
    while (count > 0) {
      const end = Math.min(due + count, SLOTS);
      sender.send(due, end, now);
      count -= end - due;
      dueAt += (end - due) * SLOT_MS;
      due = end % SLOTS;
    }
  };

  return {
    tick() {
      const now = Math.round(clock());
      if (opened < SLOTS || sender.fate() === 'refused') openingTick(now);
      else ordinaryTick(now);
    },
  };
}
