import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { bytesToHeader, type Header, TileType } from 'pmtiles';

/** Bytes of a PMTiles header (specification version 3, §3). */
const HEADER_BYTES = 127;
const MAGIC = 'PMTiles';
const VERSION = 3;

/** What is wrong with a template of tile URLs, null for a good one: http or https, with {z}, {x} and {y} and no other. */
export function tileUrlProblem(url: string): string | null {
  const missing = ['{z}', '{x}', '{y}'].filter((part) => !url.includes(part));
  if (missing.length > 0)
    return `has no ${missing.join(', ')}; a tile URL looks like https://tiles.example/{z}/{x}/{y}.png`;
  const unknown = url.match(/\{(?![zxy]\})[^}]*\}/)?.[0];
  if (unknown !== undefined) return `${unknown} is not one of {z}, {x}, {y}`;
  const parsed = parseTemplate(url);
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? null : 'is not an http or https URL';
}

/** Scheme and host of a tile URL, as a Content-Security-Policy names it. */
export function originOfTiles(url: string): string {
  return parseTemplate(url)?.origin ?? '';
}

function parseTemplate(url: string): URL | null {
  const filled = url.replaceAll(/\{[zxy]\}/g, '0');
  return URL.canParse(filled) ? new URL(filled) : null;
}

/**
 * Reads the header of a PMTiles file: what is wrong with it, or the finest zoom it holds. Only vector tiles are drawn.
 */
export function readPmtilesHeader(path: string): { problem: string } | { problem: null; maxZoom: number } {
  const header = new Uint8Array(HEADER_BYTES);
  let bytes = 0;
  try {
    const file = openSync(path, 'r');
    try {
      if (readSync(file, header) < HEADER_BYTES) return { problem: `${path} is not a PMTiles file: it is too short` };
      bytes = fstatSync(file).size;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { problem: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (new TextDecoder().decode(header.subarray(0, MAGIC.length)) !== MAGIC) {
    return { problem: `${path} is not a PMTiles file: it does not begin with "${MAGIC}"` };
  }
  if (header[MAGIC.length] !== VERSION) return { problem: `${path} is not a PMTiles file of version ${VERSION}` };
  const known = bytesToHeader(header.buffer);
  if (known.tileType !== TileType.Mvt) return { problem: `${path} holds no vector tiles (MVT)` };
  const promised = endOf(known);
  if (promised > bytes) return { problem: `${path} is cut short: ${bytes} of ${promised} bytes` };
  return { problem: null, maxZoom: known.maxZoom };
}

/** Where the last part of an archive ends, bytes from its beginning. */
function endOf(header: Header): number {
  return Math.max(
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  );
}
