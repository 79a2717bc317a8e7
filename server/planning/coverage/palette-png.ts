import { crc32 } from 'node:zlib';

/** Red, green, blue, opacity, each 0…255. */
export type Colour = readonly [number, number, number, number];

export interface PalettePicture {
  readonly rows: number;
  readonly columns: number;
  /** At most 256. */
  readonly palette: readonly Colour[];
  /** Rows of palette indexes, each after a filter byte of 0, deflated (zlib). */
  readonly deflated: Uint8Array;
  /** Keyword and text, Latin-1. */
  readonly says: readonly (readonly [string, string])[];
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PALETTE_COLOUR = 3;

/** A picture as PNG (ISO/IEC 15948), eight bits a pixel over a palette. */
export function palettePng(picture: PalettePicture): Uint8Array {
  const { rows, columns, palette, deflated, says } = picture;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, columns);
  view.setUint32(4, rows);
  header.set([8, PALETTE_COLOUR, 0, 0, 0], 8);
  const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
  const chunks: [string, Uint8Array][] = [
    ['IHDR', header],
    ['PLTE', Uint8Array.from(palette.flatMap((colour) => colour.slice(0, 3)))],
    ['tRNS', Uint8Array.from(palette, ([, , , opacity]) => opacity)],
    ...says.map(([keyword, text]): [string, Uint8Array] => ['tEXt', latin1(`${keyword}\0${text}`)]),
    ['IDAT', deflated],
    ['IEND', new Uint8Array()],
  ];
  const parts = chunks.map(([type, data]) => chunkOf(latin1(type), data));
  const bytes = new Uint8Array(SIGNATURE.length + parts.reduce((sum, part) => sum + part.length, 0));
  bytes.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Length, type, data, CRC-32 over type and data. */
function chunkOf(type: Uint8Array, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(type, 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}
