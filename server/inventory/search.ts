import { createHash } from 'node:crypto';
import type { Resource } from '../../shared/model/resource.ts';
import { BadCursor, type ResourceSearch } from '../ports.ts';

export interface SearchPage {
  readonly resources: readonly Resource[];
  readonly total: number;
  readonly next: string | null;
}

/**
 * Builds the search over resources. Every whitespace-separated term of `q` must occur in the id, a name or an
 * altResource, in any case. Resources whose id begins with `q` (with or without its kind) come first; otherwise the
 * order is that of the candidates. A cursor holds an offset and a hash of the query and of the inventory's version.
 */
export function createSearch(version: string) {
  const words = new Map<Resource, string>();
  const wordsOf = (resource: Resource): string => {
    let text = words.get(resource);
    if (text === undefined) {
      const { id, name, altResource = [] } = resource;
      text = [id, name.zh, name.en, ...altResource].join('\n').toLowerCase();
      words.set(resource, text);
    }
    return text;
  };

  /** `candidates` are what kind and parent leave over. Throws BadCursor. */
  return function search(candidates: readonly Resource[], query: ResourceSearch): SearchPage {
    const hash = queryHash(version, query);
    const offset = query.cursor === undefined ? 0 : readCursor(query.cursor, hash);
    const found = matches(candidates, query.q?.trim().toLowerCase() ?? '', wordsOf);
    if (offset > 0 && offset >= found.length) throw new BadCursor();
    const end = offset + Math.max(1, Math.floor(query.limit));
    return {
      resources: found.slice(offset, end),
      total: found.length,
      next: end < found.length ? writeCursor(end, hash) : null,
    };
  };
}

function matches(
  candidates: readonly Resource[],
  q: string,
  wordsOf: (resource: Resource) => string,
): readonly Resource[] {
  if (q === '') return candidates;
  const terms = q.split(/\s+/);
  const first: Resource[] = [];
  const rest: Resource[] = [];
  for (const resource of candidates) {
    const text = wordsOf(resource);
    if (!terms.every((term) => text.includes(term))) continue;
    const { id, kind } = resource;
    (id.startsWith(q) || id.startsWith(q, kind.length + 1) ? first : rest).push(resource);
  }
  return first.concat(rest);
}

function queryHash(version: string, { kind, parent, q }: ResourceSearch): string {
  const text = JSON.stringify([version, kind ?? null, parent ?? null, q ?? null]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function writeCursor(offset: number, hash: string): string {
  return Buffer.from(`${offset}.${hash}`).toString('base64url');
}

function readCursor(cursor: string, hash: string): number {
  const match = /^([1-9]\d{0,8})\.([0-9a-f]{16})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match || match[2] !== hash) throw new BadCursor();
  return Number(match[1]);
}
