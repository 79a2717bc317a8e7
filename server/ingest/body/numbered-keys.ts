import { KeyTable } from './key-table.ts';
import type { WireCursor } from './wire-cursor.ts';

/** What `numberOf` says when there is no room for a new key. */
export const NO_ROOM = 0;

/**
 * Numbers for keys (bytes under a parent's number): the same key has the same number as long as it is in use. One that
 * was dropped and comes again gets a new number, so a number never comes to mean something else.
 */
export class NumberedKeys {
  readonly #keys = new KeyTable();
  #last = NO_ROOM;

  /** Starts a request, received at `now` (UTC ms), with room for `limit` keys. */
  begin(now: number, limit: number): void {
    this.#keys.begin(now, limit);
  }

  numberOf(cursor: WireCursor, from: number, to: number, parent = 0): number {
    const keys = this.#keys;
    const known = keys.look(cursor, from, to, parent);
    if (known >= 0) return keys.handleOf(known);
    if (!keys.hasRoom(to - from)) return NO_ROOM;
    this.#last++;
    keys.follow(keys.add(cursor, from, to, this.#last, parent));
    return this.#last;
  }
}
