import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import { watchAlarmsSchema } from '../../shared/wire/alarm-schemas.ts';
import { resumeSchema, watchSchema } from '../../shared/wire/event-schemas.ts';
import { type ClientToServer, MAX_TOPICS, type ServerToClient, type WireError } from '../../shared/wire/events.ts';
import type { AlarmChannel, AlarmViewer } from './alarm-channel.ts';
import type { Clusters } from './clusters.ts';
import { CONGESTED_BYTES, DRAINED_BYTES, waitingBytes } from './congestion.ts';
import { createEventRate, MAX_EVENTS_PER_SECOND } from './event-rate.ts';
import type { Feeds } from './feeds.ts';
import { createPulse, type Pulse } from './heartbeat.ts';
import { TOPIC_GRAMMAR } from './topics.ts';

export type StreamServer = Server<ClientToServer, ServerToClient>;
export type StreamSocket = Socket<ClientToServer, ServerToClient>;

/** The room of everyone who keeps up. No topic is named like it. */
export const KEEPING_UP = '@keeping-up';

/** One connected client: what it watches, and whether it keeps up. */
export interface Viewer {
  readonly connection: StreamSocket['conn'];
  readonly pulse: Pulse;
  readonly lagging: boolean;
  /**
   * Called after every tick that sent it something, and while it lags: takes it out of its rooms while too much waits
   * for it. True when it fell behind.
   */
  checkCongestion(): boolean;
}

export interface ViewerContext {
  readonly alarms: AlarmChannel;
  readonly feeds: Feeds;
  readonly clusters: Clusters;
  /** Why a topic that names nothing to watch is refused. */
  readonly refusalOf: (topic: string, field: string) => WireError;
  readonly epoch: number;
  readonly clock: () => number;
  /** Sends what a new viewer of `zone` needs besides frames. */
  readonly greetZone: (socket: StreamSocket) => void;
  readonly onResync: () => void;
}

type Reply<T> = ({ ok: true } & T) | { ok: false; error: WireError };

export function createViewer(socket: StreamSocket, context: ViewerContext): Viewer {
  const { alarms, feeds, clusters, refusalOf, epoch, clock, greetZone, onResync } = context;
  let topics = new Set<string>();
  let lagging = false;
  limitEvents(socket, clock);
  void socket.join(KEEPING_UP);

  const isKnown = (topic: string): boolean => clusters.names(topic) || feeds.members(topic) !== undefined;
  /** The newest counts of a tile; a frame of them says everything, so whoever has one needs no snapshot. */
  const sendClusters = (topic: string): void => {
    socket.emit('clusters', clusters.open(topic).frame);
  };

  const watch = (request: unknown): Reply<{ epoch: number; topics: Record<string, number> }> => {
    const parsed = watchSchema.safeParse(request);
    if (!parsed.success) return refusal(parsed.error);
    const wanted = new Set(parsed.data.topics);
    const unknown = parsed.data.topics.findIndex((topic) => !isKnown(topic));
    if (unknown >= 0) return { ok: false, error: refusalOf(parsed.data.topics[unknown]!, `topics.${unknown}`) };
    const greet = wanted.has('zone') && !topics.has('zone');
    const sequences = [...wanted].map((topic) => {
      return [topic, clusters.names(topic) ? clusters.open(topic).seq : feeds.open(topic)!] as const;
    });
    if (!lagging) {
      for (const topic of topics) if (!wanted.has(topic)) void socket.leave(topic);
      void socket.join([...wanted]);
      for (const topic of wanted) if (clusters.names(topic) && !topics.has(topic)) sendClusters(topic);
    }
    topics = wanted;
    if (greet) greetZone(socket);
    return { ok: true, epoch, topics: Object.fromEntries(sequences) };
  };

  const resume = (request: unknown): Reply<{ frames: number; gone: boolean }> => {
    const parsed = resumeSchema.safeParse(request);
    if (!parsed.success) return refusal(parsed.error);
    const { topic, after } = parsed.data;
    if (!isKnown(topic)) return { ok: false, error: refusalOf(topic, 'topic') };
    onResync();
    if (clusters.names(topic)) {
      if (!lagging) sendClusters(topic);
      return { ok: true, frames: lagging ? 0 : 1, gone: lagging };
    }
    // Who lags is not sent more: it loads the snapshot when it has caught up.
    const frames = lagging ? null : feeds.after(topic, after);
    if (frames === null) return { ok: true, frames: 0, gone: true };
    for (const frame of frames) socket.emit('delta', frame);
    return { ok: true, frames: frames.length, gone: false };
  };

  const alarmViewer: AlarmViewer = {
    send: (batch) => socket.emit('alarms', batch, (seq) => alarms.seen(alarmViewer, Number(seq))),
  };
  const watchAlarms = (request: unknown): Reply<{ epoch: number; seq: number; gone: boolean }> => {
    const parsed = watchAlarmsSchema.safeParse(request);
    return parsed.success ? { ok: true, ...alarms.watch(alarmViewer, parsed.data) } : refusal(parsed.error);
  };
  socket.on('alarms', (request: unknown, ack: unknown) => answer(ack, watchAlarms(request)));
  socket.on('disconnect', () => alarms.leave(alarmViewer));
  socket.on('watch', (request: unknown, ack: unknown) => answer(ack, watch(request)));
  socket.on('resume', (request: unknown, ack: unknown) => answer(ack, resume(request)));

  return {
    connection: socket.conn,
    pulse: createPulse(),
    get lagging() {
      return lagging;
    },
    checkCongestion() {
      const waiting = waitingBytes(socket);
      if (!lagging && waiting > CONGESTED_BYTES) {
        lagging = true;
        for (const room of [KEEPING_UP, ...topics]) void socket.leave(room);
        return true;
      }
      if (lagging && waiting < DRAINED_BYTES) {
        lagging = false;
        const fed = [...topics].filter((topic) => !clusters.names(topic));
        for (const topic of fed) feeds.open(topic);
        // Rejoin first: nothing can fall between the snapshot that it loads now and its next frame.
        void socket.join([KEEPING_UP, ...topics]);
        socket.emit('lagging', { topics: fed });
        for (const topic of topics) if (clusters.names(topic)) sendClusters(topic);
        if (topics.has('zone')) greetZone(socket);
        onResync();
      }
      return false;
    },
  };
}

/** Counts every event, known or not. Past the limit the client is told why and disconnected. */
function limitEvents(socket: StreamSocket, clock: () => number): void {
  const withinRate = createEventRate(clock);
  socket.use((packet, next) => {
    if (withinRate()) {
      next();
      return;
    }
    if (!socket.connected) return;
    const error: WireError = {
      code: 'too-many-events',
      message: 'too many events in one second',
      limit: MAX_EVENTS_PER_SECOND,
    };
    answer(packet.at(-1), { ok: false, error });
    socket.emit('refused', error);
    socket.disconnect(true);
  });
}

/** An acknowledgement is a client's wish, and what stands in its place may be anything. */
function answer(ack: unknown, reply: Reply<object>): void {
  if (typeof ack === 'function') ack(reply);
}

function refusal(error: z.ZodError): { ok: false; error: WireError } {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const limit = issue?.code === 'too_big' ? (field === 'topics' ? MAX_TOPICS : Number(issue.maximum)) : TOPIC_GRAMMAR;
  return {
    ok: false,
    error: { code: 'bad-request', message: issue?.message ?? 'bad request', ...(field ? { field } : {}), limit },
  };
}
