import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import type { AlarmRecord, Operator } from '../../shared/alarms/alarm.ts';
import type { Transition } from '../../shared/alarms/life-cycle.ts';
import type { PerceivedSeverity } from '../../shared/alarms/severity.ts';
import type { AlarmStep } from '../../shared/wire/alarm-schemas.ts';
import { log } from '../log.ts';
import { Refused } from '../ports.ts';
import type { Step } from './alarm-list.ts';

/** Refusals are kept for a look back, not for ever. */
const KEPT_REFUSALS = 10_000;
const SCHEMA_VERSION = 2;
/** When an action may be tried again that a full disk refused, s. */
const RETRY_AFTER_S = 5;
const FULL = 2;

/**
 * The file alarms.db: what operators did (each durable before they hear of it), every step of every record, and what was
 * refused. synchronous=FULL, so that a power cut takes nothing that was acknowledged.
 */
export interface AlarmStore {
  /**
   * Durable when it returns. `after`: sequence of the last journal record that was applied before it. Throws Refused
   * `read-only` when the disk takes nothing; nothing is written then.
   */
  addInput(after: number, at: number, body: string): number;
  /** Inputs numbered above `number`, oldest first. */
  inputsAfter(number: number): readonly StoredInput[];
  /** Durable when it returns; a step that is there already (a replay) changes nothing. */
  addSteps(steps: readonly Step[]): void;
  /** Best effort: a disk without room forgets refusals. */
  addRefusal(at: number, body: string): void;
  stepsOf(alarm: string): readonly AlarmStep[];
  /** Newest first. */
  steps(query: {
    under?: readonly string[] | undefined;
    from: number;
    to: number;
    limit: number;
  }): readonly AlarmStep[];
  /** The newest version of a record that was ever written. */
  newest(alarm: string): AlarmRecord | undefined;
  /** The list as it was: the last version of every record at that moment that was listed then. */
  listAt(at: number): readonly AlarmRecord[];
  /** Journal time of the oldest step, null before the first. */
  oldestAt(): number | null;
  /** Steps of records of these rules that stood within a period (UTC ms), by record, oldest first. */
  outageRows(query: { rules: readonly string[]; from: number; to: number }): readonly OutageRow[];
  /** We watch from `at` on, and did not since `downFrom` (UTC ms). Durable when it returns; again, it changes nothing. */
  noteStart(at: number, downFrom: number): void;
  /** When we watched; what has no end yet ends `now`. */
  watchedSpans(now: number): readonly { readonly from: number; readonly to: number }[];
  bytes(): number;
  close(): void;
}

export interface StoredInput {
  readonly number: number;
  readonly after: number;
  readonly at: number;
  readonly body: string;
}

/** A step as far as it says whether a resource is in service. Times are UTC ms. */
export interface OutageRow {
  readonly alarm: string;
  readonly resource: string;
  readonly rule: string;
  readonly transition: string;
  /** Journal time. */
  readonly at: number;
  /** Event time of the last raise or change. */
  readonly changedAt: number;
  readonly clearedAt: number | null;
  readonly unknownSince: number | null;
  readonly maintenance: string | null;
}

const stepRow = z.object({
  alarm: z.string(),
  version: z.number(),
  at: z.number(),
  transition: z.string(),
  severity: z.string(),
  resource: z.string(),
  rule: z.string(),
  by: z.string().nullable(),
  note: z.string().nullable(),
});
const inputRow = z.object({ number: z.number(), after: z.number(), at: z.number(), body: z.string() });
const outageRow = z.object({
  alarm: z.string(),
  resource: z.string(),
  rule: z.string(),
  transition: z.string(),
  at: z.number(),
  changedAt: z.number(),
  clearedAt: z.number().nullable(),
  unknownSince: z.number().nullable(),
  maintenance: z.string().nullable(),
});
const spanRow = z.object({ started: z.number(), ended: z.number().nullable() });
const recordRow = z.object({ record: z.string() });

const TABLES = `
  CREATE TABLE IF NOT EXISTS inputs (number INTEGER PRIMARY KEY, after INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS steps (
    alarm TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, transition TEXT NOT NULL, severity TEXT NOT NULL,
    resource TEXT NOT NULL, rule TEXT NOT NULL, listed INTEGER NOT NULL, by TEXT, note TEXT, record TEXT NOT NULL,
    PRIMARY KEY (alarm, version)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS steps_by_time ON steps (at);
  CREATE INDEX IF NOT EXISTS steps_by_resource ON steps (resource, at);
  CREATE INDEX IF NOT EXISTS steps_by_rule ON steps (rule, at);
  CREATE TABLE IF NOT EXISTS watched (started INTEGER PRIMARY KEY, ended INTEGER);
  CREATE TABLE IF NOT EXISTS refusals (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL);
`;
const OUTAGE_ROWS = `
  SELECT alarm, resource, rule, transition, at, json_extract(record, '$.changedAt') AS changedAt,
    json_extract(record, '$.clearance.at') AS clearedAt, json_extract(record, '$.unknownSince') AS unknownSince,
    json_extract(record, '$.maintenance') AS maintenance
  FROM steps WHERE at < :to AND alarm IN (
    SELECT alarm FROM steps WHERE at >= :from AND at < :to AND rule IN (SELECT value FROM json_each(:rules))
    UNION
    SELECT alarm FROM (
      SELECT alarm, record, max(version) FROM steps
      WHERE at < :from AND rule IN (SELECT value FROM json_each(:rules)) GROUP BY alarm)
    WHERE json_extract(record, '$.clearance') IS NULL)
  ORDER BY alarm, version`;
const STEP_COLUMNS = 'alarm, version, at, transition, severity, resource, rule, by, note';

/** Opens or makes the file. Throws when it cannot be written or will not sync fully. */
export function openAlarmStore(file: string): AlarmStore {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${FULL}`);
  if (pragma(db, 'synchronous') !== FULL) throw new Error(`${file}: synchronous=FULL was not taken`);
  const version = pragma(db, 'user_version');
  if (version > SCHEMA_VERSION) throw new Error(`${file} was written by a newer Skyrack (${version})`);
  // A start on a disk without room writes nothing: all is there already.
  if (version < SCHEMA_VERSION) {
    db.exec(TABLES);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  }

  const insertInput = db.prepare('INSERT INTO inputs (after, at, body) VALUES (?, ?, ?)');
  const insertStep = db.prepare(
    `INSERT OR IGNORE INTO steps (${STEP_COLUMNS}, listed, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertRefusal = db.prepare('INSERT INTO refusals (at, body) VALUES (?, ?)');
  const trimRefusals = db.prepare('DELETE FROM refusals WHERE number <= (SELECT max(number) FROM refusals) - ?');
  // One that heard nothing before it ended lasted no time.
  const endWatch = db.prepare('UPDATE watched SET ended = max(started, ?) WHERE ended IS NULL AND started < ?');
  const beginWatch = db.prepare(
    'INSERT OR IGNORE INTO watched (started) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM watched WHERE ended IS NULL)',
  );
  const insertSteps = db.transaction((rows: readonly (readonly unknown[])[]) => {
    for (const row of rows) insertStep.run(...row);
  });

  return {
    addInput(after, at, body) {
      try {
        return Number(insertInput.run(after, at, body).lastInsertRowid);
      } catch (error) {
        log.warn({ err: error }, 'an operator action or report could not be written down');
        throw new Refused('read-only', RETRY_AFTER_S);
      }
    },
    inputsAfter(number) {
      const rows = db
        .prepare('SELECT number, after, at, body FROM inputs WHERE number > ? ORDER BY number')
        .all(number);
      return z.array(inputRow).parse(rows);
    },
    addSteps(steps) {
      if (steps.length > 0) insertSteps(steps.map(rowOf));
    },
    addRefusal(at, body) {
      try {
        insertRefusal.run(at, body);
        trimRefusals.run(KEPT_REFUSALS);
      } catch (error) {
        log.warn({ err: error, refusal: body }, 'a refusal could not be written down');
      }
    },
    stepsOf(alarm) {
      return toSteps(db.prepare(`SELECT ${STEP_COLUMNS} FROM steps WHERE alarm = ? ORDER BY version`).all(alarm));
    },
    steps({ under, from, to, limit }) {
      const within = under === undefined ? '' : 'AND resource IN (SELECT value FROM json_each(?))';
      const sql = `SELECT ${STEP_COLUMNS} FROM steps WHERE at >= ? AND at < ? ${within} ORDER BY at DESC, alarm, version DESC LIMIT ?`;
      return toSteps(db.prepare(sql).all(from, to, ...(under === undefined ? [] : [JSON.stringify(under)]), limit));
    },
    newest(alarm) {
      const row = db.prepare('SELECT record FROM steps WHERE alarm = ? ORDER BY version DESC LIMIT 1').get(alarm);
      return row === undefined ? undefined : toRecord(row);
    },
    listAt(at) {
      const rows = db
        .prepare(
          `SELECT s.record FROM steps s JOIN (SELECT alarm, max(version) AS version FROM steps WHERE at <= ? GROUP BY alarm) last
           ON s.alarm = last.alarm AND s.version = last.version WHERE s.listed = 1`,
        )
        .all(at);
      return rows.map(toRecord);
    },
    oldestAt() {
      const row = z.object({ at: z.number().nullable() }).parse(db.prepare('SELECT min(at) AS at FROM steps').get());
      return row.at;
    },
    outageRows({ rules, from, to }) {
      return z.array(outageRow).parse(db.prepare(OUTAGE_ROWS).all({ from, to, rules: JSON.stringify(rules) }));
    },
    noteStart(at, downFrom) {
      endWatch.run(downFrom, at);
      beginWatch.run(at);
    },
    watchedSpans(now) {
      const rows = z.array(spanRow).parse(db.prepare('SELECT started, ended FROM watched ORDER BY started').all());
      return rows.map(({ started, ended }) => ({ from: started, to: Math.max(started, ended ?? now) }));
    },
    bytes: () => pragma(db, 'page_count') * pragma(db, 'page_size'),
    close() {
      db.close();
    },
  };
}

function pragma(db: InstanceType<typeof Database>, name: string): number {
  return Number(Object.values(z.record(z.string(), z.unknown()).parse(db.prepare(`PRAGMA ${name}`).get()))[0]);
}

function rowOf({ record, transition, at, by, note }: Step): readonly unknown[] {
  const { id, version, severity, resource, rule, clearance, acknowledgement } = record;
  const listed = clearance === null || acknowledgement === null ? 1 : 0;
  const who = by === null ? null : JSON.stringify(by);
  return [id, version, at, transition, severity, resource, rule, who, note, listed, JSON.stringify(record)];
}

function toSteps(rows: readonly unknown[]): readonly AlarmStep[] {
  return z
    .array(stepRow)
    .parse(rows)
    .map(({ by, transition, severity, ...row }) => ({
      ...row,
      transition: transition as Transition,
      severity: severity as PerceivedSeverity,
      by: by === null ? null : (JSON.parse(by) as Operator),
    }));
}

function toRecord(row: unknown): AlarmRecord {
  return JSON.parse(recordRow.parse(row).record) as AlarmRecord;
}
