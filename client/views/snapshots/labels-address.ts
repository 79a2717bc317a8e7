import type { ResourceKind } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';

/** Where the sheets of labels are of a kind; of what is part of `below`, '' for all of it. */
export function labelsAddress(kind: ResourceKind, below: string, language: Language): string {
  const query = new URLSearchParams({ kind, ...(below === '' ? {} : { below }), language });
  return `/api/v1/labels.pdf?${query}`;
}
