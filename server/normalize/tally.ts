import type { SourceView } from '../../shared/wire/http.ts';

const NAMES_KEPT = 100;
const REASONS_KEPT = 50;
const EXAMPLE_LENGTH = 300;
const RATE_WINDOW_S = 60;

interface UnmappedName {
  readonly name: string;
  readonly example: string;
  count: number;
}
interface RejectedReason {
  count: number;
  example: string;
  lastAt: number;
}

type Counted =
  | 'accepted'
  | 'duplicate'
  | 'late'
  | 'skewed'
  | 'future'
  | 'throttled'
  | 'rate'
  | 'unmapped'
  | 'unmappedTotal'
  | 'rejected'
  | 'rejectedTotal';

/** What came of a source's readings, by count, with examples. Bounded whatever is sent. */
export class Tally {
  accepted = 0;
  duplicate = 0;
  unmappedTotal = 0;
  rejectedTotal = 0;
  late = 0;
  skewed = 0;
  future = 0;
  throttled = 0;
  readonly #unmapped: UnmappedName[] = [];
  readonly #unmappedIndex = new Map<string, number>();
  readonly #rejected = new Map<string, RejectedReason>();
  /** Samples per second of the last minute, in a ring by second. */
  readonly #perSecond = new Float64Array(RATE_WINDOW_S);
  readonly #secondOf = new Float64Array(RATE_WINDOW_S);

  /** A small number for an unmapped name; all names beyond the hundredth share one. */
  unmappedGroup(name: string, example: string): number {
    const known = this.#unmappedIndex.get(name);
    if (known !== undefined) return known;
    const index = this.#unmapped.length;
    if (index > NAMES_KEPT) return NAMES_KEPT;
    this.#unmapped.push({ name: index === NAMES_KEPT ? '(other names)' : name, example, count: 0 });
    if (index < NAMES_KEPT) this.#unmappedIndex.set(name, index);
    return index;
  }

  get groups(): number {
    return this.#unmapped.length;
  }

  countUnmapped(group: number, count: number): void {
    this.#unmapped[group]!.count += count;
    this.unmappedTotal += count;
  }

  countRejected(reason: string, count: number, example: string, now: number): void {
    this.rejectedTotal += count;
    if (reason === 'future') this.future += count;
    const key = this.#rejected.has(reason) || this.#rejected.size < REASONS_KEPT - 1 ? reason : 'other';
    const entry = this.#rejected.get(key) ?? { count: 0, example: '', lastAt: 0 };
    entry.count += count;
    entry.example = example.slice(0, EXAMPLE_LENGTH);
    entry.lastAt = now;
    this.#rejected.set(key, entry);
  }

  countAccepted(count: number, now: number): void {
    this.accepted += count;
    const second = Math.floor(now / 1000);
    const bucket = second % RATE_WINDOW_S;
    if (this.#secondOf[bucket] !== second) {
      this.#secondOf[bucket] = second;
      this.#perSecond[bucket] = 0;
    }
    this.#perSecond[bucket]! += count;
  }

  view(now: number): Pick<SourceView, Counted> {
    const from = Math.floor(now / 1000) - RATE_WINDOW_S;
    let recent = 0;
    for (let i = 0; i < RATE_WINDOW_S; i++) if (this.#secondOf[i]! > from) recent += this.#perSecond[i]!;
    return {
      accepted: this.accepted,
      duplicate: this.duplicate,
      late: this.late,
      skewed: this.skewed,
      future: this.future,
      throttled: this.throttled,
      rate: recent / RATE_WINDOW_S,
      unmapped: this.#unmapped.filter(({ count }) => count > 0).map((entry) => ({ ...entry })),
      unmappedTotal: this.unmappedTotal,
      rejected: [...this.#rejected].map(([reason, entry]) => ({ reason, ...entry })),
      rejectedTotal: this.rejectedTotal,
    };
  }
}
