import type { ErrorBody, RejectedRows } from './http.ts';

/** Body of the 400 that says which rows of a batch were refused and why, while the others are stored. */
export function rowsRejected(rejected: readonly RejectedRows[], stored: number): ErrorBody {
  const count = rejected.reduce((sum, row) => sum + row.count, 0);
  const reasons = rejected.map(({ reason }) => reason).join(', ');
  return { code: 'rows-rejected', message: `${count} rows rejected (${reasons}), ${stored} stored`, rejected, stored };
}
