import { type Clock, type History, HistoryRefused, type HistoryStats, type Inventory } from '../ports.ts';
import { queryAggregate } from './prometheus/aggregate-query.ts';
import { createRemoteRead } from './prometheus/remote-read.ts';
import { Sender } from './prometheus/sender.ts';
import { querySeries } from './prometheus/series-query.ts';
import { queryState } from './prometheus/state-query.ts';
import { openWatermarkFile } from './prometheus/watermark-file.ts';

export interface PrometheusHistoryOptions {
  readonly inventory: Inventory;
  readonly clock: Clock;
  /** Takes remote write 1.0: `http://127.0.0.1:9090/api/v1/write`. */
  readonly writeUrl: string;
  /** Has `/api/v1/query` and `/api/v1/query_range` below it: `http://127.0.0.1:9090`. */
  readonly queryUrl: string;
  /** Sent with every request: who we are, and for which tenant. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the watermark is kept. */
  readonly folder: string;
  readonly writeTimeoutMs?: number;
  readonly queryTimeoutMs?: number;
  /** Samples that may wait for the remote before `apply` asks to wait. */
  readonly queueSamples?: number;
}

const WRITE_TIMEOUT_MS = 30_000;
const QUERY_TIMEOUT_MS = 5_000;
/** About 50 MB. */
const QUEUE_SAMPLES = 2_000_000;

/**
 * History in a server that people already own: Prometheus, VictoriaMetrics, Mimir, Thanos. Samples go out by remote
 * write 1.0, questions are asked in PromQL. The watermark moves when the remote has acknowledged; after a crash the last
 * samples are sent again, which changes nothing there. Late samples are up to the remote. How long samples are kept is
 * too, and nothing outlives them.
 *
 * Nothing is sent when a series ends or falls silent (no stale markers): silence is shown by its age, and a marker would
 * make the last value vanish from every question about it.
 */
export async function openPrometheusHistory(options: PrometheusHistoryOptions): Promise<History> {
  const { inventory, clock, writeUrl, queryUrl, headers = {}, folder } = options;
  const watermark = await openWatermarkFile(folder, writeUrl);
  const remote = createRemoteRead({ url: queryUrl, headers, timeoutMs: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS });
  const sender = new Sender({
    inventory,
    clock,
    remote: { url: writeUrl, headers, timeoutMs: options.writeTimeoutMs ?? WRITE_TIMEOUT_MS },
    read: remote,
    watermark,
    queueRows: options.queueSamples ?? QUEUE_SAMPLES,
  });
  let closed = false;
  const whileOpen = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (closed) throw new HistoryRefused('unavailable', 'the history is closed');
    return ask();
  };
  return {
    capabilities: { rewritesLate: false, exactlyOnce: false, keepsRollups: false },
    get watermark() {
      return sender.watermark;
    },
    apply: (sequence, record) => sender.apply(sequence, record),
    flushed: () => sender.flushed(),
    series: (query, signal) => whileOpen(() => querySeries(remote, inventory, query, signal)),
    state: (at, signal) => whileOpen(() => queryState(remote, inventory, at, signal)),
    aggregate: (query, signal) => whileOpen(() => queryAggregate(remote, inventory, query, signal)),
    stats: () => statsOf(sender),
    close() {
      closed = true;
      return sender.close();
    },
  };
}

function statsOf(sender: Sender): HistoryStats {
  const { lagRecords, lagMs, behind, degraded } = sender.stats();
  return {
    engine: 'prometheus',
    lagRecords,
    lagMs,
    // What it takes there, and when it is deleted, is not known here.
    bytes: 0,
    tiers: [{ tier: 'raw', from: sender.oldestAt, daysKept: Number.POSITIVE_INFINITY }],
    refusing: behind ? 'behind' : null,
    degraded,
  };
}
