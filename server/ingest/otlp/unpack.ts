import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BodyProblem, malformed } from '../body/body-problem.ts';

const unzip = promisify(gunzip);
const CHUNK_BYTES = 256 * 1024;

/**
 * The body as it was before gzip, on another thread and no further than the limit: a bomb costs no more than that.
 * Throws BodyProblem 413 and 400.
 */
export async function unpackGzip(body: Uint8Array, limitBytes: number): Promise<Uint8Array> {
  try {
    return await unzip(body, { maxOutputLength: limitBytes, chunkSize: CHUNK_BYTES });
  } catch (error) {
    if (error instanceof RangeError) {
      const message = `unpacked body exceeds ${limitBytes} bytes`;
      throw new BodyProblem(413, { code: 'too-large', message, field: 'body', limit: limitBytes });
    }
    throw malformed(`gzip: ${error instanceof Error ? error.message : 'cannot be unpacked'}`);
  }
}
