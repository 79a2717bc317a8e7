import { RESOURCE_KINDS, type ResourceKind } from '../model/resource.ts';
import { SEVERITIES } from '../model/sample.ts';
import { FrameError } from './frame.ts';

/**
 * What a tile far out shows instead of its sites and stations: how many stand in each square of a grid of
 * CLUSTER_GRID × CLUSTER_GRID, by state. A frame says all of the tile, so that the next one mends a lost one.
 * Little-endian.
 *
 *   u8      version (1)
 *   u8      0
 *   u16     length of the topic, then its ASCII bytes
 *   u32     epoch
 *   u32     sequence of the topic
 *   f64     time of the frame, UTC ms
 *   u16     number of groups n, then n times:
 *     u8      kind (index into RESOURCE_KINDS)
 *     u16×2   x and y of the mean position, in 65,536ths of the tile's side from its north-west corner
 *     u32     ordinal of the only member, 2³² − 1 where there are several
 *     8 × LEB128  members in service by state in the order of SEVERITIES, then building, then planned
 */
export interface ClusterFrame {
  readonly topic: string;
  readonly epoch: number;
  readonly seq: number;
  readonly now: number;
  readonly groups: readonly ClusterGroup[];
}

export interface ClusterGroup {
  readonly kind: ResourceKind;
  /** Mean position in the tile: 0…65,535. */
  readonly x: number;
  readonly y: number;
  /** Of a group's only member, so that it can be named and opened; null where there are several. */
  readonly ordinal: number | null;
  /** Members in service by worst state, in the order of SEVERITIES. */
  readonly counts: readonly number[];
  readonly building: number;
  readonly planned: number;
}

/** Squares along a tile's side: 32 CSS pixels each where a tile is drawn 256 wide. */
export const CLUSTER_GRID = 8;
/** x and y of a group count these. */
export const TILE_STEPS = 65_536;

const VERSION = 1;
const FIXED = 2 + 2 + 4 + 4 + 8 + 2;
const COUNTS = SEVERITIES.length + 2;
const GROUP_FIXED = 1 + 2 + 2 + 4;
const MAX_GROUP = GROUP_FIXED + 5 * COUNTS;
const SEVERAL = 2 ** 32 - 1;

/** Counts are whole numbers below 2³²; a topic is ASCII. */
export function encodeClusters(frame: ClusterFrame): Uint8Array {
  const { topic, groups } = frame;
  const bytes = new Uint8Array(FIXED + topic.length + groups.length * MAX_GROUP);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint16(2, topic.length, true);
  for (let i = 0; i < topic.length; i++) bytes[4 + i] = topic.charCodeAt(i);
  let p = 4 + topic.length;
  view.setUint32(p, frame.epoch, true);
  view.setUint32(p + 4, frame.seq, true);
  view.setFloat64(p + 8, frame.now, true);
  view.setUint16(p + 16, groups.length, true);
  p += 18;
  for (const group of groups) {
    view.setUint8(p, RESOURCE_KINDS.indexOf(group.kind));
    view.setUint16(p + 1, group.x, true);
    view.setUint16(p + 3, group.y, true);
    view.setUint32(p + 5, group.ordinal ?? SEVERAL, true);
    p += GROUP_FIXED;
    for (const count of [...group.counts, group.building, group.planned]) {
      let rest = count;
      for (; rest > 127; rest = Math.floor(rest / 128)) bytes[p++] = (rest & 127) | 128;
      bytes[p++] = rest;
    }
  }
  return bytes.slice(0, p);
}

/** Reads a frame; throws FrameError on anything that is not one, before it allocates for the claimed length. */
export function decodeClusters(frame: Uint8Array): ClusterFrame {
  const bytes = new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength);
  if (bytes.length < FIXED) throw new FrameError('cluster frame is cut short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== VERSION) throw new FrameError(`cluster frame version ${view.getUint8(0)}`);
  const topicLength = view.getUint16(2, true);
  if (bytes.length < FIXED + topicLength) throw new FrameError('cluster frame is cut short');
  const topic = String.fromCharCode(...bytes.subarray(4, 4 + topicLength));
  let p = 4 + topicLength;
  const head = {
    topic,
    epoch: view.getUint32(p, true),
    seq: view.getUint32(p + 4, true),
    now: view.getFloat64(p + 8, true),
  };
  const count = view.getUint16(p + 16, true);
  p += 18;

  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = bytes[p++];
      if (byte === undefined) throw new FrameError('cluster frame is cut short');
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new FrameError('bad count in a cluster frame');
  };
  const groups: ClusterGroup[] = [];
  for (let i = 0; i < count; i++) {
    if (p + GROUP_FIXED > bytes.length) throw new FrameError('cluster frame is cut short');
    const kind = RESOURCE_KINDS[view.getUint8(p)];
    if (kind === undefined) throw new FrameError(`kind ${view.getUint8(p)} in a cluster frame`);
    const ordinal = view.getUint32(p + 5, true);
    const place = { kind, x: view.getUint16(p + 1, true), y: view.getUint16(p + 3, true) };
    p += GROUP_FIXED;
    const counts = SEVERITIES.map(varint);
    groups.push({
      ...place,
      ordinal: ordinal === SEVERAL ? null : ordinal,
      counts,
      building: varint(),
      planned: varint(),
    });
  }
  if (p !== bytes.length) throw new FrameError('cluster frame is too long');
  return { ...head, groups };
}
