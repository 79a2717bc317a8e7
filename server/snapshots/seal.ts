import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { writeDurableFile } from '../durable-file.ts';
import { assemble, kpisOf } from './assemble.ts';
import type { Captured, CapturedResources, SealedFacts } from './captured.ts';
import { sealDocument } from './document.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);
/** Twice as fast as the usual level, a tenth larger. */
const LEVEL = 4;

/** Puts a snapshot together and writes its file; durable when it resolves. */
export async function sealSnapshot(
  captured: Captured,
  resources: CapturedResources,
  path: string,
): Promise<SealedFacts> {
  const content = assemble(captured, resources);
  const { text, sha256 } = sealDocument(content);
  const file = await compress(text, { level: LEVEL });
  await writeDurableFile(path, [file]);
  return {
    sha256,
    bytes: file.length,
    counts: content.counts,
    coveragePct: content.coveragePct,
    missing: content.missing,
    alarms: content.alarms?.filter(({ clearance }) => clearance === null).length ?? null,
    kpis: kpisOf(content),
  };
}

/** The document of a kept snapshot, as it was sealed. */
export async function readDocument(path: string): Promise<string> {
  return (await expand(await readFile(path))).toString('utf8');
}
