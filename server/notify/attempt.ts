/** A try to send that failed. `again`: it may go through later. `never`: the receiver will not take this message. */
export class Attempt extends Error {
  override readonly name = 'Attempt';
  constructor(
    readonly next: 'again' | 'never',
    message: string,
  ) {
    super(message);
  }
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** How long to wait after so many failures in a row (1 and more), ms: doubles up to five minutes, half of it by chance (`random` 0–1), so that many senders do not come back together. */
export function pauseAfter(failures: number, random: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return Math.round(whole / 2 + (whole / 2) * random);
}
