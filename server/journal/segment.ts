/**
 * A segment file: a header, then frames of consecutive sequences.
 *
 *   8 bytes  magic "SKYRACKJ"
 *   u16      format (1)
 *   u16      length of the version's text
 *   u32      CRC-32 of the header with this field as 0
 *   u64      sequence of the first frame, also the file's name
 *   72 bytes ASCII version of the inventory that numbers the series, zero-padded
 */
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { UNFINISHED, writeDurableFile } from '../durable-file.ts';
import { dictionaryVersion } from './dictionary-file.ts';
import { readSequence, viewOf, writeSequence } from './frame.ts';

export const SEGMENT_HEADER_BYTES = 96;
const MAGIC = Buffer.from('SKYRACKJ');
const FORMAT = 1;
const FORMAT_OFFSET = 8;
const LENGTH_OFFSET = 10;
const CRC_OFFSET = 12;
const FIRST_OFFSET = 16;
const VERSION_OFFSET = 24;

const SEGMENT_NAME = /^\d{16}\.seg$/;
export const DAMAGED_FOLDER = 'damaged';
export const CLEAN_MARKER = 'clean';

export interface Segment {
  readonly file: string;
  /** Sequence of its first frame. */
  readonly first: number;
  /** Inventory that numbers its series. */
  readonly version: string;
  /** Durable bytes, header included. */
  bytes: number;
}

export function segmentFile(first: number): string {
  return `${String(first).padStart(16, '0')}.seg`;
}

/** Creates a segment without frames, durable under its name, over an empty one of that name if there is one. */
export async function createSegment(folder: string, first: number, version: string): Promise<Segment> {
  const file = segmentFile(first);
  await writeDurableFile(join(folder, file), [encodeHeader(first, version)]);
  return { file, first, version, bytes: SEGMENT_HEADER_BYTES };
}

export function encodeHeader(first: number, version: string): Uint8Array {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  const view = viewOf(bytes);
  bytes.set(MAGIC);
  view.setUint16(FORMAT_OFFSET, FORMAT, true);
  view.setUint16(LENGTH_OFFSET, bytes.write(version, VERSION_OFFSET, 'latin1'), true);
  writeSequence(view, FIRST_OFFSET, first);
  view.setUint32(CRC_OFFSET, crc32(bytes), true);
  return bytes;
}

/** Null for what is no header of ours, or one that was changed. */
export function decodeHeader(bytes: Uint8Array): { first: number; version: string } | null {
  if (bytes.length < SEGMENT_HEADER_BYTES) return null;
  const header = Buffer.from(bytes.subarray(0, SEGMENT_HEADER_BYTES));
  const view = viewOf(header);
  const crc = view.getUint32(CRC_OFFSET, true);
  view.setUint32(CRC_OFFSET, 0);
  if (crc32(header) !== crc || !header.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  if (view.getUint16(FORMAT_OFFSET, true) !== FORMAT) return null;
  const end = VERSION_OFFSET + view.getUint16(LENGTH_OFFSET, true);
  return { first: readSequence(view, FIRST_OFFSET), version: header.toString('latin1', VERSION_OFFSET, end) };
}

export interface FolderContents {
  /** Ascending by first sequence. */
  readonly segments: Segment[];
  /** Names like a segment's whose header is damaged; `first` is what the name says. */
  readonly headless: { readonly file: string; readonly first: number }[];
  /** Names that the journal did not write. */
  readonly foreign: string[];
}

export async function listFolder(folder: string): Promise<FolderContents> {
  const contents: FolderContents = { segments: [], headless: [], foreign: [] };
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = entry.name;
    if (entry.isFile() && SEGMENT_NAME.test(file)) {
      const first = Number.parseInt(file, 10);
      const { header, bytes } = await peek(join(folder, file));
      if (header?.first === first) contents.segments.push({ file, first, version: header.version, bytes });
      else contents.headless.push({ file, first });
    } else if (!isOurs(file)) contents.foreign.push(file);
  }
  return contents;
}

function isOurs(file: string): boolean {
  return (
    file === DAMAGED_FOLDER || file === CLEAN_MARKER || file.endsWith(UNFINISHED) || dictionaryVersion(file) !== null
  );
}

async function peek(path: string): Promise<{ header: ReturnType<typeof decodeHeader>; bytes: number }> {
  const handle = await open(path, 'r');
  try {
    const start = Buffer.alloc(SEGMENT_HEADER_BYTES);
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    return { header: decodeHeader(start.subarray(0, bytesRead)), bytes: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}

/** The durable bytes of a segment; what is being written behind them is left out. */
export async function readSegment(folder: string, segment: Segment): Promise<Uint8Array> {
  const { bytes } = segment;
  return (await readFile(join(folder, segment.file))).subarray(0, bytes);
}
