/**
 * The interfaces between stages. A stage implements its own and is given others; it imports no other stage. Only plain
 * data crosses (columns, strings, numbers), so that a stage can move to a worker or to another machine.
 *
 *   source → normalize → journal → live → stream → client
 */
import type { Operator } from '../shared/alarms/alarm.ts';
import type { MaintenanceWindow } from '../shared/alarms/maintenance.ts';
import type { PerceivedSeverity } from '../shared/alarms/severity.ts';
import type { AlarmType, ProbableCause } from '../shared/alarms/x733.ts';
import type { MetricDefinition } from '../shared/metrics/metric.ts';
import type { Dictionary } from '../shared/model/dictionary.ts';
import type { Label, Link, Position, Resource, ResourceKind } from '../shared/model/resource.ts';
import type { SampleBatch, Severity } from '../shared/model/sample.ts';
import type { AlarmRules } from '../shared/wire/alarm-rule-schemas.ts';
import type {
  AlarmCounts,
  AlarmDetail,
  AlarmEvent,
  AlarmHistory,
  AlarmSummary,
  AlarmView,
  MaintenanceView,
} from '../shared/wire/alarm-schemas.ts';
import type { Availability } from '../shared/wire/availability-schemas.ts';
import type { Attention } from '../shared/wire/events.ts';
import type { Downtime } from '../shared/wire/history.ts';
import type { ErrorBody, RejectedRows, ScenarioView, SourceView } from '../shared/wire/http.ts';
import type {
  ChannelChange,
  ChannelList,
  ChannelRequest,
  ChannelSaved,
  ChannelTest,
  ChannelView,
  NotificationLog,
  NotificationLogQuery,
  RouteList,
  RouteRequest,
  RouteView,
} from '../shared/wire/notifications.ts';
import type {
  AuditQuery,
  CoverageAudit,
  CoverageHoles,
  CoverageQuery,
  CoverageSummary,
  MeasurementImport,
  MeasurementSets,
  ModelResiduals,
  NetworkPlan,
  NetworkPlans as NetworkPlanList,
  NetworkPlanRequest,
  PlanComparison,
  PlanWhatIf,
  Ranking,
  RankingRequest,
  RasterFormat,
  RolloutPlan,
  SiteLosses,
  TableFormat,
  TableImport,
  TableImportState,
  TableName,
  WhatIfReply,
  WhatIfRequest,
} from '../shared/wire/planning.ts';
import type { ProblemReport, ProblemReportRequest } from '../shared/wire/report-schemas.ts';
import type {
  SnapshotComparison,
  SnapshotContent,
  SnapshotEvents,
  SnapshotFormat,
  SnapshotRequest,
  SnapshotSchedule,
  SnapshotScheduleRequest,
  SnapshotShare,
  SnapshotShareRequest,
  SnapshotSummary,
  SnapshotVerification,
} from '../shared/wire/snapshots.ts';

/** Milliseconds since 1970, UTC. Every stage is given its clock, so that tests can turn it. */
export type Clock = () => number;

/** Called by a stage as it passes a moment at which the process may die; a test may have it die there (server/crash-point.ts). */
export type CrashPoint<Name extends string = string> = (name: Name) => void;

// ── inventory ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Targets {
  readonly sites: number;
  readonly egressBps: number;
  readonly racks: number;
  readonly terminals: number;
}

export interface ZoneFacts {
  readonly id: string;
  readonly name: Label;
  readonly timeZone: string;
  readonly outline: readonly (readonly (readonly [number, number])[])[];
  readonly targets: Targets;
  /** When a place counts as covered here; the product's own where nothing is said. */
  readonly coverageProfile?: CoverageProfile;
  readonly attribution: Label;
  /** Names of the base map's layers; each is a GeoJSON file. */
  readonly basemapLayers: readonly string[];
}

/** Thresholds of coverage that a zone sets for itself: dBm and dB per resource element, target as a share of the area. */
export interface CoverageProfile {
  readonly rsrpDbm?: number;
  readonly sinrDb?: number;
  readonly targetShare?: number;
}

/** A step of a site's roll-out. Days count from the first start of the server, so that a demo plan never grows old. */
export interface Milestone {
  /** Resource id of the site. */
  readonly site: string;
  readonly step: string;
  /** The day by which the step is done. */
  readonly offsetDays: number;
  /** Days that the step takes until then. */
  readonly leadDays: number;
  readonly synthetic: boolean;
}

/** A cell of the demand grid: its centre and how many people are there in a busy hour. */
export interface DemandCell extends Position {
  readonly people: number;
  readonly synthetic: boolean;
}

/** What exists and where. Frozen after load. */
export interface Inventory {
  readonly zone: ZoneFacts;
  readonly dictionary: Dictionary;
  /** Hash of every resource id and metric id in order: equal versions number their series alike. */
  readonly version: string;
  /** Resources of a kind in the order of their ordinals. */
  ofKind(kind: ResourceKind): readonly Resource[];
  find(id: string): Resource | undefined;
  /** Ordinal within its kind, −1 when unknown. */
  ordinal(id: string): number;
  /** Direct children in order. */
  children(id: string): readonly Resource[];
  /** Series number, −1 when the resource or the metric is unknown or they do not belong together. */
  series(resource: string, metric: string): number;
  resourceOf(series: number): Resource;
  metricOf(series: number): MetricDefinition;
  readonly links: readonly Link[];
  /** The roll-out's plan, in the order of the pack. */
  readonly milestones: readonly Milestone[];
  /** Where people are, for coverage: cells of a grid. */
  readonly demand: readonly DemandCell[];
  /** Rules of mapping.yaml. */
  readonly mapping: readonly MappingRule[];
  /** Sources of mapping.yaml that may take each other's resources over, the one that wins first. */
  readonly sourcePriority?: readonly string[];
  /** GeoJSON text of a base-map layer, undefined when there is none of that name. */
  basemap(layer: string): string | undefined;
  search(query: ResourceSearch): { resources: readonly Resource[]; total: number; next: string | null };
}

export interface ResourceSearch {
  readonly kind?: ResourceKind | undefined;
  readonly parent?: string | undefined;
  readonly q?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The cursor of a search is not one that this inventory gave out for this query. Doors answer 400. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
  constructor() {
    super('the cursor does not belong to this query');
  }
}

/** One rule of a mapping file: (name, labels) → (metric, resource). */
export interface MappingRule {
  /** Where it stands, for messages: `mapping.yaml rule 3`. */
  readonly where: string;
  readonly name: string;
  readonly labels: readonly { readonly label: string; readonly value: string }[];
  readonly metric: string;
  /** Template with `{label}` placeholders. */
  readonly resource: string;
  readonly scale: number;
  readonly type: 'gauge' | 'counter';
  readonly intervalMs?: number;
  /** label → (value as sent → segment of the id), applied before the template. */
  readonly values?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** For enumerated metrics: number as sent → number of the catalogue. */
  readonly states?: ReadonlyMap<number, number>;
}

// ── ingest → normalize ─────────────────────────────────────────────────────────────────────────────────────────────

/** Demo scenarios: faults that the simulator acts out. Real sources know nothing of them. */
export interface Scenarios {
  /** Seconds of a scenario in a second of the clock. */
  readonly speed: number;
  /** In the order of their names. */
  list(): readonly ScenarioView[];
  /** Begins a scenario, from its start if it runs already. Throws ScenarioRefused; nothing of it starts then. */
  start(name: string): ScenarioView;
  /** Ends a scenario, and all that it did with it. Throws ScenarioRefused for an unknown name. */
  stop(name: string): ScenarioView;
}

/** What the simulated equipment would have reported, had it been simulated then. */
export interface SimulatedPast {
  /** All series at a moment, simulated; works in slices. Ask in ascending order: what is counted counts on. */
  at(moment: number): Promise<SampleBatch>;
}

/** A scenario cannot run: there is none of that name, or its file names what this zone does not have. */
export class ScenarioRefused extends Error {
  override readonly name = 'ScenarioRefused';
  constructor(
    readonly code: 'unknown-scenario' | 'bad-scenario',
    message: string,
  ) {
    super(message);
  }
}

/** What a source calls a series. */
export type SeriesName =
  | { readonly by: 'labels'; readonly name: string; readonly labels: readonly (readonly [string, string])[] }
  | { readonly by: 'catalogue'; readonly resource: string; readonly metric: string };

/** Readings as columns against the handles that `IngestSource.handle` gave out. */
export interface ReadingBatch {
  readonly handle: Uint32Array;
  /** Source time, integer UTC ms. */
  readonly at: Float64Array;
  readonly value: Float64Array;
  /** 1 where the source says that the series has ended (Prometheus' stale marker); its value is ignored. */
  readonly stale: Uint8Array;
  /**
   * When the running total or the change that a row states began (UTC ms), 0 where the sender does not say. A counter
   * whose start moved was reset.
   */
  readonly since?: Float64Array;
  /** 1 where the value is the change since `since`, not a running total. */
  readonly delta?: Uint8Array;
  /** Number of rows in use; the columns may be longer. */
  readonly length: number;
  /** Where the sender numbers its batches: the same (epoch, batch) again changes nothing. */
  readonly identity?: { readonly epoch: string; readonly batch: string };
}

export interface Receipt {
  readonly stored: number;
  /** The whole batch was there already (identity). */
  readonly duplicate: boolean;
  readonly unmapped: number;
  readonly rejected: readonly RejectedRows[];
}

/** How much a source may send. Beyond it, only what is new or too fast is refused. */
export interface SourceLimits {
  /** Series that are known of it at a time: `series-limit`. */
  readonly series: number;
  /** Series that are met for the first time: `new-series-limit`. */
  readonly newSeriesPerMinute: number;
  /** Readings: `over-rate`. */
  readonly samplesPerSecond: number;
}

/** What an administrator says of a source. */
export interface SourcePolicy {
  readonly limits: SourceLimits;
  /** Its token was taken back. */
  readonly revoked: boolean;
}

export interface SourcePolicies {
  of(source: string): SourcePolicy;
  /** Sources that were given a token of their own and may send, whether or not they have. */
  expected(): readonly string[];
}

/** A sender as the doors see it. One per token; the simulator is one too. */
export interface IngestSource {
  readonly id: string;
  /** As they are now: an administrator may change them while the server runs. Null for a source without limits. */
  readonly limits: SourceLimits | null;
  /** A small integer for a series of this source, stable while the process runs; mapped at first sight. */
  handle(name: SeriesName): number;
  /** Counts rows that a door itself refused. */
  refuse(reason: string, count: number, example: string): void;
  /**
   * Takes a batch; resolves when everything kept of it is durable and live.
   * Throws Refused when the server cannot take it now, and then nothing of it is kept.
   */
  accept(batch: ReadingBatch): Promise<Receipt>;
}

export interface SourceRegistry {
  source(id: string, protocol: string, simulated?: boolean): IngestSource;
  sources(): readonly SourceView[];
}

/** Why a batch cannot be taken now. Doors answer 503 + Retry-After; `over-rate` is the source's own doing, see DoorOptions. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly reason: 'queue-full' | 'over-rate' | 'replaying' | 'read-only' | 'stopping',
    readonly retryAfterSeconds: number,
  ) {
    super(reason);
  }
}

/** A plug of ingest: adds its routes or its timers, returns how to stop. */
export interface IngestDoor {
  readonly protocol: string;
  start(context: IngestContext): { stop(): Promise<void> };
}

export interface IngestContext {
  readonly registry: SourceRegistry;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly seed: number;
  /** Registers `POST path`; the handler gets the authenticated source and the raw request. */
  readonly post: (path: string, handler: DoorHandler, options?: DoorOptions) => void;
}

export interface DoorOptions {
  /** Answer to a source over its rate. 503 unless the protocol's senders retry 429. */
  readonly overRateStatus?: 429 | 503;
  /** The protocol's own shape of a refusal by the edge (401, 503, 413, …); without it, the API's error body as JSON. */
  readonly refusal?: (status: number, body: ErrorBody, headers: DoorRequest['headers']) => DoorReply;
}

/** What a door is given of an HTTP request, and what it answers: no web framework crosses the port. */
export interface DoorRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Source that the token belongs to. */
  readonly source: string;
  /** Reads the body as it came; throws BodyTooLarge past the limit. */
  body(limitBytes: number): Promise<Uint8Array>;
}
export interface DoorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes are sent as they are, with a Content-Type of `headers`; anything else as JSON. */
  readonly body?: unknown;
}
export type DoorHandler = (request: DoorRequest) => Promise<DoorReply>;

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
  constructor(readonly limitBytes: number) {
    super(`body exceeds ${limitBytes} bytes`);
  }
}

// ── normalize → journal ────────────────────────────────────────────────────────────────────────────────────────────

/** Raw values of counters, so that replay restores the bases of rates. Columns of one length. */
export interface CounterBases {
  readonly series: Uint32Array;
  readonly at: Float64Array;
  readonly raw: Float64Array;
}

export interface SampleRecord {
  readonly type: 'samples';
  readonly source: string;
  readonly simulated: boolean;
  readonly receivedAt: number;
  readonly batch: SampleBatch;
  readonly bases?: CounterBases;
  readonly identity?: { readonly epoch: string; readonly batch: string };
}

/** Every start of the server, so that our own downtime can be told from a source's silence. */
export interface StartRecord {
  readonly type: 'start';
  readonly at: number;
  readonly epoch: number;
}

/**
 * Journal time: every ten seconds; once a minute with what live has derived and rolled up by then, else with nothing. Live
 * and alarms take only the time from it (they derive again), history keeps the values, so that a hall's mean has a past of
 * its own.
 */
export interface TickRecord {
  readonly type: 'tick';
  readonly at: number;
  readonly batch: SampleBatch;
}

export type JournalRecord = SampleRecord | StartRecord | TickRecord;

export interface Normalizer extends SourceRegistry {
  /** Seconds until a source that is over its rate may send again, null when it may now. */
  overRate(source: string): number | null;
  /** Called by the pipeline with every record as it becomes durable, live or replayed, in order. */
  applied(record: JournalRecord): void;
  save(): Uint8Array;
  load(bytes: Uint8Array): void;
}

// ── journal ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The durable log. One writer. */
export interface Journal {
  /**
   * Appends and resolves with the record's sequence once it is on disk; the listener has seen it by then.
   * Throws Refused('queue-full') when too much waits already.
   */
  append(record: JournalRecord): Promise<number>;
  /** Resolves when everything appended so far is durable. */
  flushed(): Promise<void>;
  /** Sequence of the last durable record, 0 before the first. */
  readonly sequence: number;
  /** Hands every durable record, in order, to the one listener before its append resolves. */
  onDurable(listener: (sequence: number, record: JournalRecord) => void): void;
  /** Replays records with a sequence above `after`; waits for what `apply` returns; returns what it saw. */
  replay(
    after: number,
    apply: (sequence: number, record: JournalRecord) => void | Promise<void>,
  ): Promise<ReplayReport>;
  /** Segments wholly at or below `sequence` may go once more than `keepBytes` are kept. */
  release(sequence: number): Promise<void>;
  stats(): JournalStats;
  close(): Promise<void>;
}

export interface ReplayReport {
  readonly records: number;
  /** What was damaged and set aside, in words with file and range; empty when all was well. */
  readonly degraded: readonly string[];
  /** False when the last process did not close the journal. */
  readonly cleanStop: boolean;
}

export interface JournalStats {
  readonly bytes: number;
  readonly segments: number;
  readonly pending: number;
  /** Seconds, over the process' life. */
  readonly fsync: { readonly count: number; readonly sumSeconds: number; readonly maxSeconds: number };
  /** The disk is short of room: appends are refused until there is some. */
  readonly readOnly: boolean;
}

// ── live ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The newest sample per series, columns by series number. `value` is the last number seen, kept through staleness.
 * Readers may look at the columns within one synchronous turn; only live writes them.
 */
export interface LiveState {
  readonly value: Float64Array;
  /** Source time of that sample, 0 before the first. */
  readonly at: Float64Array;
  readonly receivedAt: Float64Array;
  /** flags of shared/model/sample.ts */
  readonly flags: Uint16Array;
  /** Index into `sourceNames`, 0 = none. */
  readonly source: Uint16Array;
  readonly sourceNames: readonly string[];
  /** Expected interval per series, ms. A mapping rule may set it. */
  readonly intervalMs: Float64Array;
  /** Tick number in which a series last changed. */
  readonly changedTick: Uint32Array;
  /** The current tick's number. */
  readonly tick: number;
  apply(record: JournalRecord): void;
  /** Recomputes freshness, derived values and roll-ups of what changed; then listeners see one consistent tick. */
  runTick(now: number): void;
  onTick(listener: (tick: number, now: number) => void): void;
  /** What is derived and rolled up now, as samples of the time `at`; what is stale or has no number is left out. */
  derived(at: number): SampleBatch;
  /** Worst state over a resource's own series, null for one that does not report and has no data. */
  stateOf(resource: string): Severity | null;
  attention(): Attention;
  /** Forgets everything but the intervals, as if it had just been made: for a state that is filled again and again. */
  reset(): void;
  save(): Uint8Array;
  /** False when the bytes belong to another dictionary or are damaged: nothing is changed then. */
  load(bytes: Uint8Array): boolean;
}

// ── history ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Width of the buckets that are kept, finest first. */
export const HISTORY_TIERS = ['raw', '1m', '1h'] as const;
export type HistoryTier = (typeof HISTORY_TIERS)[number];

/**
 * One series over time: buckets in ascending order, columns of one length. A bucket without a sample is absent: a gap
 * stays a gap. In tier raw without `aggregate`, a bucket is one sample: `at` is its source time, min = max = mean = last.
 */
export interface Buckets {
  /** Start of the bucket (UTC ms), or the sample's source time. */
  readonly at: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  readonly last: Float64Array;
  /** Samples with a number in it. */
  readonly count: Uint32Array;
  /** Readings that came of those that were expected, 0–1; NaN where a width of zero expects none. */
  readonly coverage: Float32Array;
  /** The worst quality byte of its samples (shared/model/sample.ts); bad samples carry no number. */
  readonly quality: Uint8Array;
}

export interface SeriesQuery {
  /** Numbers of the dictionary. */
  readonly series: readonly number[];
  /** UTC ms; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** At most so many buckets per series. */
  readonly points: number;
  /** Where given, this tier and no other. */
  readonly tier?: HistoryTier | undefined;
}

export interface SeriesAnswer {
  readonly tier: HistoryTier;
  /** Width of a bucket; 0 where each is one sample. */
  readonly stepMs: number;
  /** In the order of the query. */
  readonly series: readonly Buckets[];
}

/** The last sample at or before a moment, of every series that had one within its look-back. Columns of one length. */
export interface PastState {
  readonly at: number;
  readonly tier: HistoryTier;
  readonly batch: SampleBatch;
}

export interface AggregateQuery {
  /** What is added up, by name: a hall's racks, a band's cells. Numbers of the dictionary, all of one metric. */
  readonly groups: readonly { readonly key: string; readonly series: readonly number[] }[];
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

export interface AggregateAnswer {
  readonly tier: HistoryTier;
  readonly stepMs: number;
  /** In the order of the query. `mean` is over all samples of the group, `coverage` over all of its series. */
  readonly groups: readonly { readonly key: string; readonly buckets: Buckets }[];
}

/** What an engine of the history can do; its contract tests ask only for that. */
export interface HistoryCapabilities {
  /** A late sample changes the buckets that it belongs to, and the last write of (series, at) wins. */
  readonly rewritesLate: boolean;
  /** Records are applied with the watermark: the same record again changes nothing, through any crash. */
  readonly exactlyOnce: boolean;
  /** Roll-ups outlive the raw samples. */
  readonly keepsRollups: boolean;
}

export interface HistoryStats {
  readonly engine: string;
  /** Sequences applied and not yet durable here, and the age of the oldest of them. */
  readonly lagRecords: number;
  readonly lagMs: number;
  readonly bytes: number;
  /**
   * The oldest moment each tier still has (UTC ms), null for none, and how long it is kept at today's rate (days), NaN
   * while that is not known.
   */
  readonly tiers: readonly { readonly tier: HistoryTier; readonly from: number | null; readonly daysKept: number }[];
  /** Null when it takes data, else why not. */
  readonly refusing: 'behind' | 'read-only' | null;
  /** What works less well than it should, in words. */
  readonly degraded: readonly string[];
}

/** Roll-ups of one bucket, made elsewhere: each value stands for the whole bucket (min = max = mean = last). */
export interface PastBuckets {
  readonly tier: '1m' | '1h';
  /** Start of the bucket, UTC ms. */
  readonly at: number;
  /** Ascending; `value` in the catalogue's base unit, `quality` a quality byte. Columns of one length. */
  readonly series: Uint32Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
}

/** The past of every series. */
export interface History {
  readonly capabilities: HistoryCapabilities;
  /** Everything up to this sequence is durable here; the journal may let it go. */
  readonly watermark: number;
  /**
   * Takes the next durable record, in order; those at or below the watermark change nothing. A promise means that the
   * engine is behind: whoever replays waits for it, whoever is live looks at `stats().refusing`.
   */
  apply(sequence: number, record: JournalRecord): void | Promise<void>;
  /** Resolves when everything applied so far is durable and seen by queries. */
  flushed(): Promise<void>;
  /** Throw HistoryRefused. The signal ends the work early. */
  series(query: SeriesQuery, signal?: AbortSignal): Promise<SeriesAnswer>;
  state(at: number, signal?: AbortSignal): Promise<PastState>;
  aggregate(query: AggregateQuery, signal?: AbortSignal): Promise<AggregateAnswer>;
  /**
   * Takes roll-ups of an hour that nothing was ever applied to: all of its buckets, of both tiers, in one call, so that a
   * crash leaves the hour as it was or whole. Absent where an engine cannot.
   */
  backfill?: (buckets: readonly PastBuckets[]) => Promise<void>;
  stats(): HistoryStats;
  close(): Promise<void>;
}

/** A question that history does not answer. Doors answer 400 for `bad-query` and `too-much`, else 503. */
export class HistoryRefused extends Error {
  override readonly name = 'HistoryRefused';
  constructor(
    readonly reason: 'bad-query' | 'too-much' | 'over-budget' | 'unavailable',
    message: string,
    /** The query's field, and the limit it is over. */
    readonly field?: string,
    readonly limit?: number,
  ) {
    super(message);
  }
}

// ── alarms ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface AlarmQuery {
  /** True: standing only; false: cleared and not yet acknowledged only; both without. */
  readonly active?: boolean | undefined;
  readonly severities?: ReadonlySet<PerceivedSeverity> | undefined;
  readonly kinds?: ReadonlySet<string> | undefined;
  /** The resource and everything below it. */
  readonly resource?: string | undefined;
  /** Null: root causes only. An id: what is folded under it, at any depth. */
  readonly root?: string | null | undefined;
  /** Part of an id, a name, a rule or an owner, any case. */
  readonly q?: string | undefined;
  /** The list as it was then (UTC ms); now without. */
  readonly at?: number | undefined;
  readonly limit: number;
}

export interface AvailabilityQuery {
  /** The resource and everything below it. */
  readonly resource?: string | undefined;
  readonly kind?: ResourceKind | undefined;
  /** UTC ms; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** So many resources are named at most. */
  readonly limit: number;
}

/** What an operator does to a record. `revision` is what they saw of it; without it, nobody is in conflict. */
export type AlarmAction = { readonly revision?: number | undefined } & (
  | { readonly type: 'acknowledge'; readonly comment?: string | undefined }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'assign'; readonly owner: string | null }
  | { readonly type: 'shelve'; readonly reason: string; readonly until: number }
  | { readonly type: 'unshelve' }
  | { readonly type: 'clear'; readonly reason: string }
);

/** An alarm that something else than a rule reports: a fault event of a source, this server about itself. */
export interface AlarmReport {
  /** Resource id, `source/<id>` or `server/self`. */
  readonly resource: string;
  /** Rule whose words and type it has: `external` for a source's own faults. */
  readonly rule: string;
  readonly qualifier: string;
  /** Null clears. */
  readonly severity: PerceivedSeverity | null;
  readonly probableCause: ProbableCause;
  readonly alarmType: AlarmType;
  readonly specificProblem: string | null;
  /** When it happened, UTC ms. */
  readonly at: number;
  readonly source: string;
  readonly simulated: boolean;
}

export type MaintenanceRequest = Pick<MaintenanceWindow, 'title' | 'reason' | 'scope' | 'schedule'>;

/** Area and people that an outage uncovers, by the cells that are out; null where nobody can say. */
export type CoverageLoss = (cells: readonly string[]) => { areaKm2: number; people: number } | null;

/**
 * The alarm list: judged from journal records in journal time, so that the same journal and the same operator actions
 * give the same alarms, live or replayed.
 */
export interface Alarms {
  /** Every durable record, in order, live or replayed, after live state has taken it. */
  apply(sequence: number, record: JournalRecord): void;
  /** The replay is over: actions that came after the last record are taken, and new ones are from now on. */
  resume(): void;
  /** Journal time: what every duration is counted to. */
  readonly now: number;
  /** Worst first, newest first within a severity. Throws AlarmRefused for a moment that is no longer kept. */
  list(query: AlarmQuery): { readonly alarms: readonly AlarmView[]; readonly total: number };
  summary(): AlarmSummary;
  /** Standing alarms of a severity that are root causes and not suppressed, for the frame's counts. */
  counts(): AlarmCounts;
  /** A record, listed or of the past, with everything that happened to it. */
  find(id: string): AlarmDetail | undefined;
  history(query: {
    resource?: string | undefined;
    from?: number | undefined;
    to?: number | undefined;
    limit: number;
  }): AlarmHistory;
  /** How long resources were in service, from the history of their alarms. Throws AlarmRefused `no-such-resource`. */
  availability(query: AvailabilityQuery): Availability;
  /** Every rule with the numbers that it goes by in this zone, and where each is from. */
  rules(): AlarmRules;
  /** When this server did not watch, since its first start: it was off, or stood still. The newest `limit`, ascending. */
  downtime(query: { readonly from: number; readonly to: number; readonly limit: number }): Downtime;
  /** Durable when it returns. Throws AlarmRefused; nothing has changed then, and the refusal is recorded. */
  act(id: string, action: AlarmAction, by: Operator): AlarmView;
  /** A door has refused an action, of an alarm or of a maintenance window, before it came here. */
  recordRefusal(action: string, subject: string, code: string, by: Operator): void;
  /** Durable when it returns. Throws Refused `read-only`. */
  report(report: AlarmReport): void;
  /** The same of several at once, in order. Says of each why it changed nothing, or null. */
  reportAll(reports: readonly AlarmReport[]): readonly (string | null)[];
  maintenance(): readonly MaintenanceView[];
  /** Durable when they return. Throw AlarmRefused. */
  openMaintenance(request: MaintenanceRequest, by: Operator): MaintenanceView;
  endMaintenance(id: string, by: Operator): MaintenanceView;
  /** Number of the last event; 0 before the first of this start. */
  readonly seq: number;
  /** Events after `seq`, null when they are no longer kept: the list must be loaded. */
  since(seq: number): readonly AlarmEvent[] | null;
  /** Called once per record, action or report that changed something, with its events in order. */
  onChange(listener: (events: readonly AlarmEvent[]) => void): void;
  stats(): AlarmStats;
  /** What history has of it is durable when this returns. */
  save(): Uint8Array;
  /** False when the bytes belong to another inventory or are damaged: nothing is changed then. */
  load(bytes: Uint8Array): boolean;
  close(): void;
}

export interface AlarmStats {
  readonly listed: number;
  readonly standing: number;
  readonly conditions: number;
  /** Samples looked at and those that needed more than a glance. */
  readonly samples: number;
  readonly judged: number;
  readonly historyBytes: number;
  /** What works less well than it should, in words. */
  readonly degraded: readonly string[];
}

/** An action that cannot be: routes answer 404 `no-such-alarm`, 409 `conflict` with the newer state, else 400. */
export class AlarmRefused extends Error {
  override readonly name = 'AlarmRefused';
  constructor(
    readonly code:
      | 'no-such-alarm'
      | 'no-such-maintenance'
      | 'no-such-resource'
      | 'gone'
      | 'conflict'
      | 'already-acknowledged'
      | 'already-cleared'
      | 'not-shelved'
      | 'same-owner'
      | 'in-the-past'
      | 'too-far'
      | 'not-clearable'
      | 'bad-schedule'
      | 'bad-scope'
      | 'unknown-rule'
      | 'not-kept'
      | 'replaying',
    message: string,
    readonly field?: string,
    /** The record as it is now, where there is one. */
    readonly alarm?: AlarmView,
  ) {
    super(message);
  }
}

// ── planning ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Sites by their table: what is planned to stand when, and what is late (days) whatever the plan says. */
export interface PlanQuery {
  readonly late: readonly { readonly site: string; readonly days: number }[];
}

/** A table of sites or cells as somebody sent it. */
export interface TableFile {
  readonly table: TableName;
  readonly format: 'csv' | 'xlsx';
  readonly bytes: Uint8Array;
  /** Where the file says nothing of it. */
  readonly crs: 'WGS84' | 'GCJ-02' | 'BD-09';
}

/** A log of levels that were measured, as it came. */
export interface MeasurementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where the file says nothing of it. */
  readonly crs: 'WGS84' | 'GCJ-02' | 'BD-09';
}

/** A whole row of a zone pack's table, by column. */
export type TableRow = ReadonlyMap<string, string | number>;

/**
 * Rows of sites and cells that were imported: kept in the data folder and laid over those of the zone pack when the
 * server starts. The inventory of a running server is frozen, so what is committed waits for that.
 */
export interface TableOverlay {
  /** Committed since this start, by resource id: the inventory does not have them yet. */
  pending(table: TableName): ReadonlyMap<string, TableRow>;
  /** When the newest of them was, UTC ms; null for none. */
  readonly pendingSince: number | null;
  /** Why the zone would not start with these rows, by resource id; null for what is about something else. */
  problems(table: TableName, rows: ReadonlyMap<string, TableRow>): Promise<readonly OverlayProblem[]>;
  /** All of them or none; durable when it resolves. Rows are those that `problems` had nothing against. */
  commit(table: TableName, rows: ReadonlyMap<string, TableRow>): Promise<void>;
}

export interface OverlayProblem {
  readonly id: string | null;
  readonly column: string | null;
  readonly message: string;
}

/** What somebody saves. */
export interface DownloadFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/**
 * Coverage and roll-out on one raster of the zone. Runs in workers; the states of cells come from live state, tick by
 * tick. Where there is no outline or no cell that can be computed, everything says so (`unavailable`) and nothing throws
 * but the questions that need a raster: PlanningRefused `no-coverage`.
 */
export interface Planning {
  summary(): CoverageSummary;
  /** As in the summary: changes with every number there and of the holes. Begins nothing. */
  coverageVersion(): string;
  /** A layer as `encodeCoverageRaster` writes it, gzipped. */
  raster(query: CoverageQuery): Promise<{ readonly gzip: Uint8Array; readonly etag: string }>;
  /**
   * The same as a file: PNG in the map's colours, GeoTIFF (float32, EPSG:4326), outlines of its classes as GeoJSON or KML,
   * or the bytes. Changes with the ETag.
   */
  rasterFile(query: CoverageQuery, format: RasterFormat): Promise<DownloadFile & { readonly etag: string }>;
  holes(): CoverageHoles;
  /** Throws PlanningRefused for cells and sites that there are none of. */
  whatIf(request: WhatIfRequest): Promise<WhatIfReply>;
  siteLosses(limit: number): Promise<SiteLosses>;
  /** PCI and neighbour lists, from where cells overlap. */
  audit(query: AuditQuery): Promise<CoverageAudit>;
  plan(query: PlanQuery): Promise<RolloutPlan>;
  readonly plans: NetworkPlans;
  readonly measurements: Measurements;
  /** Begins a ranking; at most one runs, few wait. Throws PlanningRefused. */
  rank(request: RankingRequest): Ranking;
  rankings(): readonly Ranking[];
  ranking(id: string): Ranking | undefined;
  /** Ends a ranking that waits or runs; what is over stays as it is. */
  cancel(id: string): Ranking | undefined;
  /**
   * Looks a table over, against the table as it stands; with the token of such a look at the same file it is kept, all or
   * nothing. Throws PlanningRefused `malformed`, `too-large`, `conflict`, `rejected-rows`, `not-kept`.
   */
  importTable(file: TableFile, commit?: string): Promise<TableImport>;
  tableImportState(): TableImportState;
  /** The table with all that was committed; CSV and XLSX have the columns of a zone pack. */
  exportTable(table: TableName, format: TableFormat): Promise<DownloadFile>;
  /** For the alarm list: what these cells' outage uncovers, null until a worker has said so (within a second). */
  readonly coverageLoss: CoverageLoss;
  /** Called when `summary` and `holes` have changed. */
  onChange(listener: () => void): void;
  stats(): PlanningStats;
  close(): Promise<void>;
}

/** Named plans: changes to what is on air, or to all that is planned. */
export interface NetworkPlans {
  list(): NetworkPlanList;
  find(id: string): NetworkPlan | undefined;
  /** Durable when it returns. Throws PlanningRefused `unknown-site`, `unknown-cell`, `bad-change`, `full`. */
  create(request: NetworkPlanRequest): NetworkPlan;
  /** Durable when it returns; false when there is none of that id. */
  remove(id: string): boolean;
  /** Coverage of a plan with more changes against another network. Throws PlanningRefused. */
  whatIf(id: string, question: PlanWhatIf): Promise<PlanComparison>;
  /** Which sites next, were the plan built. Throws PlanningRefused. */
  rank(id: string, request: RankingRequest): Ranking;
}

/** Levels that were measured, and how far the model is from them. */
export interface Measurements {
  list(): Promise<MeasurementSets>;
  /**
   * Looks a log over; with the token of such a look at the same file it is kept, all or nothing, durable when it resolves.
   * Throws PlanningRefused `malformed`, `too-large`, `conflict`, `rejected-rows`, `full`.
   */
  add(file: MeasurementFile, commit?: string): Promise<MeasurementImport>;
  /** Durable when it resolves; false when there is none of that id. */
  remove(id: string): Promise<boolean>;
  /** Against what is on air; worked out anew when measurements or states have changed. Throws PlanningRefused `no-coverage`. */
  residuals(): Promise<ModelResiduals>;
  /** A log to try it with: the model's own levels with noise, and it says so. Throws PlanningRefused `no-coverage`. */
  sample(): Promise<DownloadFile>;
}

export interface PlanningStats {
  /** Milliseconds, of the last run of the whole raster and of the last answer to an outage, in the worker. */
  readonly runMs: number;
  readonly outageMs: number;
  /** From the tick in which cells went out to holes that can be read. */
  readonly holeMs: number;
  readonly rankings: number;
  /** What works less well than it should, in words. */
  readonly degraded: readonly string[];
}

/**
 * A question that planning cannot answer. Routes answer 404 for `no-such-…`, 409 for `full`, `conflict` and `not-kept`, 413 for
 * `too-large`, 503 for `busy` and `no-coverage`, else 400.
 */
export class PlanningRefused extends Error {
  override readonly name = 'PlanningRefused';
  constructor(
    readonly code:
      | 'no-such-cell'
      | 'no-such-site'
      | 'no-such-ranking'
      | 'no-such-plan'
      | 'no-such-milestone'
      | 'unknown-site'
      | 'unknown-cell'
      | 'bad-change'
      | 'full'
      | 'nothing-asked'
      | 'no-candidates'
      | 'too-many-candidates'
      | 'bad-phases'
      | 'bad-late'
      | 'bad-at'
      | 'no-fit'
      | 'malformed'
      | 'too-large'
      | 'conflict'
      | 'rejected-rows'
      | 'not-kept'
      | 'no-past'
      | 'no-coverage'
      | 'busy',
    message: string,
    readonly field?: string,
    readonly limit?: number,
  ) {
    super(message);
  }
}

// ── snapshots ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The live state as it was at a moment, made anew for the caller. Throws HistoryRefused. */
export type StateAt = (
  at: number,
  signal?: AbortSignal,
) => Promise<{
  readonly state: LiveState;
  readonly tier: HistoryTier;
  /** Time of the newest sample of all, UTC ms; null where history has none. */
  readonly newestAt: number | null;
}>;

/** What a schedule adds to what is asked for. */
export interface ScheduledTaking {
  readonly schedule: string;
  readonly madeUp: boolean;
}

/** Frozen states of the zone, on disk: taken, listed, verified, compared, deleted. Nothing changes one. */
export interface Snapshots {
  /** Resolves when it is on disk and in the log. Throws SnapshotRefused, HistoryRefused. */
  take(request: SnapshotRequest, by: Operator, scheduled?: ScheduledTaking): Promise<SnapshotSummary>;
  /** Newest first. */
  list(): readonly SnapshotSummary[];
  find(id: string): SnapshotSummary | undefined;
  /** File of a snapshot that there is, for the exports' worker. */
  file(id: string): string;
  /** Reads the file again. Throws SnapshotRefused `no-such-snapshot`. */
  verify(id: string): Promise<SnapshotVerification>;
  compare(a: string, b: string): Promise<SnapshotComparison>;
  /** Recorded before the file goes. Throws SnapshotRefused. */
  remove(id: string, reason: string, by: Operator): Promise<void>;
  /** What happened to all of them, oldest first. */
  events(): SnapshotEvents;
  degraded(): readonly string[];
  close(): Promise<void>;
}

/** Snapshots that are taken by themselves, by the calendar of a time zone. */
export interface SnapshotSchedules {
  list(): readonly SnapshotSchedule[];
  /** Durable when it resolves. Throws SnapshotRefused `bad-schedule`, `full`, `no-such-channel`, and of the scope. */
  add(request: SnapshotScheduleRequest, by: Operator): Promise<SnapshotSchedule>;
  /** Throws SnapshotRefused `no-such-schedule`. */
  remove(id: string): Promise<void>;
  /** Runs what is due, one after another; what was missed is made up for once. Never throws. */
  runDue(): Promise<void>;
  degraded(): readonly string[];
}

/** Links to single snapshots, for who has no other way to them: they end, can be taken back, and lead to nothing else. */
export interface SnapshotShares {
  /** The token is said here alone; its hash is kept. Throws SnapshotRefused `no-such-snapshot`, `full`. */
  share(
    snapshot: string,
    request: SnapshotShareRequest,
    by: Operator,
  ): Promise<{ share: SnapshotShare; token: string }>;
  list(snapshot: string): readonly SnapshotShare[];
  /** Throws SnapshotRefused `no-such-share`. */
  revoke(snapshot: string, share: string, by: Operator): Promise<SnapshotShare>;
  /** The link of a token, if it stands and its snapshot does. */
  open(token: string): SnapshotShare | undefined;
}

/** A snapshot as an export format is given it. */
export interface ExportInput {
  /** The kept document, word for word: what its hash is of lies in it in canonical form. */
  readonly document: string;
  readonly sha256: string;
  readonly content: SnapshotContent;
  readonly language: 'zh-CN' | 'en';
}

/** A format: a frozen snapshot in, bytes out; the same bytes for the same input. */
export type ExportFormat = (input: ExportInput) => Promise<Uint8Array> | Uint8Array;

/** Labels to print: what stands on each beside its code. */
export interface LabelSheet {
  readonly language: ExportInput['language'];
  readonly labels: readonly {
    readonly id: string;
    readonly name: Label;
    /** What the code holds: the address of the resource's page. */
    readonly address: string;
  }[];
}

export interface Exports {
  /** Works in a worker. Throws SnapshotRefused `busy` and `failed`. */
  write(file: string, format: SnapshotFormat, language: ExportInput['language']): Promise<Uint8Array>;
  comparison(
    comparison: SnapshotComparison,
    format: 'csv' | 'pdf',
    language: ExportInput['language'],
  ): Promise<Uint8Array>;
  /** A4 sheets of labels with a code each. Throws SnapshotRefused `busy` and `failed`. */
  labels(sheet: LabelSheet): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A snapshot cannot be taken, found or made. Routes answer 404 for `no-such-…`, 409 `full`, 503 `busy`, 500 `failed`, else 400. */
export class SnapshotRefused extends Error {
  override readonly name = 'SnapshotRefused';
  constructor(
    readonly code:
      | 'no-such-snapshot'
      | 'no-such-schedule'
      | 'no-such-channel'
      | 'no-such-share'
      | 'future'
      | 'before-history'
      | 'no-history'
      | 'bad-period'
      | 'bad-schedule'
      | 'empty-scope'
      | 'unknown-resource'
      | 'full'
      | 'busy'
      | 'failed',
    message: string,
    readonly field?: string,
    readonly limit?: number,
  ) {
    super(message);
  }
}

// ── reports ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What people on the spot say of a resource: kept as it came, for whoever looks at it. */
export interface ProblemReports {
  /** Durable when it resolves. Throws ReportRefused. */
  add(resource: string, request: ProblemReportRequest, from: string): Promise<ProblemReport>;
  /** Newest first. */
  of(resource: string, limit: number): { readonly reports: readonly ProblemReport[]; readonly total: number };
}

/** Routes answer 429 `too-many`, 409 `full`. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
  constructor(
    readonly code: 'too-many' | 'full',
    message: string,
    readonly limit: number,
  ) {
    super(message);
  }
}

// ── notify ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a channel is given: mail takes subject, text and attachments, a webhook posts `body` as JSON, signed. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

/** Ways out of the house: each a webhook or mail addresses, kept under a name. */
export interface Delivery {
  channels(): readonly { readonly id: string; readonly type: 'webhook' | 'mail'; readonly name: string }[];
  /** Sends now, again with growing pauses while it fails; resolves when it was taken. Throws DeliveryFailed. */
  deliver(channel: string, message: Message, signal?: AbortSignal): Promise<void>;
}

/** A message did not go out: `no-such-channel`, `refused-address` (loopback and the like without leave), `failed`. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  constructor(
    readonly code: 'no-such-channel' | 'refused-address' | 'failed',
    message: string,
  ) {
    super(message);
  }
}

/** Who is told of alarms, over which channels. Nothing happens by itself: `tick` is called every second. */
export interface Notifications extends Delivery {
  list(): ChannelList;
  /** Durable when they resolve. Throw NotificationRefused; nothing has changed then, and the refusal is recorded. */
  addChannel(request: ChannelRequest, by: Operator): Promise<ChannelSaved>;
  changeChannel(id: string, change: ChannelChange, by: Operator): Promise<ChannelSaved>;
  removeChannel(id: string, by: Operator): Promise<void>;
  /** Sends a test message once, now. Throws NotificationRefused `no-such-channel`. */
  test(id: string, by: Operator): Promise<ChannelTest>;
  routes(): RouteList;
  addRoute(request: RouteRequest, by: Operator): Promise<RouteView>;
  changeRoute(id: string, request: RouteRequest, by: Operator): Promise<RouteView>;
  removeRoute(id: string, by: Operator): Promise<void>;
  /** A request that the edge refused before it came here. */
  recordRefusal(action: string, subject: string, refused: string, by: Operator): void;
  log(query: NotificationLogQuery): NotificationLog;
  /** What is due by now is decided, written down and sent. Never throws. */
  tick(): void;
  stats(): NotificationStats;
  degraded(): readonly string[];
  /** Ends what is being sent; it goes out again after the next start. */
  close(): Promise<void>;
}

export interface NotificationStats {
  readonly channels: readonly Pick<ChannelView, 'id' | 'name' | 'queued' | 'sent' | 'failed'>[];
  /** When a watchdog last came through, UTC ms; null before the first and where there is none. */
  readonly watchdogAt: number | null;
  /** When the dead-man ping was last answered, UTC ms; null before the first and where there is none. */
  readonly deadManAt: number | null;
}

/** A channel or route cannot be so. Routes answer 404 `no-such-…`, 409 `in-use` and `full`, 503 `read-only`, else 400. */
export class NotificationRefused extends Error {
  override readonly name = 'NotificationRefused';
  constructor(
    readonly code:
      | 'no-such-channel'
      | 'no-such-route'
      | 'in-use'
      | 'full'
      | 'bad-url'
      | 'refused-address'
      | 'unresolved'
      | 'no-mail'
      | 'wrong-type'
      | 'unknown-resource'
      | 'bad-window'
      | 'read-only',
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

// ── stream ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Topics {
  /** Ascending series numbers of a topic, undefined for one that names nothing. */
  members(topic: string): Uint32Array | undefined;
  /** A snapshot frame of the topic, encoded once per tick and shared. */
  snapshot(topic: string): { bytes: Uint8Array; etag: string } | undefined;
}

// ── what the HTTP edge needs to know about the process ─────────────────────────────────────────────────────────────

export interface Health {
  /** Null when ready, else why not. */
  notReady(): string | null;
  /** How much of the journal a start has replayed, 0–100. */
  replayedPercent(): number;
  degraded(): readonly string[];
  readonly epoch: number;
}
