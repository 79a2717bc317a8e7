import type { SourceView } from '../../shared/wire/http.ts';
import {
  type Clock,
  type IngestSource,
  type ReadingBatch,
  type Receipt,
  Refused,
  type SampleRecord,
  type SeriesName,
} from '../ports.ts';
import type { BatchNormalizer, Outcome } from './batch.ts';
import { BatchIdentities } from './duplicates.ts';
import { HandleTable } from './handles.ts';
import { qualityBytes } from './quality.ts';
import { CounterTable } from './rates.ts';
import { SeriesHandles } from './series-handles.ts';
import type { Takeover } from './takeover.ts';
import { Tally } from './tally.ts';

/** Rows of one source that may wait for their turn before its next batch is refused. */
const WAITING_ROWS = 500_000;

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
  readonly resources = new Set<string>();
  protocol = '';
  lastReceivedAt: number | null = null;
  skewMs: number | null = null;
  readonly #around: SourceSurroundings;
  readonly #running = new Map<string, Promise<Receipt>>();
  #turn: Promise<unknown> = Promise.resolve();
  #waitingRows = 0;

  constructor(
    readonly id: string,
    readonly simulated: boolean,
    around: SourceSurroundings,
  ) {
    this.#around = around;
    this.series = new SeriesHandles(around.seriesCount);
  }

  handle(name: SeriesName): number {
    return this.#around.resolve(this, name);
  }

  refuse(reason: string, count: number, example: string): void {
    this.tally.countRejected(reason, count, example, this.#around.clock());
  }

  async accept(batch: ReadingBatch): Promise<Receipt> {
    if (!batch.identity) return this.#inTurn(batch);
    const key = BatchIdentities.key(batch.identity);
    // The same batch twice at once: the second waits for the first, and is a repeat only if that one was kept.
    for (let running = this.#running.get(key); running; running = this.#running.get(key)) {
      await running.catch(() => undefined);
    }
    if (this.identities.has(key)) return this.#repeat(batch.length);
    const running = this.#inTurn(batch);
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
      skewMs: this.skewMs,
      series: this.series.size,
      resources: this.resources.size,
      ...this.tally.view(now),
    };
  }

  /**
   * Bases of counters move when a batch is durable, so a source that sends counters has its batches taken one after the
   * other; the rest go straight through.
   */
  async #inTurn(batch: ReadingBatch): Promise<Receipt> {
    if (this.counters.size === 0) return this.#take(batch);
    if (this.#waitingRows > WAITING_ROWS) throw new Refused('queue-full', 1);
    this.#waitingRows += batch.length;
    const receipt = this.#turn.then(() => {
      this.#waitingRows -= batch.length;
      return this.#take(batch);
    });
    this.#turn = receipt.catch(() => undefined);
    return receipt;
  }

  async #take(batch: ReadingBatch): Promise<Receipt> {
    const { clock, batches, commit, barrier } = this.#around;
    const receivedAt = clock();
    const outcome = batches.run(
      batch,
      {
        handles: this.handles,
        counters: this.counters,
        simulated: this.simulated,
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
