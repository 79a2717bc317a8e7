import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';

/** Why a packet was refused: `bad-packet` for what is none, `packet-too-large`. */
export class PacketError extends Error {
  override readonly name = 'PacketError';
  readonly code: 'bad-packet' | 'packet-too-large';

  constructor(code: PacketError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Events that go as one binary packet: this byte, then the frame. All others go as Socket.IO's own parser does it. */
const TAGS = { delta: 1, clusters: 2 } as const;
const EVENT_OF_TAG = new Map<number | undefined, string>(Object.entries(TAGS).map(([event, tag]) => [tag, event]));

/** All 200,000 series of a large zone in one frame are under 3 MB. */
export const MAX_PACKET_BYTES = 16 * 1024 * 1024;

class PacketEncoder extends Encoder {
  /** Throws PacketError for a frame that the other side would refuse. */
  override encode(packet: Packet): (string | Uint8Array)[] {
    const tag = tagOf(packet);
    if (tag === undefined) return super.encode(packet);
    const frame: Uint8Array = packet.data[1];
    if (frame.length >= MAX_PACKET_BYTES) throw tooLarge(frame.length);
    const bytes = new Uint8Array(1 + frame.length);
    bytes[0] = tag;
    bytes.set(frame, 1);
    return [bytes];
  }
}

/** The tag of a frame's event without acknowledgement in the main namespace, undefined for any other packet. */
function tagOf({ type, nsp, id, data }: Packet): number | undefined {
  if (type !== PacketType.EVENT || nsp !== '/' || id !== undefined || !Array.isArray(data) || data.length !== 2) {
    return undefined;
  }
  const [event, frame]: unknown[] = data;
  return (event === 'delta' || event === 'clusters') && frame instanceof Uint8Array ? TAGS[event] : undefined;
}

class PacketDecoder extends Decoder {
  /** The binary packets that come now belong to the text packet before them. */
  #inParts = false;

  constructor() {
    super();
    this.on('decoded', () => {
      this.#inParts = false;
    });
  }

  /** Throws PacketError, or an Error of Socket.IO's parser; whoever feeds it ends the connection then. */
  override add(packet: unknown): void {
    if (typeof packet === 'string') {
      super.add(packet);
      this.#inParts = packet.startsWith(`${PacketType.BINARY_EVENT}`) || packet.startsWith(`${PacketType.BINARY_ACK}`);
      return;
    }
    const bytes = packet instanceof ArrayBuffer ? new Uint8Array(packet) : packet;
    if (!(bytes instanceof Uint8Array)) throw new PacketError('bad-packet', 'a packet is neither text nor binary');
    if (bytes.length > MAX_PACKET_BYTES) throw tooLarge(bytes.length);
    if (this.#inParts) {
      super.add(packet);
      return;
    }
    const event = EVENT_OF_TAG.get(bytes[0]);
    if (event === undefined) throw new PacketError('bad-packet', 'a binary packet of no known event');
    this.emitReserved('decoded', { type: PacketType.EVENT, nsp: '/', data: [event, bytes.subarray(1)] });
  }
}

function tooLarge(size: number): PacketError {
  return new PacketError('packet-too-large', `a packet of ${size} bytes; at most ${MAX_PACKET_BYTES} are taken`);
}

/**
 * The `parser` of Socket.IO's server and client, the same on both sides. Socket.IO's own sends a binary event as two
 * packets, a header and its attachment; frames are nearly all that is ever sent, so they go as one.
 */
export const packetParser = { Encoder: PacketEncoder, Decoder: PacketDecoder };
