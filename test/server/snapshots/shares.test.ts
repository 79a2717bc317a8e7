import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openShares } from '../../../server/snapshots/shares.ts';
import type { SnapshotShareRequest } from '../../../shared/wire/snapshots.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { LI, openSnapshotBed } from './bed.ts';

const DAY_MS = 86_400_000;
const wish: SnapshotShareRequest = { operator: LI.name, days: 2, formats: ['json'], language: 'en' };

async function open() {
  const bed = await openSnapshotBed(testFolder('shares'));
  const file = join(bed.folder, 'shares.json');
  const reopen = () => openShares({ file, snapshots: bed.snapshots, clock: () => bed.now });
  const { id } = await bed.take();
  return { bed, file, id, shares: await reopen(), reopen };
}

describe('links to a snapshot', { timeout: 60_000 }, () => {
  it('lead to their snapshot alone, also after a start, until they end', async () => {
    const { bed, id, shares, reopen } = await open();
    const { share, token } = await shares.share(id, wish, LI);
    expect(share).toMatchObject({ snapshot: id, formats: ['json'], expiresAt: bed.now + 2 * DAY_MS, by: LI });
    const later = await reopen();
    expect(later.open(token)).toMatchObject({ id: share.id, snapshot: id, opened: 1 });
    bed.now += 2 * DAY_MS;
    expect(later.open(token)).toBeUndefined();
  });

  it('can be taken back, by name', async () => {
    const { id, shares } = await open();
    const [a, b] = [await shares.share(id, wish, LI), await shares.share(id, wish, LI)];
    await shares.revoke(id, a.share.id, LI);
    expect([shares.open(a.token), shares.open(b.token)?.id]).toEqual([undefined, b.share.id]);
    expect(shares.list(id)).toMatchObject([{ revoked: { by: LI } }, { revoked: null }]);
    await expect(shares.revoke(id, 'x', LI)).rejects.toMatchObject({ code: 'no-such-share' });
  });

  it('end with their snapshot', async () => {
    const { bed, id, shares } = await open();
    const { token } = await shares.share(id, wish, LI);
    await bed.snapshots.remove(id, 'no longer needed', LI);
    expect(shares.open(token)).toBeUndefined();
    await expect(shares.share(id, wish, LI)).rejects.toMatchObject({ code: 'no-such-snapshot' });
  });

  it('are kept as hashes: the file opens nothing (D13)', async () => {
    const { id, file, shares } = await open();
    const { token, share } = await shares.share(id, wish, LI);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(token);
    expect(text).toContain(share.id);
    const { hash } = JSON.parse(text).items[0];
    for (const guess of [hash, share.id, id, 'latest', '..%2f..%2fetc%2fpasswd', ''])
      expect(shares.open(guess)).toBeUndefined();
  });

  it('are twenty of a snapshot at most', async () => {
    const { id, shares } = await open();
    for (let n = 0; n < 20; n++) await shares.share(id, wish, LI);
    await expect(shares.share(id, wish, LI)).rejects.toMatchObject({ code: 'full', limit: 20 });
  });
});
