import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BITS = 8;
const TRUE_COLOUR = 2;
const RED_GREEN_BLUE = 3;
/** As pixels come: with a fourth byte that says how opaque one is. */
const WITH_ALPHA = 4;

/**
 * Opaque pixels (RGBA, rows from the top) as a PNG of red, green and blue alone (PNG third edition §11.2). A library of PDF
 * puts such a picture in as it is; one with a fourth channel it takes apart beside other work, and whichever of two
 * is done first stands first in the file, another time the other.
 */
export function opaquePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const row = 1 + width * RED_GREEN_BLUE;
  const rows = Buffer.alloc(row * height);
  let from = 0;
  for (let y = 0; y < height; y++) {
    // Each row begins with its filter: none.
    let to = y * row + 1;
    for (let x = 0; x < width; x++) {
      for (let colour = 0; colour < RED_GREEN_BLUE; colour++) rows[to++] = pixels[from + colour]!;
      from += WITH_ALPHA;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BITS, TRUE_COLOUR], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
