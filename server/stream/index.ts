import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import { type Hello, PROTOCOL_VERSION } from '../../shared/wire/events.ts';
import { PacketError, packetParser } from '../../shared/wire/packet-parser.ts';
import { log } from '../log.ts';
import type { Alarms, Clock, Inventory, LiveState, Planning, Topics } from '../ports.ts';
import { createAlarmChannel } from './alarm-channel.ts';
import { type Broadcast, createBroadcast } from './broadcast.ts';
import { type Clusters, createClusters } from './clusters.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import { createMembership, refusalOf } from './topics.ts';
import { createUpgradeGate } from './upgrade.ts';
import { createViewer, type StreamServer, type StreamSocket, type Viewer, type ViewerContext } from './viewer.ts';

const PATH = '/socket.io';
const MAX_EVENT_BYTES = 64 * 1024;
const ATTENTION_MS = 1_000;

/** Read whenever asked for; counts are over the process' life. */
export interface StreamStats {
  readonly clients: number;
  /** Clients that do not keep up and are sent nothing. */
  readonly lagging: number;
  readonly topics: number;
  /** Frames encoded, each once for all its viewers. */
  readonly framesSent: number;
  readonly frameBytes: number;
  /** Times a client fell behind or asked for frames that it had missed. */
  readonly resyncs: number;
}

export interface Stream {
  readonly topics: Topics;
  readonly stats: StreamStats;
  /** Ends all connections; the HTTP server stays. */
  close(): Promise<void>;
}

/**
 * Live state to those who watch: after every tick one frame a topic, encoded once and sent to all its viewers. Only
 * websockets: a frame that can be sent as it is to all, one place where bytes wait, one request to check.
 */
export function createStream(options: {
  server: HttpServer;
  inventory: Inventory;
  live: LiveState;
  alarms: Pick<Alarms, 'seq' | 'since'>;
  planning?: Pick<Planning, 'coverageVersion' | 'onChange'>;
  clock: Clock;
  epoch: number;
  version: string;
  /** Why a handshake is refused (a code of ours), null when it may pass. */
  allowRequest: (request: IncomingMessage) => string | null;
}): Stream {
  const { server, inventory, live, clock, epoch, version } = options;
  const feeds = createFeeds({ live, epoch, members: createMembership(inventory), now: clock() });
  const clusters = createClusters({ inventory, live, epoch, now: clock() });
  const alarms = createAlarmChannel(options.alarms, epoch);
  const gate = createUpgradeGate({ server, path: PATH, refusal: options.allowRequest });
  const io: StreamServer = new Server(gate.inner, {
    path: PATH,
    transports: ['websocket'],
    serveClient: false,
    parser: packetParser,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_EVENT_BYTES,
  });
  const viewers = new Map<string, Viewer>();
  const counters = { framesSent: 0, frameBytes: 0, resyncs: 0 };
  const greetZone = (socket: StreamSocket): void => {
    socket.emit('attention', live.attention());
  };
  const onResync = (): void => {
    counters.resyncs++;
  };

  const context: ViewerContext = {
    alarms,
    feeds,
    clusters,
    refusalOf: (topic, field) => refusalOf(inventory, topic, field),
    epoch,
    clock,
    greetZone,
    onResync,
  };

  io.on('connection', (socket) => {
    viewers.set(socket.id, createViewer(socket, context));
    socket.on('disconnect', () => viewers.delete(socket.id));
    socket.on('error', (error) => refusePacket(socket, error));
    const hello: Hello = { protocol: PROTOCOL_VERSION, version, epoch, dictionary: inventory.version, now: clock() };
    socket.emit('hello', hello);
  });
  io.engine.on('connection_error', (error: { code: number; message: string }) => {
    log.debug({ code: error.code, message: error.message }, 'handshake refused');
  });

  const { rooms } = io.sockets.adapter;
  const isWatched = (topic: string): boolean => rooms.has(topic);
  const broadcast = createBroadcast({ rooms, viewers, epoch });
  const addAttention = createAttention({ broadcast, isWatched, live });
  let closed = false;
  live.onTick((_tick, now) => {
    if (closed) return;
    addFrames({ broadcast, isWatched, feeds, clusters, now, counters });
    addAttention(now);
    alarms.flush();
    send(now);
  });
  const send = (now: number): void => {
    // Nothing that was not sent can wait; who lags is looked at until it has caught up.
    const lagging = [...viewers.values()].filter((viewer) => viewer.lagging);
    for (const viewer of [...broadcast.send(now), ...lagging]) if (viewer.checkCongestion()) counters.resyncs++;
  };
  if (options.planning) {
    onCoverage(options.planning, (version) => {
      if (closed || !isWatched('zone')) return;
      broadcast.add('zone', 'coverage', { version });
      // A worker's answer comes between two ticks: whoever looks at a hole does not wait for the next.
      send(clock());
    });
  }

  return {
    topics: { members: feeds.members, snapshot: feeds.snapshot },
    stats: {
      get clients() {
        return viewers.size;
      },
      get lagging() {
        return [...viewers.values()].filter((viewer) => viewer.lagging).length;
      },
      get topics() {
        return feeds.size + clusters.size;
      },
      get framesSent() {
        return counters.framesSent;
      },
      get frameBytes() {
        return counters.frameBytes;
      },
      get resyncs() {
        return counters.resyncs;
      },
    },
    async close() {
      closed = true;
      gate.close();
      await io.close();
    },
  };
}

/** Says why before Socket.IO, which has refused to read a packet, ends the connection. */
function refusePacket(socket: StreamSocket, error: unknown): void {
  // A client may send an event of this name, too: only what was thrown here counts.
  if (!(error instanceof Error)) return;
  const code = error instanceof PacketError ? error.code : 'bad-packet';
  socket.emit('refused', { code, message: 'a packet could not be read' });
}

function addFrames(options: {
  broadcast: Broadcast;
  isWatched: (topic: string) => boolean;
  feeds: Feeds;
  clusters: Clusters;
  now: number;
  counters: { framesSent: number; frameBytes: number };
}): void {
  const { broadcast, isWatched, feeds, clusters, now, counters } = options;
  const add = (event: 'delta' | 'clusters', { topic, frame }: { topic: string; frame: Uint8Array }) => {
    counters.framesSent++;
    counters.frameBytes += frame.length;
    if (isWatched(topic)) broadcast.add(topic, event, frame);
  };
  for (const made of feeds.frames(now, isWatched)) add('delta', made);
  for (const made of clusters.frames(now, isWatched)) add('clusters', made);
  // After all frames of the tick: a digest is of the state that they lead to.
  for (const digest of feeds.digests(now)) if (isWatched(digest.topic)) broadcast.add(digest.topic, 'digest', digest);
}

/** Calls `tell` when coverage has another version: planning also changes in ways that no coverage shows. */
function onCoverage(planning: Pick<Planning, 'coverageVersion' | 'onChange'>, tell: (version: string) => void): void {
  let told = planning.coverageVersion();
  planning.onChange(() => {
    const version = planning.coverageVersion();
    if (version === told) return;
    told = version;
    tell(version);
  });
}

/** What needs attention, when that has changed. */
function createAttention(options: {
  broadcast: Broadcast;
  isWatched: (topic: string) => boolean;
  live: LiveState;
}): (now: number) => void {
  const { broadcast, isWatched, live } = options;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let sent = '';
  return (now) => {
    if (Math.abs(now - lookedAt) < ATTENTION_MS || !isWatched('zone')) return;
    lookedAt = now;
    const attention = live.attention();
    const text = JSON.stringify(attention);
    if (text === sent) return;
    sent = text;
    broadcast.add('zone', 'attention', attention);
  };
}
