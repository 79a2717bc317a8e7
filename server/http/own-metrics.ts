import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { SourceView } from '../../shared/wire/http.ts';
import type {
  Health,
  History,
  HistoryStats,
  Inventory,
  Journal,
  NotificationStats,
  Notifications,
  Planning,
  SourceRegistry,
} from '../ports.ts';

const DAY_SECONDS = 86_400;

export interface OwnMetricsStages {
  readonly inventory: Inventory;
  readonly journal: Journal;
  readonly sources: SourceRegistry;
  readonly health: Health;
  readonly history: Pick<History, 'stats'> | null;
  readonly planning?: Pick<Planning, 'stats'>;
  readonly stream: { clients: number; framesSent: number; resyncs: number };
  readonly notifications?: Pick<Notifications, 'stats'> | null;
  readonly previousStopClean: () => boolean;
}

/** What Skyrack says of itself at /metrics, in Prometheus' text format; values are read when they are asked for. */
export function createOwnMetrics(stages: OwnMetricsStages): Registry {
  const { inventory, journal, sources, health, history, stream } = stages;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Gauges named like counters, which promtool refuses; each has a twin without the suffix.
  for (const kind of ['handles', 'requests', 'resources']) registry.removeSingleMetric(`nodejs_active_${kind}_total`);

  gauge('skyrack_ready', 'Whether the server takes data (1) or not (0)', () => (health.notReady() === null ? 1 : 0));
  gauge('skyrack_degraded', 'Number of degraded states', () => health.degraded().length);
  gauge('skyrack_previous_stop_unclean', 'Whether the last process ended without closing the journal', () =>
    stages.previousStopClean() ? 0 : 1,
  );
  gauge('skyrack_inventory_series', 'Series that the inventory has room for', () => inventory.dictionary.seriesCount);
  gauge('skyrack_journal_bytes', 'Bytes of all journal segments', () => journal.stats().bytes);
  gauge('skyrack_journal_segments', 'Journal segments on disk', () => journal.stats().segments);
  gauge('skyrack_journal_pending_bytes', 'Bytes that wait for the disk', () => journal.stats().pending);
  gauge('skyrack_journal_fsync_seconds_max', 'Longest fdatasync so far', () => journal.stats().fsync.maxSeconds);
  gauge('skyrack_stream_clients', 'Connected viewers', () => stream.clients);
  if (history !== null) ofHistory(history);
  if (stages.notifications) ofNotifications(stages.notifications);
  if (stages.planning) ofPlanning(stages.planning);
  counter('skyrack_journal_records_total', 'Durable records', () => journal.sequence);
  counter('skyrack_journal_fsync_total', 'fdatasync calls', () => journal.stats().fsync.count);
  counter('skyrack_journal_fsync_seconds_total', 'Time spent in fdatasync', () => journal.stats().fsync.sumSeconds);
  counter('skyrack_stream_frames_total', 'Frames built for viewers', () => stream.framesSent);
  counter('skyrack_stream_resyncs_total', 'Times a viewer fell behind or lost frames', () => stream.resyncs);
  perSource('skyrack_samples_accepted_total', 'Samples made durable', (source) => [['', source.accepted]]);
  perSource('skyrack_samples_duplicate_total', 'Samples that were there already', (source) => [['', source.duplicate]]);
  perSource('skyrack_samples_unmapped_total', 'Readings that no mapping knows', (source) => [
    ['', source.unmappedTotal],
  ]);
  perSource('skyrack_samples_rejected_total', 'Readings refused, by reason', (source) =>
    source.rejected.map((row) => [row.reason, row.count]),
  );
  perSource('skyrack_samples_late_total', 'Samples kept that were older than what their series had', (source) => [
    ['', source.late],
  ]);
  perSource('skyrack_requests_throttled_total', 'Requests told to come again later', (source) => [
    ['', source.throttled],
  ]);
  sourceGauge('skyrack_source_series', 'Series that a source has sent', (source) => source.series);
  sourceGauge('skyrack_source_series_limit', 'Series that a source may send', (source) => source.limits?.series);
  return registry;

  function sourceGauge(name: string, help: string, read: (source: SourceView) => number | undefined): void {
    new Gauge({
      name,
      help,
      labelNames: ['source'],
      registers: [registry],
      collect() {
        this.reset();
        for (const source of sources.sources()) {
          const value = read(source);
          if (value !== undefined) this.set({ source: source.id }, value);
        }
      },
    });
  }

  function ofPlanning({ stats }: Pick<Planning, 'stats'>): void {
    const name = (what: string): string => `skyrack_coverage_${what}`;
    gauge(name('run_seconds'), 'Last coverage run of the zone, in its thread', () => stats().runMs / 1_000);
    gauge(name('outage_seconds'), 'Last answer to an outage, in its thread', () => stats().outageMs / 1_000);
    gauge(name('hole_seconds'), 'From cells that went out to holes that could be read', () => stats().holeMs / 1_000);
    gauge(name('rankings'), 'Rankings that wait, run or are kept', () => stats().rankings);
    gauge(name('degraded'), 'What works less well in coverage and roll-out', () => stats().degraded.length);
  }

  function ofHistory(kept: Pick<History, 'stats'>): void {
    const of = (name: string, help: string, read: (stats: HistoryStats) => number) =>
      gauge(`skyrack_history_${name}`, help, () => read(kept.stats()));
    of('bytes', 'Bytes of the history on this disk', ({ bytes }) => bytes);
    of('lag_seconds', 'Age of the oldest record that history does not have yet', ({ lagMs }) => lagMs / 1_000);
    of('lag_records', 'Durable records that history does not have yet', ({ lagRecords }) => lagRecords);
    of('refusing', 'Whether history takes no data (1)', ({ refusing }) => (refusing === null ? 0 : 1));
    new Gauge({
      name: 'skyrack_history_kept_seconds',
      help: 'How long a tier keeps at the present rate',
      labelNames: ['tier'],
      registers: [registry],
      collect() {
        for (const { tier, daysKept } of kept.stats().tiers) this.set({ tier }, daysKept * DAY_SECONDS);
      },
    });
  }

  function ofNotifications({ stats }: Pick<Notifications, 'stats'>): void {
    const at = (name: string, help: string, read: (stats: NotificationStats) => number | null) =>
      gauge(`skyrack_notify_${name}_timestamp_seconds`, help, () => (read(stats()) ?? 0) / 1_000);
    at(
      'watchdog',
      'When a watchdog last came through, of the channel that waits longest; 0 for never',
      (now) => now.watchdogAt,
    );
    at('dead_man', 'When the dead-man ping was last answered; 0 for never', (now) => now.deadManAt);
    const perChannel = (
      name: string,
      help: string,
      read: (channel: NotificationStats['channels'][number]) => number,
    ) => {
      new Gauge({
        name,
        help,
        labelNames: ['channel'],
        registers: [registry],
        collect() {
          this.reset();
          for (const channel of stats().channels) this.set({ channel: channel.id }, read(channel));
        },
      });
    };
    perChannel('skyrack_notify_queued', 'Messages that wait for a channel', ({ queued }) => queued);
    perChannel('skyrack_notify_sent', 'Messages that a channel took since the start', ({ sent }) => sent);
    perChannel('skyrack_notify_failed', 'Messages given up or dropped since the start', ({ failed }) => failed);
  }

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }

  function counter(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  function perSource(
    name: string,
    help: string,
    read: (source: SourceView) => readonly (readonly [string, number])[],
  ): void {
    const byReason = name.includes('rejected');
    new Counter({
      name,
      help,
      labelNames: byReason ? ['source', 'reason'] : ['source'],
      registers: [registry],
      collect() {
        this.reset();
        for (const source of sources.sources()) {
          for (const [reason, count] of read(source)) {
            this.inc(byReason ? { source: source.id, reason } : { source: source.id }, count);
          }
        }
      },
    });
  }
}
