import type { WireCursor } from './wire-cursor.ts';

/** Bytes of keys that are kept per table. */
const ARENA_LIMIT_BYTES = 64 * 1024 * 1024;
/** A key that was not seen for so long gives its place up when a new one needs it. */
const IDLE_MINUTES = 30;
const NONE = -1;

/**
 * Keys of one source as they came, and the handle that each was given. A key is bytes (a section of labels, a row of
 * symbols' numbers) under the number of what they stand in, 0 where they stand alone.
 *
 * Senders repeat their order. So each entry remembers which one came after it, and most keys are known by comparing
 * their bytes with that one prediction; only a miss hashes them. Labels are decoded once, when a key is new.
 */
export class KeyTable {
  #limit = 0;
  #arena = new Uint8Array(64 * 1024);
  #view = new DataView(this.#arena.buffer);
  #used = 0;
  #count = 0;
  #previous = NONE;
  #minute = 0;
  #sweptMinute = 0;
  /** Hash of the key that was looked for last. */
  #sought = 0;
  // Per entry.
  #offset = new Uint32Array(256);
  #length = new Uint32Array(256);
  #hash = new Uint32Array(256);
  #handle = new Uint32Array(256);
  #next = new Int32Array(256).fill(NONE);
  #seen = new Uint32Array(256);
  #parent = new Uint32Array(256);
  /** Open addressing: entry or NONE; at most half full. */
  #slots = new Int32Array(1024).fill(NONE);

  /** Starts a request, received at `now` (UTC ms): `limit` keys are kept at a time. */
  begin(now: number, limit: number): void {
    this.#limit = limit;
    this.#minute = Math.floor(now / 60_000);
  }

  handleOf(entry: number): number {
    return this.#handle[entry]!;
  }

  lengthOf(entry: number): number {
    return this.#length[entry]!;
  }

  /** The entry that is expected next if its bytes stand at the cursor and the label section ends with them, else −1. */
  predicted(cursor: WireCursor, end: number): number {
    const entry = this.#previous === NONE ? NONE : this.#next[this.#previous]!;
    if (entry === NONE) return NONE;
    const { at, bytes, view } = cursor;
    const length = this.#length[entry]!;
    const sectionEnd = at + length;
    if (sectionEnd > end || (sectionEnd < end && bytes[sectionEnd] === 0x0a)) return NONE;
    return this.#equals(entry, view, at, length) ? entry : NONE;
  }

  /** The entry of a key, −1 when it is new; the one that is expected next is tried first. It comes now, see `follow`. */
  look(cursor: WireCursor, from: number, to: number, parent: number): number {
    const previous = this.#previous;
    const expected = previous === NONE ? NONE : this.#next[previous]!;
    const right =
      expected !== NONE &&
      this.#length[expected] === to - from &&
      this.#parent[expected] === parent &&
      this.#equals(expected, cursor.view, from, to - from);
    const entry = right ? expected : this.find(cursor, from, to, parent);
    if (entry !== NONE) this.follow(entry);
    return entry;
  }

  /** The entry of a key with the bytes [from, to), −1 when there is none. */
  find({ view }: WireCursor, from: number, to: number, parent = 0): number {
    const hash = hashOf(view, from, to, parent);
    this.#sought = hash;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]!;
      if (entry === NONE) return NONE;
      if (
        this.#hash[entry] === hash &&
        this.#length[entry] === to - from &&
        this.#parent[entry] === parent &&
        this.#equals(entry, view, from, to - from)
      ) {
        return entry;
      }
    }
  }

  /** True when one more key of this length has room; may drop idle entries for it. */
  hasRoom(length: number): boolean {
    if (this.#fits(length)) return true;
    if (this.#sweptMinute === this.#minute) return false;
    this.#sweptMinute = this.#minute;
    this.#dropIdle();
    return this.#fits(length);
  }

  /** Keeps the key that `find` has just been asked for in vain, and `hasRoom` allowed; returns its entry. */
  add({ bytes }: WireCursor, from: number, to: number, handle: number, parent = 0): number {
    if (this.#count === this.#offset.length) this.#growEntries();
    this.#reserveBytes(to - from);
    const entry = this.#count++;
    this.#arena.set(bytes.subarray(from, to), this.#used);
    this.#offset[entry] = this.#used;
    this.#length[entry] = to - from;
    this.#hash[entry] = this.#sought;
    this.#handle[entry] = handle;
    this.#parent[entry] = parent;
    this.#next[entry] = NONE;
    this.#used += to - from;
    if (this.#count * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    else this.#place(entry);
    return entry;
  }

  /** Says that this entry came now, so that it is expected after the one before. */
  follow(entry: number): void {
    if (this.#previous !== NONE) this.#next[this.#previous] = entry;
    this.#previous = entry;
    this.#seen[entry] = this.#minute;
  }

  #fits(length: number): boolean {
    return this.#count < this.#limit && this.#used + length <= ARENA_LIMIT_BYTES;
  }

  #equals(entry: number, view: DataView, at: number, length: number): boolean {
    const arena = this.#view;
    const offset = this.#offset[entry]!;
    if (length < 8) return sameBytes(arena, offset, view, at, length);
    const last = length - 8;
    for (let i = 0; i < last; i += 8) if (!sameEight(arena, offset + i, view, at + i)) return false;
    // Up to seven bytes of the last eight are looked at twice.
    return sameEight(arena, offset + last, view, at + last);
  }

  #place(entry: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hash[entry]! & mask;
    while (this.#slots[slot] !== NONE) slot = (slot + 1) & mask;
    this.#slots[slot] = entry;
  }

  #rehash(size: number): void {
    this.#slots = new Int32Array(size).fill(NONE);
    for (let entry = 0; entry < this.#count; entry++) this.#place(entry);
  }

  #dropIdle(): void {
    const oldest = this.#minute - IDLE_MINUTES;
    let kept = 0;
    let used = 0;
    for (let entry = 0; entry < this.#count; entry++) {
      if (this.#seen[entry]! < oldest) continue;
      const offset = this.#offset[entry]!;
      const length = this.#length[entry]!;
      this.#arena.copyWithin(used, offset, offset + length);
      this.#offset[kept] = used;
      this.#length[kept] = length;
      this.#hash[kept] = this.#hash[entry]!;
      this.#handle[kept] = this.#handle[entry]!;
      this.#seen[kept] = this.#seen[entry]!;
      this.#parent[kept] = this.#parent[entry]!;
      used += length;
      kept++;
    }
    this.#count = kept;
    this.#used = used;
    this.#next.fill(NONE);
    this.#previous = NONE;
    this.#rehash(this.#slots.length);
  }

  #reserveBytes(length: number): void {
    if (this.#used + length <= this.#arena.length) return;
    const arena = new Uint8Array(Math.max(this.#arena.length * 2, this.#used + length));
    arena.set(this.#arena);
    this.#arena = arena;
    this.#view = new DataView(arena.buffer);
  }

  #growEntries(): void {
    const size = this.#count * 2;
    const {
      0: offset,
      1: length,
      2: hash,
      3: handle,
      4: seen,
      5: parent,
    } = [this.#offset, this.#length, this.#hash, this.#handle, this.#seen, this.#parent].map((column) => {
      const longer = new Uint32Array(size);
      longer.set(column);
      return longer;
    });
    this.#offset = offset!;
    this.#length = length!;
    this.#hash = hash!;
    this.#handle = handle!;
    this.#seen = seen!;
    this.#parent = parent!;
    const next = new Int32Array(size).fill(NONE);
    next.set(this.#next);
    this.#next = next;
  }
}

/** Eight bytes as a number: equal numbers have equal bytes, but for zero; unequal ones may be equal NaNs. */
function sameEight(kept: DataView, keptAt: number, seen: DataView, seenAt: number): boolean {
  const number = kept.getFloat64(keptAt, true);
  if (number === seen.getFloat64(seenAt, true) && number !== 0) return true;
  return (
    kept.getInt32(keptAt, true) === seen.getInt32(seenAt, true) &&
    kept.getInt32(keptAt + 4, true) === seen.getInt32(seenAt + 4, true)
  );
}

function sameBytes(kept: DataView, keptAt: number, seen: DataView, seenAt: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (kept.getUint8(keptAt + i) !== seen.getUint8(seenAt + i)) return false;
  return true;
}

/** A 32-bit hash, four bytes a step: FNV-1a's step on words, mixed at the end. */
function hashOf(view: DataView, from: number, to: number, parent: number): number {
  let hash = Math.imul(0x811c9dc5 ^ parent, 0x01000193) ^ (to - from);
  let i = from;
  for (; i + 4 <= to; i += 4) {
    hash = Math.imul(hash ^ view.getInt32(i, true), 0x01000193);
    hash ^= hash >>> 15;
  }
  for (; i < to; i++) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
