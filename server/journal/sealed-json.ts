import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { writeDurableFile } from '../durable-file.ts';

const envelope = z.object({ crc32: z.number(), body: z.unknown() });

/** Writes plain JSON data with a CRC-32 of its text, durably. */
export async function writeSealedJson(path: string, body: unknown): Promise<void> {
  const text = JSON.stringify({ crc32: crc32(JSON.stringify(body)), body });
  await writeDurableFile(path, [Buffer.from(`${text}\n`)]);
}

/** `absent` when there is no such file, `damaged` when it is not what was written. */
export async function readSealedJson<T>(path: string, schema: z.ZodType<T>): Promise<T | 'absent' | 'damaged'> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'absent';
    throw error;
  }
  const sealed = envelope.safeParse(parse(text));
  if (!sealed.success || crc32(JSON.stringify(sealed.data.body) ?? '') !== sealed.data.crc32) return 'damaged';
  const body = schema.safeParse(sealed.data.body);
  return body.success ? body.data : 'damaged';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
