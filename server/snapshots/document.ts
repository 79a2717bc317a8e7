import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  SNAPSHOT_DOCUMENT,
  SNAPSHOT_VERSION,
  type SnapshotContent,
  type SnapshotVerification,
} from '../../shared/wire/snapshots.ts';
import { canonicalJson } from './canonical.ts';

/** Puts the document around a content: itself in canonical form. */
export function sealDocument(content: SnapshotContent): { readonly text: string; readonly sha256: string } {
  const canonical = canonicalJson(content);
  const sha256 = hashOf(canonical);
  const format = JSON.stringify(SNAPSHOT_DOCUMENT);
  const text = `{"content":${canonical},"format":${format},"sha256":"${sha256}","version":${SNAPSHOT_VERSION}}`;
  return { text, sha256 };
}

/** Only what a check needs: the content is hashed as it is, whatever it holds. */
const envelopeSchema = z.object({
  format: z.literal(SNAPSHOT_DOCUMENT),
  version: z.literal(SNAPSHOT_VERSION),
  sha256: z.string(),
  content: z.looseObject({ id: z.string() }),
});

/** What a document says of itself, and what it is. */
export type Checked = Pick<SnapshotVerification, 'id' | 'problem' | 'sha256' | 'computed'>;

/** Takes the hash of a document's content again, in whatever order and layout its JSON is. */
export function checkDocument(text: string): Checked {
  const nothing = { id: '', sha256: null, computed: null };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ...nothing, problem: 'unreadable' };
  }
  const envelope = envelopeSchema.safeParse(parsed);
  if (!envelope.success) return { ...nothing, problem: 'not-a-snapshot' };
  const { sha256 } = envelope.data;
  // Not zod's copy of the content: a key `__proto__` must be hashed like any other.
  const { content } = parsed as { content: { id: string } };
  const computed = hashOf(canonicalJson(content));
  return { id: content.id, sha256, computed, problem: computed === sha256 ? null : 'hash-differs' };
}

/** Reads a document that was checked, or was written by this program. */
export function readContent(text: string): SnapshotContent {
  return (JSON.parse(text) as { content: SnapshotContent }).content;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
