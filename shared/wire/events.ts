import type { ResourceKind } from '../model/resource.ts';
import type { Severity } from '../model/sample.ts';
import type { AlarmBatch } from './alarm-schemas.ts';

/** Raised whenever a frame, an event or the dictionary changes its meaning; a client with another one reloads. */
export const PROTOCOL_VERSION = 2;
/** Watched topics are looked at this often; an empty tick sends nothing. */
export const TICK_MS = 200;
export const HEARTBEAT_MS = 1_000;
/** How often a topic's digest is sent. */
export const DIGEST_MS = 5_000;
/** A client that has heard nothing for this long greys its view. */
export const SILENCE_MS = 4_000;
export const MAX_TOPICS = 200;

/**
 * What a client can watch (shape: topicSchema in event-schemas.ts):
 *
 * - `zone`: roll-ups (zone, datacentre, phase, hall, carrier) and uplinks
 * - `tile/z/x/y`: sites, cells, stations and connectors positioned in a web-mercator tile
 * - `cluster/z/x/y`: the same tile far out: sites and stations counted by state (shared/wire/cluster-frame.ts)
 * - `kind/<kind>`: all series of a kind with at most 2,000 resources
 * - `floor/<layer>/<hall id>`: one metric of all racks of a hall
 * - `resource/<resource id>`: all metrics of a resource and of its children
 */
export interface WatchRequest {
  readonly topics: readonly string[];
}

export interface ResumeRequest {
  readonly topic: string;
  /** Last sequence of the topic that the client has. */
  readonly after: number;
}

export interface WireError {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
  /** What was wrong, where the request has a name for it. */
  readonly field?: string;
  /** The limit that was exceeded or the values that are allowed. */
  readonly limit?: string | number;
}

export type Ack<T> = (reply: ({ ok: true } & T) | { ok: false; error: WireError }) => void;

/** Layers of the rack floor and the metric that each draws. */
export const FLOOR_LAYERS = { inlet: 'rack.inlet', power: 'rack.power' } as const;
export type FloorLayer = keyof typeof FLOOR_LAYERS;

export interface Hello {
  readonly protocol: number;
  readonly version: string;
  /** Changes with every start of the server: sequences begin anew. */
  readonly epoch: number;
  /** Version of the dictionary (hash of resource ids and metric ids); another one → load the inventory again. */
  readonly dictionary: string;
  /** Server time, UTC ms. */
  readonly now: number;
}

/** What needs attention, sent with topic `zone` when it changes, at most once a second. */
export interface Attention {
  /** In-service, reporting resources by kind and state, in the order of SEVERITIES. */
  readonly counts: Readonly<Partial<Record<ResourceKind, readonly number[]>>>;
  /** Not normal, worst first, newest first within a severity; at most 100. */
  readonly worst: readonly AttentionRow[];
  /** How many there are in all. */
  readonly total: number;
  /** How many resources are simulated, taken over by a real source, or silent (stale). */
  readonly simulated: number;
  readonly real: number;
  readonly stale: number;
}

export interface AttentionRow {
  readonly resource: string;
  readonly kind: ResourceKind;
  readonly severity: Severity;
  readonly metric: string;
  /** Null where there is no number. */
  readonly value: number | null;
  /** When this state began, UTC ms. */
  readonly since: number;
  readonly simulated: boolean;
}

export interface ServerToClient {
  /** Events of the alarm channel (shared/wire/alarm-schemas.ts); the client answers with the last number that it has. */
  alarms(batch: AlarmBatch, seen: (seq: number) => void): void;
  hello(hello: Hello): void;
  /** A frame of shared/wire/frame.ts. */
  delta(frame: ArrayBuffer | Uint8Array): void;
  /** A frame of shared/wire/cluster-frame.ts: on watch, and when something in the tile has changed. */
  clusters(frame: ArrayBuffer | Uint8Array): void;
  beat(beat: { epoch: number; now: number }): void;
  /** The state of a topic as of `seq`: digest of all its series (shared/wire/digest.ts). */
  digest(digest: { topic: string; epoch: number; seq: number; digest: number }): void;
  attention(attention: Attention): void;
  /** To those who watch topic `zone`: coverage has another `version` (that of its summary); holes can be loaded now. */
  coverage(news: { version: string }): void;
  /** The server has skipped frames for this client: load the snapshot of these topics. */
  lagging(lag: { topics: readonly string[] }): void;
  /** Why the server is about to end this connection (`too-many-events`, `bad-packet`, `packet-too-large`). */
  refused(error: WireError): void;
}

export interface ClientToServer {
  /** Begins the alarm channel after an event that the client has; `gone` says to load the list first. */
  alarms(request: { epoch: number; after: number }, ack: Ack<{ epoch: number; seq: number; gone: boolean }>): void;
  /** Replaces the set of watched topics. The reply gives each topic's sequence; deltas after it will arrive. */
  watch(request: WatchRequest, ack: Ack<{ epoch: number; topics: Readonly<Record<string, number>> }>): void;
  /** Asks for the frames of a topic after a sequence: they come as deltas, or `gone` says to load the snapshot. */
  resume(request: ResumeRequest, ack: Ack<{ frames: number; gone: boolean }>): void;
}
