import type { ExportInput } from '../ports.ts';

/** The document itself, word for word: what its hash is of can be taken again anywhere. */
export function writeJson({ document }: ExportInput): Uint8Array {
  return Buffer.from(document, 'utf8');
}
