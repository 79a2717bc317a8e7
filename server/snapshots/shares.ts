import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MAX_SHARES, snapshotShareSchema } from '../../shared/wire/snapshot-schedule-schemas.ts';
import type { SnapshotShare } from '../../shared/wire/snapshots.ts';
import { openKeptFile } from '../kept-file.ts';
import { type Clock, SnapshotRefused, type SnapshotShares, type Snapshots } from '../ports.ts';

const DAY_MS = 86_400_000;
/** 128 random bits, in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const keptSchema = snapshotShareSchema.omit({ opened: true }).extend({ hash: z.string() });
const fileSchema = z.object({ items: z.array(keptSchema) });
type Kept = z.infer<typeof keptSchema>;

/** Opens the links; those of snapshots that have gone are forgotten at the next change. */
export async function openShares(options: {
  /** A JSON file in the snapshots' folder. */
  readonly file: string;
  readonly snapshots: Pick<Snapshots, 'find'>;
  readonly clock: Clock;
}): Promise<SnapshotShares> {
  const { file, snapshots, clock } = options;
  const kept = await openKeptFile<{ readonly items: readonly Kept[] }>(file, fileSchema, { items: [] });
  const opened = new Map<string, number>();

  const shown = ({ hash: _, ...share }: Kept): SnapshotShare => ({ ...share, opened: opened.get(share.id) ?? 0 });
  const stands = ({ snapshot, expiresAt, revoked }: Kept): boolean =>
    revoked === null && expiresAt > clock() && snapshots.find(snapshot) !== undefined;
  const requireSnapshot = (id: string): void => {
    if (snapshots.find(id) === undefined) {
      throw new SnapshotRefused('no-such-snapshot', 'there is no such snapshot', 'id');
    }
  };
  const change = (next: (all: readonly Kept[]) => readonly Kept[]): Promise<void> =>
    kept.change(({ items }) => ({
      items: next(items.filter(({ snapshot }) => snapshots.find(snapshot) !== undefined)),
    }));

  return {
    async share(snapshot, { days, formats, language }, by) {
      requireSnapshot(snapshot);
      if (kept.current.items.filter((one) => one.snapshot === snapshot && stands(one)).length >= MAX_SHARES) {
        throw new SnapshotRefused('full', 'take back a link of this snapshot first', 'shares', MAX_SHARES);
      }
      const token = randomBytes(16).toString('base64url');
      const at = clock();
      const made: Kept = {
        id: randomBytes(8).toString('hex'),
        snapshot,
        formats: [...new Set(formats)],
        language,
        by,
        createdAt: at,
        expiresAt: at + days * DAY_MS,
        revoked: null,
        hash: hashOf(token),
      };
      await change((all) => [...all, made]);
      return { share: shown(made), token };
    },
    list(snapshot) {
      return kept.current.items.filter((one) => one.snapshot === snapshot).map(shown);
    },
    async revoke(snapshot, id, by) {
      const known = kept.current.items.find((one) => one.id === id && one.snapshot === snapshot);
      if (known === undefined) throw new SnapshotRefused('no-such-share', 'there is no such link', 'share');
      const revoked = known.revoked ?? { at: clock(), by };
      await change((all) => all.map((one) => (one.id === id ? { ...one, revoked } : one)));
      return shown({ ...known, revoked });
    },
    open(token) {
      if (!TOKEN.test(token)) return undefined;
      const hash = hashOf(token);
      const found = kept.current.items.find((one) => one.hash === hash);
      if (found === undefined || !stands(found)) return undefined;
      opened.set(found.id, (opened.get(found.id) ?? 0) + 1);
      return shown(found);
    },
  };
}

/** The token has 128 random bits: a plain hash cannot be turned back. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
