import type { SourceView } from '../../shared/wire/http.ts';
import {
  type Clock,
  type IngestSource,
  type ReadingBatch,
  type Receipt,
  Refused,
  type SampleRecord,
  type SeriesName,
  type SourceLimits,
  type SourcePolicy,
} from '../ports.ts';
import type { BatchNormalizer, Outcome } from './batch.ts';
import { BatchIdentities } from './duplicates.ts';
import { HandleTable } from './handles.ts';
import { NewSeries } from './new-series.ts';
import { qualityBytes } from './quality.ts';
import { CounterTable } from './rates.ts';
import { SampleRate } from './sample-rate.ts';
import { SeriesHandles } from './series-handles.ts';
import type { Takeover } from './takeover.ts';
import { Tally } from './tally.ts';

/**
 * Rows of one source that may wait, for their turn or for the disk, before its next batch is refused: at 21–41 bytes a
 * row they are less than half of what the journal lets wait (64 MiB), so no source can fill it alone.
 */
const HELD_ROWS = 750_000;

/** What every source shares. */
export interface SourceSurroundings {
  readonly seriesCount: number;
  readonly clock: Clock;
  readonly batches: BatchNormalizer;
  readonly takeover: Takeover;
  readonly commit: (record: SampleRecord) => Promise<void>;
  readonly barrier: () => Promise<void>;
  /** Adds a handle for a name at first sight. */
  readonly resolve: (source: NormalizedSource, name: SeriesName) => number;
  /** What an administrator says of a source, null where nothing is limited. */
  readonly policyOf: (source: string) => SourcePolicy | null;
}

/** One sender: its handles, counters, batch identities and counts. */
export class NormalizedSource implements IngestSource {
  readonly handles = new HandleTable();
  readonly counters = new CounterTable();
  readonly identities = new BatchIdentities();
  readonly tally = new Tally();
  /** Handle by what it stands for: an unmapped name, or a rule and a series. */
  readonly known = new Map<number | string, number>();
  readonly series: SeriesHandles;
  readonly newSeries: NewSeries;
  readonly resources = new Set<string>();
  protocol = '';
  lastReceivedAt: number | null = null;
  skewMs: number | null = null;
  readonly #around: SourceSurroundings;
  readonly #running = new Map<string, Promise<Receipt>>();
  #turn: Promise<unknown> = Promise.resolve();
  #heldRows = 0;
  readonly #rate = new SampleRate();

  constructor(
    readonly id: string,
    readonly simulated: boolean,
    around: SourceSurroundings,
  ) {
    this.#around = around;
    this.series = new SeriesHandles(around.seriesCount);
    this.newSeries = new NewSeries(this.series, this.handles);
  }

  get limits(): SourceLimits | null {
    return this.#policy()?.limits ?? null;
  }

  /** Seconds until the source may send again, null when it may now. */
  overRate(): number | null {
    const { limits } = this;
    const wait = limits && this.#rate.waitSeconds(limits.samplesPerSecond, this.#around.clock());
    if (wait !== null) this.tally.throttled++;
    return wait;
  }

  handle(name: SeriesName): number {
    return this.#around.resolve(this, name);
  }

  refuse(reason: string, count: number, example: string): void {
    this.tally.countRejected(reason, count, example, this.#around.clock());
  }

  async accept(batch: ReadingBatch): Promise<Receipt> {
    if (!batch.identity) return this.#admit(batch);
    const key = BatchIdentities.key(batch.identity);
    // The same batch twice at once: the second waits for the first, and is a repeat only if that one was kept.
    for (let running = this.#running.get(key); running; running = this.#running.get(key)) {
      await running.catch(() => undefined);
    }
    if (this.identities.has(key)) return this.#repeat(batch.length);
    const running = this.#admit(batch);
    this.#running.set(key, running);
    try {
      const receipt = await running;
      this.identities.add(key);
      return receipt;
    } finally {
      this.#running.delete(key);
    }
  }

  view(now: number): SourceView {
    return {
      id: this.id,
      protocol: this.protocol,
      simulated: this.simulated,
      lastReceivedAt: this.lastReceivedAt,
      revoked: this.#policy()?.revoked ?? false,
      skewMs: this.skewMs,
      limits: this.limits,
      series: this.series.size,
      resources: this.resources.size,
      ...this.tally.view(now),
    };
  }

  #policy(): SourcePolicy | null {
    return this.simulated ? null : this.#around.policyOf(this.id);
  }

  /** Takes a batch within the source's rate and its share of what may wait. Throws Refused. */
  async #admit(batch: ReadingBatch): Promise<Receipt> {
    const { limits } = this;
    const rows = batch.length;
    try {
      if (this.#heldRows > 0 && this.#heldRows + rows > HELD_ROWS) throw new Refused('queue-full', 1);
      if (limits) this.#rate.spend(rows, limits.samplesPerSecond, this.#around.clock());
    } catch (error) {
      this.tally.throttled++;
      throw error;
    }
    this.#heldRows += rows;
    try {
      return await this.#inTurn(batch);
    } catch (error) {
      if (limits) this.#rate.giveBack(rows);
      throw error;
    } finally {
      this.#heldRows -= rows;
    }
  }

  /**
   * Bases of counters move when a batch is durable, so a source that sends counters has its batches taken one after the
   * other; the rest go straight through.
   */
  #inTurn(batch: ReadingBatch): Promise<Receipt> {
    if (this.counters.size === 0) return this.#take(batch);
    const receipt = this.#turn.then(() => this.#take(batch));
    this.#turn = receipt.catch(() => undefined);
    return receipt;
  }

  async #take(batch: ReadingBatch): Promise<Receipt> {
    const { clock, batches, commit, barrier, takeover } = this.#around;
    const receivedAt = clock();
    takeover.lookAgain(receivedAt);
    const outcome = batches.run(
      batch,
      {
        handles: this.handles,
        counters: this.counters,
        simulated: this.simulated,
        owner: takeover.sourceNumber(this.id),
        overLimit: this.newSeries.readmit(this.limits, receivedAt),
        qualities: qualityBytes(this.simulated),
        unmappedGroups: this.tally.groups,
      },
      receivedAt,
    );
    if (outcome.samples.series.length > 0 || outcome.bases) {
      await commit({
        type: 'samples',
        source: this.id,
        simulated: this.simulated,
        receivedAt,
        batch: outcome.samples,
        ...(outcome.bases ? { bases: outcome.bases } : {}),
        ...(batch.identity ? { identity: batch.identity } : {}),
      });
    } else if (outcome.repeated > 0) {
      await barrier();
    }
    await this.#takeoverSaved();
    return this.#count(outcome, receivedAt);
  }

  async #repeat(rows: number): Promise<Receipt> {
    await this.#around.barrier();
    await this.#takeoverSaved();
    this.tally.duplicate += rows;
    this.lastReceivedAt = this.#around.clock();
    return { stored: rows, duplicate: true, unmapped: 0, rejected: [] };
  }

  async #takeoverSaved(): Promise<void> {
    if (this.simulated) return;
    try {
      await this.#around.takeover.saved();
    } catch {
      throw new Refused('read-only', 10);
    }
  }

  #count(outcome: Outcome, receivedAt: number): Receipt {
    const { tally } = this;
    tally.countAccepted(outcome.kept, receivedAt);
    tally.duplicate += outcome.repeated;
    tally.late += outcome.late;
    tally.skewed += outcome.skewed;
    outcome.unmappedByGroup?.forEach((count, group) => {
      tally.countUnmapped(group, count);
    });
    for (const reasons of [outcome.rejected, outcome.leftOut]) {
      for (const [reason, { count, example }] of reasons) tally.countRejected(reason, count, example, receivedAt);
    }
    this.lastReceivedAt = receivedAt;
    if (outcome.newestAt > 0) this.skewMs = outcome.newestAt - receivedAt;
    return {
      stored: outcome.kept + outcome.repeated,
      duplicate: false,
      unmapped: outcome.unmapped,
      rejected: [...outcome.rejected].map(([reason, { count, example }]) => ({ reason, count, example })),
    };
  }
}
