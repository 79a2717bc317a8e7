import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { notificationLogSchema } from '../../shared/wire/notification-schemas.ts';
import type { NoticeType, NotificationLog, NotificationLogQuery } from '../../shared/wire/notifications.ts';
import type { Message } from '../ports.ts';
import type { Told } from './decide.ts';
import type { Queued } from './next-send.ts';

/** The log is for a look back, not for ever. */
const KEPT_ENTRIES = 5_000;
const SCHEMA_VERSION = 1;

export interface OutboxMessage extends Queued {
  readonly channel: string;
  readonly type: NoticeType;
  readonly message: Message;
}

type Entry = NotificationLog['entries'][number];
type Unnumbered<T> = T extends unknown ? Omit<T, 'number'> : never;
export type LogEntry = Unnumbered<Entry>;

/**
 * notify.db: what has been told of which alarm, what waits to be sent, and the log. What is decided and what follows from
 * it are one transaction, synchronous=FULL: a message is sent at least once, whenever the process dies.
 */
export interface NotifyStore {
  told(): Map<string, Told>;
  /** Oldest first. */
  outbox(): OutboxMessage[];
  /** Durable when it returns. A message whose id is there already changes nothing. */
  decided(told: ReadonlyMap<string, Told | null>, messages: readonly OutboxMessage[]): void;
  /** Some become one: durable when it returns. */
  gathered(ids: readonly string[], digest: OutboxMessage): void;
  /** They are over, sent or not: durable when it returns, with what the log says of them. */
  settled(ids: readonly string[], entries: readonly LogEntry[]): void;
  /** Newest first. */
  log(query: NotificationLogQuery): NotificationLog;
  close(): void;
}

const versionRow = z.object({ user_version: z.int() });
const toldRow = z.object({ alarm: z.string(), body: z.string() });
const outboxRow = z.object({ body: z.string() });
const logRow = z.object({ number: z.number(), body: z.string() });

/** Throws when the file cannot be used. */
export function openNotifyStore(file: string): NotifyStore {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;');
  // A start on a disk without room writes nothing: all is there already.
  if (versionOf(db) < SCHEMA_VERSION) makeTables(db);
  const putTold = db.prepare('INSERT OR REPLACE INTO told (alarm, body) VALUES (?, ?)');
  const dropTold = db.prepare('DELETE FROM told WHERE alarm = ?');
  const putMessage = db.prepare('INSERT OR IGNORE INTO outbox (id, body) VALUES (?, ?)');
  const dropMessage = db.prepare('DELETE FROM outbox WHERE id = ?');
  const putEntry = db.prepare('INSERT INTO log (of, body) VALUES (?, ?)');
  const trim = db.prepare('DELETE FROM log WHERE number <= (SELECT max(number) FROM log) - ?');

  const decided = db.transaction((told: ReadonlyMap<string, Told | null>, messages: readonly OutboxMessage[]) => {
    for (const [alarm, one] of told) {
      if (one === null) dropTold.run(alarm);
      else putTold.run(alarm, JSON.stringify(one));
    }
    for (const message of messages) putMessage.run(message.id, JSON.stringify(message));
  });
  const settled = db.transaction((ids: readonly string[], entries: readonly LogEntry[]) => {
    for (const id of ids) dropMessage.run(id);
    for (const entry of entries) putEntry.run(entry.of, JSON.stringify(entry));
    if (entries.length > 0) trim.run(KEPT_ENTRIES);
  });

  const gathered = db.transaction((ids: readonly string[], digest: OutboxMessage) => {
    for (const id of ids) dropMessage.run(id);
    putMessage.run(digest.id, JSON.stringify(digest));
  });

  return {
    told() {
      const rows = z.array(toldRow).parse(db.prepare('SELECT alarm, body FROM told').all());
      return new Map(rows.map(({ alarm, body }) => [alarm, JSON.parse(body) as Told]));
    },
    outbox() {
      const rows = z.array(outboxRow).parse(db.prepare('SELECT body FROM outbox ORDER BY number').all());
      return rows.map(({ body }) => JSON.parse(body) as OutboxMessage);
    },
    decided: (told, messages) => void decided(told, messages),
    gathered: (ids, digest) => void gathered(ids, digest),
    settled: (ids, entries) => void settled(ids, entries),
    log({ of, limit }) {
      const where = of === undefined ? '' : 'WHERE of = ?';
      const rows = db
        .prepare(`SELECT number, body FROM log ${where} ORDER BY number DESC LIMIT ?`)
        .all(...(of === undefined ? [] : [of]), limit);
      const entries = z
        .array(logRow)
        .parse(rows)
        .map(({ number, body }) => ({ ...JSON.parse(body), number }) as unknown);
      return notificationLogSchema.parse({ entries });
    },
    close() {
      db.close();
    },
  };
}

function versionOf(db: Database.Database): number {
  return versionRow.parse(db.prepare('PRAGMA user_version').get()).user_version;
}

function makeTables(db: Database.Database): void {
  db.exec(`CREATE TABLE IF NOT EXISTS told (alarm TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY AUTOINCREMENT, of TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS log_of ON log (of, number);
    PRAGMA user_version=${SCHEMA_VERSION};`);
}
