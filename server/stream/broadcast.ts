import { PacketType } from 'socket.io-parser';
import type { ServerToClient } from '../../shared/wire/events.ts';
import { packetParser } from '../../shared/wire/packet-parser.ts';
import { takesBeat } from './heartbeat.ts';
import { KEEPING_UP, type Viewer } from './viewer.ts';
import { websocketMessage } from './websocket-message.ts';

/** Messages that only one client gets in this combination are joined, which copies them, up to so many bytes. */
const JOINED_FOR_ONE_BYTES = 16 * 1024;
/** What Engine.IO puts in front of a Socket.IO packet that is text; binary ones go as they are. */
const ENGINE_MESSAGE = '4';

/**
 * What goes to many in one tick. Socket.IO would hand every packet by itself to every connection; here each is made
 * once as a websocket message, and whoever gets several gets them in one piece: one write a client and tick.
 */
export interface Broadcast {
  /** Adds an event for everyone who is in a room now. */
  add<E extends keyof ServerToClient>(room: string, event: E, ...payload: Parameters<ServerToClient[E]>): void;
  /** Sends what was added since, in that order, and heartbeats to those who are due; returns who was sent something. */
  send(now: number): Viewer[];
}

/** Messages that some clients get one after the other: those of `before`, then one more. */
interface Sequence {
  readonly before: Sequence | null;
  readonly message: Buffer;
  readonly bytes: number;
  /** Clients that get this sequence and no more. */
  clients: number;
  /** By the message that comes next. */
  readonly longer: Map<Buffer, Sequence>;
  /** What is handed to the connections, made for the first of them. */
  writes: readonly Write[] | null;
}

/** Engine.IO sends the framed bytes; it is given them as data, too, which is what counts as waiting (congestion.ts). */
interface Write {
  readonly data: Buffer;
  readonly options: { readonly compress: false; readonly wsPreEncodedFrame: readonly [Buffer] };
}

export function createBroadcast(options: {
  rooms: ReadonlyMap<string, ReadonlySet<string>>;
  /** By the ids that stand in the rooms. */
  viewers: ReadonlyMap<string, Viewer>;
  epoch: number;
}): Broadcast {
  const { rooms, viewers, epoch } = options;
  const encoder = new packetParser.Encoder();
  let added: { room: string; message: Buffer }[] = [];

  const messagesOf = (event: string, payload: readonly unknown[]): Buffer[] =>
    encoder
      .encode({ type: PacketType.EVENT, nsp: '/', data: [event, ...payload] })
      .map((packet) => websocketMessage(typeof packet === 'string' ? ENGINE_MESSAGE + packet : packet));

  return {
    add(room, event, ...payload) {
      for (const message of messagesOf(event, payload)) added.push({ room, message });
    },
    send(now) {
      const starts = new Map<Buffer, Sequence>();
      const sequences = new Map<string, Sequence>();
      const append = (id: string, message: Buffer): void => {
        sequences.set(id, follow(sequences.get(id) ?? null, starts, message));
      };
      for (const { room, message } of added) for (const id of rooms.get(room) ?? []) append(id, message);
      added = [];
      let beat: Buffer | undefined;
      for (const id of rooms.get(KEEPING_UP) ?? []) {
        if (!takesBeat(viewers.get(id)!.pulse, now, sequences.has(id))) continue;
        beat ??= messagesOf('beat', [{ epoch, now }])[0]!;
        append(id, beat);
      }
      return Array.from(sequences, ([id, sequence]) => {
        const viewer = viewers.get(id)!;
        sequence.writes ??= writesOf(sequence);
        for (const { data, options } of sequence.writes) viewer.connection.write(data, options);
        return viewer;
      });
    },
  };
}

/** The sequence that is longer by a message, the same one for all who come to it. */
function follow(before: Sequence | null, starts: Map<Buffer, Sequence>, message: Buffer): Sequence {
  const longer = before?.longer ?? starts;
  let sequence = longer.get(message);
  if (sequence === undefined) {
    const bytes = (before?.bytes ?? 0) + message.length;
    sequence = { before, message, bytes, clients: 0, longer: new Map(), writes: null };
    longer.set(message, sequence);
  }
  if (before !== null) before.clients--;
  sequence.clients++;
  return sequence;
}

function writesOf(sequence: Sequence): Write[] {
  const messages: Buffer[] = [];
  for (let part: Sequence | null = sequence; part !== null; part = part.before) messages.push(part.message);
  messages.reverse();
  const joins = messages.length > 1 && (sequence.clients > 1 || sequence.bytes <= JOINED_FOR_ONE_BYTES);
  const pieces = joins ? [Buffer.concat(messages)] : messages;
  return pieces.map((data) => ({ data, options: { compress: false, wsPreEncodedFrame: [data] } }));
}
