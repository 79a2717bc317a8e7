import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { PAGE_DATA, PAGE_SEAL } from '../../shared/wire/snapshots.ts';
import { type Checked, checkDocument } from './document.ts';

/** A document has 20,000 racks in some 20 MB; more than this is none of ours. */
const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024;

/** Checks an exported file by itself: JSON in any layout, a kept file (gzip), or HTML with its page and its data. */
export function checkFile(bytes: Uint8Array): Checked {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return checkPacked(bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.trimStart().startsWith('<') ? checkPage(text) : checkDocument(text);
}

function checkPacked(bytes: Uint8Array): Checked {
  try {
    return checkDocument(gunzipSync(bytes, { maxOutputLength: MAX_DOCUMENT_BYTES }).toString('utf8'));
  } catch {
    return { id: '', sha256: null, computed: null, problem: 'unreadable' };
  }
}

/** The data is what the hash is of; the page around it says its own, so that a changed word in it is found as well. */
function checkPage(text: string): Checked {
  const [, data] = PAGE_DATA.exec(text) ?? [];
  const [seal, said] = PAGE_SEAL.exec(text) ?? [];
  if (data === undefined) return { id: '', sha256: null, computed: null, problem: 'not-a-snapshot' };
  const checked = checkPacked(Buffer.from(data, 'base64'));
  if (checked.problem !== null) return checked;
  const page = seal === undefined ? text : text.replace(seal, '');
  const intact = createHash('sha256').update(page, 'utf8').digest('hex') === said;
  return intact ? checked : { ...checked, problem: 'page-differs' };
}
