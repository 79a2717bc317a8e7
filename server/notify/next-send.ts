/** A message that waits for its channel. */
export interface Queued {
  readonly id: string;
  readonly at: number;
  /** Of the channel itself, not of an alarm: it is sent alone, and is no part of a storm. */
  readonly alone: boolean;
  /** Of a digest: how many messages it stands for. It goes as it is, whatever has come after it. */
  readonly members?: number;
}

/** More alarm messages than this in a minute are a storm: it comes as one. */
export const STORM_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

export type NextSend<Q extends Queued> =
  | { readonly send: 'nothing' }
  | { readonly send: 'one'; readonly queued: Q }
  | { readonly send: 'digest'; readonly queued: readonly Q[] };

/**
 * What a channel sends now: pure. `sentAt` are the times (UTC ms) at which it last sent alarm messages, `queue` is oldest
 * first. A minute has room for ten; what is more than the room that is left goes as one digest. So thirty at once are one
 * message, and what comes after ten in a minute waits until the first of them is a minute old.
 */
export function nextSend<Q extends Queued>(queue: readonly Q[], sentAt: readonly number[], now: number): NextSend<Q> {
  const alone = queue.find((one) => one.alone);
  if (alone !== undefined) return { send: 'one', queued: alone };
  const [first] = queue;
  if (first === undefined) return { send: 'nothing' };
  const room = STORM_PER_MINUTE - sentAt.filter((at) => at > now - MINUTE_MS).length;
  if (room <= 0) return { send: 'nothing' };
  const one = first.members !== undefined || queue.length <= room;
  return one ? { send: 'one', queued: first } : { send: 'digest', queued: queue };
}
