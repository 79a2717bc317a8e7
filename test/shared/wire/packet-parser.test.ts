import fc from 'fast-check';
import { type Packet, PacketType, Encoder as PlainEncoder } from 'socket.io-parser';
import { expect, test } from 'vitest';
import { MAX_PACKET_BYTES, packetParser } from '../../../shared/wire/packet-parser.ts';

const FRAME = Uint8Array.of(1, 2, 3);
const HOT: Packet = { type: PacketType.EVENT, nsp: '/', data: ['delta', FRAME] };

/** Feeds a fresh decoder with wire packets as a transport hands them over; all that it made of them. */
function decode(wire: readonly unknown[]): Packet[] {
  const decoder = new packetParser.Decoder();
  const packets: Packet[] = [];
  decoder.on('decoded', (packet) => packets.push(packet));
  for (const packet of wire) decoder.add(packet);
  return packets;
}

const encode = (packet: Packet) => new packetParser.Encoder().encode(packet);

const bytes = fc.uint8Array({ maxLength: 200 });
const argument = fc.oneof(fc.jsonValue({ maxDepth: 2 }), bytes, fc.record({ inside: bytes }));
const event = fc.constantFrom('delta', 'clusters', 'watch', 'digest', 'other');
const id = fc.option(fc.nat(), { nil: undefined });
const nsp = fc.constantFrom('/', '/other');
const eventPacket = fc
  .record({ event, more: fc.array(argument, { maxLength: 3 }), id, nsp })
  .map((made): Packet => ({ type: PacketType.EVENT, nsp: made.nsp, data: [made.event, ...made.more], ...given(made) }));
const ackPacket = fc
  .record({ more: fc.array(argument, { maxLength: 3 }), id: fc.nat(), nsp })
  .map((made): Packet => ({ type: PacketType.ACK, nsp: made.nsp, data: made.more, id: made.id }));
const frames = fc.record({ event: fc.constantFrom('delta', 'clusters'), frame: bytes });
const framePacket = frames.map(
  (made): Packet => ({ type: PacketType.EVENT, nsp: '/', data: [made.event, made.frame] }),
);

function given(made: { id: number | undefined }): { id?: number } {
  return made.id === undefined ? {} : { id: made.id };
}

/** What both sides have to agree on; −0 is 0 in JSON. */
function plain({ type, nsp: namespace, data, id: number }: Packet): unknown {
  const text = JSON.stringify({ type, nsp: namespace, data, id: number }, (_key, value) =>
    value instanceof Uint8Array ? { bytes: [...value] } : value,
  );
  return JSON.parse(text);
}

test('any run of events, acknowledgements and frames, with or without binary parts, is read as it was sent', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(eventPacket, ackPacket, framePacket), { maxLength: 6 }), (packets) => {
      expect(decode(packets.flatMap(encode)).map(plain)).toEqual(packets.map(plain));
    }),
  );
});

test('frames are one binary packet; with an acknowledgement, in another namespace or beside other arguments they are not', () => {
  expect(encode(HOT)).toEqual([Uint8Array.of(1, 1, 2, 3)]);
  expect(encode({ ...HOT, data: ['clusters', FRAME] })).toEqual([Uint8Array.of(2, 1, 2, 3)]);
  for (const other of [
    { ...HOT, id: 4 },
    { ...HOT, nsp: '/other' },
    { ...HOT, data: ['delta', FRAME, 1] },
    { ...HOT, data: ['delta', 'text'] },
    { ...HOT, data: ['toString', FRAME] },
  ]) {
    expect(encode(other)).toEqual(new PlainEncoder().encode({ ...other }));
  }
});

test('a frame is read from an ArrayBuffer, as browsers hand it over, and from a view into a larger buffer', () => {
  const [wire] = encode(HOT) as [Uint8Array];
  const shifted = new Uint8Array(10);
  shifted.set(wire, 3);
  expect(decode([wire.buffer]).map(plain)).toEqual([plain(HOT)]);
  expect(decode([shifted.subarray(3, 3 + wire.length)]).map(plain)).toEqual([plain(HOT)]);
});

test('unknown tags, empty packets and what is no packet are refused by name, and the next packet is read', () => {
  const decoder = new packetParser.Decoder();
  const packets: Packet[] = [];
  decoder.on('decoded', (packet) => packets.push(packet));
  for (const bad of [
    Uint8Array.of(0),
    Uint8Array.of(3, 1),
    new Uint8Array(0),
    null,
    undefined,
    7,
    {},
    { base64: 'x' },
  ]) {
    expect(() => decoder.add(bad)).toThrow(expect.objectContaining({ name: 'PacketError', code: 'bad-packet' }));
  }
  for (const part of encode(HOT)) decoder.add(part);
  expect(packets.map(plain)).toEqual([plain(HOT)]);
});

test('any bytes are read or refused with an Error, never anything else', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          bytes,
          fc.string(),
          fc.string().map((text) => `51-${text}`),
        ),
        { maxLength: 5 },
      ),
      (wire) => {
        const decoder = new packetParser.Decoder();
        for (const packet of wire) {
          try {
            decoder.add(packet);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      },
    ),
  );
});

test('packets that are too large are refused by name on both sides', () => {
  const frame = new Uint8Array(MAX_PACKET_BYTES);
  const refusal = expect.objectContaining({ name: 'PacketError', code: 'packet-too-large' });
  expect(() => encode({ ...HOT, data: ['delta', frame] })).toThrow(refusal);
  expect(() => decode([new Uint8Array(MAX_PACKET_BYTES + 1)])).toThrow(refusal);
});
