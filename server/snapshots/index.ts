import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Operator } from '../../shared/alarms/alarm.ts';
import { MAX_PERIOD_MS, MAX_SNAPSHOTS } from '../../shared/wire/snapshot-schemas.ts';
import { SNAPSHOT_ID, type SnapshotRequest, type SnapshotSummary } from '../../shared/wire/snapshots.ts';
import { makeFolder } from '../durable-file.ts';
import { log } from '../log.ts';
import {
  type Clock,
  type History,
  HistoryRefused,
  type LiveState,
  type ScheduledTaking,
  SnapshotRefused,
  type Snapshots,
  type StateAt,
} from '../ports.ts';
import { type CaptureStages, capture, type Moment } from './capture.ts';
import { createCrew } from './crew.ts';
import { openLog } from './log.ts';
import { periodOf } from './period.ts';
import { resolveScope } from './scope.ts';

const EXTENSION = '.json.gz';
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
/** How often it is looked for what has expired. */
const SWEEP_MS = 3_600_000;

export interface SnapshotOptions extends CaptureStages {
  /** The data folder's `snapshots/`. */
  readonly folder: string;
  readonly live: LiveState;
  /** Sequence of the last record that live state has. */
  readonly sequence: () => number;
  /** Null where no history is kept: then only the present can be taken. */
  readonly past: { readonly history: Pick<History, 'series' | 'stats'>; readonly stateAt: StateAt } | null;
  readonly clock: Clock;
}

/** Opens the folder of snapshots: what the log does not know, or says has gone, is deleted. */
export async function openSnapshots(options: SnapshotOptions): Promise<Snapshots> {
  const { folder, clock } = options;
  await makeFolder(folder);
  const events = await openLog(join(folder, 'log.jsonl'));
  const crew = createCrew();
  const fileOf = (id: string): string => join(folder, `${id}${EXTENSION}`);
  await deleteUnknown(folder, (id) => events.find(id) !== undefined);

  const remove = async (id: string, event: 'deleted' | 'expired', reason: string | null, by: Operator | null) => {
    await events.append({ at: clock(), event, snapshot: id, by, reason, sha256: events.find(id)?.sha256 ?? null });
    await rm(fileOf(id), { force: true });
  };
  const sweep = async (): Promise<void> => {
    for (const { id, expiresAt } of events.standing())
      if (expiresAt <= clock()) await remove(id, 'expired', null, null);
  };
  const sweepNow = (): void => {
    sweep().catch((error: unknown) => log.error({ err: error }, 'expired snapshots cannot be deleted'));
  };
  sweepNow();
  const timer = setInterval(sweepNow, SWEEP_MS);
  timer.unref();

  const find = (id: string, field = 'id'): SnapshotSummary => {
    const summary = SNAPSHOT_ID.test(id) ? events.find(id) : undefined;
    if (summary === undefined) throw new SnapshotRefused('no-such-snapshot', 'there is no such snapshot', field);
    return summary;
  };

  return {
    async take(request, by, scheduled) {
      if (events.standing().length >= MAX_SNAPSHOTS) {
        throw new SnapshotRefused('full', 'delete some snapshots first', 'snapshots', MAX_SNAPSHOTS);
      }
      const id = randomBytes(16).toString('hex');
      const captured = await captureAt(options, request, by, id);
      const facts = await crew.seal(captured, options.inventory, fileOf(id));
      const summary = summaryOf(captured.head, facts, request, scheduled);
      const { sha256 } = facts;
      const { takenAt } = captured.head;
      await events.append({ at: takenAt, event: 'taken', snapshot: id, by, reason: null, sha256, summary });
      return summary;
    },
    list: () => events.standing(),
    find: (id) => (SNAPSHOT_ID.test(id) ? events.find(id) : undefined),
    file: (id) => fileOf(find(id).id),
    async verify(id) {
      const recorded = find(id).sha256;
      const checked = await crew.check(fileOf(id));
      const problem = checked.problem ?? problemOf(checked, id, recorded);
      const chain = events.events().whole;
      return { ...checked, id, problem, ok: problem === null && chain, recorded, chain, checkedAt: clock() };
    },
    compare: async (a, b) => crew.compare(fileOf(find(a, 'a').id), fileOf(find(b, 'b').id)),
    async remove(id, reason, by) {
      await remove(find(id).id, 'deleted', reason, by);
    },
    events: () => events.events(),
    degraded: () => (events.events().whole ? [] : ['the log of snapshots was changed: its chain of hashes is broken']),
    async close() {
      clearInterval(timer);
      await crew.close();
    },
  };
}

function problemOf(checked: { id: string; computed: string | null }, id: string, recorded: string) {
  if (checked.id !== id) return 'other-id' as const;
  return checked.computed === recorded ? null : ('index-differs' as const);
}

function summaryOf(
  head: Awaited<ReturnType<typeof capture>>['head'],
  facts: Awaited<ReturnType<ReturnType<typeof createCrew>['seal']>>,
  { keepDays }: SnapshotRequest,
  scheduled: ScheduledTaking | undefined,
): SnapshotSummary {
  const { id, title, at, from, past, tier, takenAt, takenBy, scope, sequence, product, zone } = head;
  return {
    ...{ id, title, at, from, past, tier, takenAt, takenBy, scope, sequence },
    ...facts,
    productVersion: product.version,
    zone: zone.id,
    expiresAt: takenAt + keepDays * DAY_MS,
    schedule: scheduled?.schedule ?? null,
    madeUp: scheduled?.madeUp ?? false,
  };
}

/** Files of a crash before the log had them, and those whose end the log had before a crash. */
async function deleteUnknown(folder: string, isKnown: (id: string) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    const ours = name.includes(EXTENSION);
    if (ours && !(name.endsWith(EXTENSION) && isKnown(name.slice(0, -EXTENSION.length)))) {
      await rm(join(folder, name), { force: true });
    }
  }
}

async function captureAt(options: SnapshotOptions, request: SnapshotRequest, by: Operator, id: string) {
  const { inventory, live, clock, sequence, past } = options;
  const now = clock();
  const about = { id, request, by, takenAt: now };
  const scoped = resolveScope(inventory, request.scope);
  const span = spanOf(request, now);
  if (span === null) {
    const upTo = { from: 1, to: sequence() };
    const moment: Moment = { at: now, from: null, past: false, tier: 'live', sequence: upTo };
    return capture(options, live, scoped, moment, about);
  }
  if (past === null) throw new SnapshotRefused('no-history', 'this server keeps no history', span.field);
  refuseBeforeHistory(past.history, span);
  const { state, tier } = await past.stateAt(span.at);
  const moment: Moment = { at: span.at, from: span.from, past: true, tier, sequence: null };
  const captured = await capture(options, state, scoped, moment, about);
  if (span.from === null) return captured;
  const named = request.scope.resources !== undefined;
  const period = await periodOrNull(past.history, options, scoped, { from: span.from, to: span.at }, named);
  return withPeriod(captured, period);
}

function withPeriod(
  captured: Awaited<ReturnType<typeof capture>>,
  period: Awaited<ReturnType<typeof periodOf>> | null,
): Awaited<ReturnType<typeof capture>> {
  if (period !== null) return { ...captured, period };
  const missing = [...captured.head.missing, { part: 'period' as const, reason: 'failed' as const }];
  return { ...captured, head: { ...captured.head, missing } };
}

async function periodOrNull(
  history: Pick<History, 'series'>,
  { inventory }: SnapshotOptions,
  scoped: ReturnType<typeof resolveScope>,
  span: { from: number; to: number },
  named: boolean,
) {
  try {
    return await periodOf(history, inventory, scoped, span, named);
  } catch (error) {
    if (!(error instanceof HistoryRefused)) throw error;
    log.warn({ err: error }, 'a snapshot lacks the figures over its period');
    return null;
  }
}

interface Span {
  readonly at: number;
  readonly from: number | null;
  readonly field: string;
}

/** Null for the present. Whole seconds, as the past is asked for elsewhere. Throws SnapshotRefused. */
function spanOf({ at, from, to }: SnapshotRequest, now: number): Span | null {
  const whole = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS;
  if (at === undefined && from === undefined && to === undefined) return null;
  if (at !== undefined && (from !== undefined || to !== undefined)) {
    throw new SnapshotRefused('bad-period', 'a moment or a period, not both', 'at');
  }
  const end = at ?? to;
  if (end === undefined || (at === undefined && from === undefined)) {
    throw new SnapshotRefused('bad-period', 'a period needs `from` and `to`', end === undefined ? 'to' : 'from');
  }
  const field = at === undefined ? 'to' : 'at';
  if (end > now) throw new SnapshotRefused('future', 'this is not past yet', field, now);
  if (from !== undefined && (from >= end || end - from > MAX_PERIOD_MS)) {
    throw new SnapshotRefused('bad-period', '`from` lies before `to`, by at most 370 days', 'from', MAX_PERIOD_MS);
  }
  return { at: whole(end), from: from === undefined ? null : whole(from), field };
}

function refuseBeforeHistory(history: Pick<History, 'stats'>, { at, from, field }: Span): void {
  const begins = history.stats().tiers.flatMap((tier) => (tier.from === null ? [] : [tier.from]));
  const earliest = Math.min(...begins);
  if ((from ?? at) >= earliest) return;
  const limit = Number.isFinite(earliest) ? earliest : undefined;
  const where = from === null ? field : 'from';
  throw new SnapshotRefused('before-history', 'nothing is kept from so early', where, limit);
}
