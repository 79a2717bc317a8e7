import type { SampleRecord } from '../ports.ts';
import { OwnerFile, type OwnerLine } from './owner-file.ts';

/** How often the file is looked at for what an administrator released. */
const LOOK_MS = 1_000;
const NOBODY = 0;
const UNRANKED = Number.POSITIVE_INFINITY;

export interface TakeoverOptions {
  readonly file: string;
  readonly seriesCount: number;
  readonly resourceOf: (series: number) => string;
  /** A source is silent about a series after so many ms. */
  readonly silenceMs: (series: number) => number;
  /** Sources that may take each other's resources over, the one that wins first. */
  readonly priority: readonly string[];
  /** UTC ms: silence of a source counts from here, not from before our start. */
  readonly startedAt: number;
}

/**
 * Who writes a resource: the first real source that did. The simulator has yielded it for good then, and another real
 * source's readings of it are refused. Of two sources that the mapping ranks, the higher takes a resource over, and the
 * lower has it while the higher is silent.
 *
 * Each change of owner is a line of a file, synced before the batch that made it is acknowledged.
 */
export class Takeover {
  readonly #options: TakeoverOptions;
  readonly #file: OwnerFile;
  /** Number of a series' resource + 1, 0 where it has not been asked for yet. */
  readonly #numberOf: Uint32Array;
  readonly #numbers = new Map<string, number>();
  readonly #sources = new Map<string, number>();
  /** By number of the source. */
  readonly #names: string[] = [''];
  readonly #ranks: number[] = [UNRANKED];
  // Per resource.
  #owner = new Uint16Array(1024);
  /** When the owner last wrote it; kept only where the mapping ranks sources. */
  #writtenAt = new Float64Array(0);
  /** What was received up to then gives no claim any more. */
  readonly #releasedAt = new Map<number, number>();
  #lookedAt = 0;

  constructor(options: TakeoverOptions) {
    this.#options = options;
    this.#numberOf = new Uint32Array(options.seriesCount);
    this.#file = new OwnerFile(options.file);
    for (const line of this.#file.load()) this.#follow(line);
  }

  /** True once a real source has written the series' resource. */
  has(series: number): boolean {
    // The number first: giving one may replace the array by a longer one.
    const number = this.#number(series);
    return this.#owner[number] !== NOBODY;
  }

  ownerOf(series: number): string {
    const number = this.#number(series);
    return this.#names[this.#owner[number]!]!;
  }

  /** A small number for a source, to ask `allows` with. */
  sourceNumber(name: string): number {
    const known = this.#sources.get(name);
    if (known !== undefined) return known;
    const number = this.#names.push(name) - 1;
    const rank = this.#options.priority.indexOf(name);
    this.#ranks.push(rank < 0 ? UNRANKED : rank);
    this.#sources.set(name, number);
    return number;
  }

  /** True when the source may write the series at `now` (UTC ms). */
  allows(source: number, series: number, now: number): boolean {
    const number = this.#number(series);
    const owner = this.#owner[number]!;
    return owner === source || owner === NOBODY || this.#wins(source, owner, number, series, now);
  }

  /** Called with every durable record, live or replayed. */
  applied(record: SampleRecord): void {
    if (record.simulated) return;
    const source = this.sourceNumber(record.source);
    const ranked = this.#ranks[source] !== UNRANKED;
    const { receivedAt, batch } = record;
    for (let i = 0; i < batch.series.length; i++) {
      const series = batch.series[i]!;
      const number = this.#number(series);
      const owner = this.#owner[number]!;
      if (owner !== source) {
        if (owner !== NOBODY && !this.#wins(source, owner, number, series, receivedAt)) continue;
        if (this.#releasedAt.size > 0 && receivedAt <= (this.#releasedAt.get(number) ?? 0)) continue;
        this.#owner[number] = source;
        this.#file.add({ resource: this.#options.resourceOf(series), source: record.source, at: 0 });
      }
      if (ranked) this.#write(number, receivedAt);
    }
  }

  /** Looks, at most once a second, whether an administrator released resources. */
  lookAgain(now: number): void {
    if (Math.abs(now - this.#lookedAt) < LOOK_MS) return;
    this.#lookedAt = now;
    for (const line of this.#file.releasedSince()) this.#follow(line);
  }

  /** Resolves when every change so far is on disk; at once when there is nothing new. Throws the disk's error. */
  saved(): Promise<void> {
    return this.#file.saved();
  }

  /** Lines that are not on disk yet: a checkpoint has to carry them, since it ends the replay that would make them. */
  pending(): readonly string[] {
    return this.#file.pending();
  }

  restore(lines: readonly string[]): void {
    for (const line of this.#file.restore(lines)) this.#follow(line);
  }

  #follow({ resource, source, at }: OwnerLine): void {
    const number = this.#numberFor(resource);
    this.#owner[number] = source === '' ? NOBODY : this.sourceNumber(source);
    if (source === '') this.#releasedAt.set(number, at);
  }

  #wins(challenger: number, owner: number, number: number, series: number, at: number): boolean {
    const rank = this.#ranks[challenger]!;
    const against = this.#ranks[owner]!;
    if (rank === UNRANKED || against === UNRANKED) return false;
    if (rank < against) return true;
    const writtenAt = Math.max(this.#writtenAt[number] ?? 0, this.#options.startedAt);
    return at - writtenAt > this.#options.silenceMs(series);
  }

  #write(number: number, at: number): void {
    if (number >= this.#writtenAt.length) {
      const longer = new Float64Array(this.#owner.length);
      longer.set(this.#writtenAt);
      this.#writtenAt = longer;
    }
    this.#writtenAt[number] = at;
  }

  #number(series: number): number {
    const known = this.#numberOf[series]!;
    if (known > 0) return known - 1;
    const number = this.#numberFor(this.#options.resourceOf(series));
    this.#numberOf[series] = number + 1;
    return number;
  }

  #numberFor(resource: string): number {
    const known = this.#numbers.get(resource);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(resource, number);
    if (number === this.#owner.length) {
      const longer = new Uint16Array(number * 2);
      longer.set(this.#owner);
      this.#owner = longer;
    }
    return number;
  }
}
