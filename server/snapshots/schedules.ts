import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MAX_SCHEDULES, snapshotScheduleSchema } from '../../shared/wire/snapshot-schedule-schemas.ts';
import {
  FORMAT_FILES,
  type SnapshotRequest,
  type SnapshotSchedule,
  type SnapshotScheduleRequest,
  type SnapshotSummary,
} from '../../shared/wire/snapshots.ts';
import { openKeptFile } from '../kept-file.ts';
import { log } from '../log.ts';
import {
  type Clock,
  type Delivery,
  DeliveryFailed,
  type Exports,
  HistoryRefused,
  type Inventory,
  SnapshotRefused,
  type SnapshotSchedules,
  type Snapshots,
} from '../ports.ts';
import { messageOf } from './message.ts';
import { latestDue, nextDue, previousDue, type Rhythm } from './rhythm.ts';
import { resolveScope } from './scope.ts';

/** What is later than this was missed: the server did not run when it was due. */
const MISSED_MS = 5 * 60_000;

const keptSchema = z.object({ items: z.array(snapshotScheduleSchema) });
interface Kept {
  readonly items: readonly SnapshotSchedule[];
}
type Last = NonNullable<SnapshotSchedule['last']>;
type Progress = NonNullable<SnapshotSchedule['progress']>;

export interface ScheduleStages {
  /** A JSON file in the snapshots' folder. */
  readonly file: string;
  readonly inventory: Inventory;
  readonly snapshots: Pick<Snapshots, 'take' | 'list' | 'file'>;
  readonly exports: Pick<Exports, 'write'>;
  /** Null where nothing leaves the house. */
  readonly delivery: Delivery | null;
  readonly clock: Clock;
}

/** Opens the schedules. Nothing runs by itself: `runDue` is called every few seconds. */
export async function openSchedules(stages: ScheduleStages): Promise<SnapshotSchedules> {
  const { file, inventory, delivery, clock } = stages;
  const kept = await openKeptFile<Kept>(file, keptSchema, { items: [] });
  let running: { readonly id: string; readonly progress: Progress } | null = null;
  let turn: Promise<void> | null = null;

  const shown = (schedule: SnapshotSchedule): SnapshotSchedule => ({
    ...schedule,
    nextAt: nextDue(schedule, clock()),
    running: running?.id === schedule.id,
    progress: running?.id === schedule.id ? running.progress : null,
  });
  const change = (next: (all: readonly SnapshotSchedule[]) => readonly SnapshotSchedule[]): Promise<void> =>
    kept.change(({ items }) => ({ items: next(items) }));
  const put = (id: string, last: Last): Promise<void> =>
    change((all) => all.map((one) => (one.id === id ? { ...one, last } : one)));

  const run = async (schedule: SnapshotSchedule): Promise<void> => {
    const now = clock();
    const due = latestDue(schedule, schedule.last?.dueAt ?? schedule.createdAt, now);
    if (due === null) return;
    const { dueAt, runs } = due;
    const late = now - dueAt > MISSED_MS;
    const missed = late ? runs : runs - 1;
    const say = (step: Progress['step'], done: number): void => {
      running = { id: schedule.id, progress: { step, done, of: schedule.delivery?.formats.length ?? 0 } };
    };
    say('taking', 0);
    const taken = await takeFor(stages, schedule, dueAt, late, missed > 0);
    const said: Last = {
      dueAt,
      ranAt: now,
      snapshot: taken.snapshot?.id ?? null,
      missed,
      problem: taken.problem,
      delivered: 'none',
      deliveryProblem: null,
    };
    await put(schedule.id, said);
    if (taken.snapshot === null || schedule.delivery === null) return;
    const problem = await deliver(stages, schedule, taken.snapshot, missed, say);
    await put(schedule.id, { ...said, delivered: problem === null ? 'sent' : 'failed', deliveryProblem: problem });
  };

  const runAll = async (): Promise<void> => {
    for (const schedule of kept.current.items) {
      try {
        await run(schedule);
      } catch (error) {
        // Its disk failed: nothing is written down, so it is still due.
        log.error({ err: error, schedule: schedule.id }, 'a scheduled snapshot could not be worked on');
      } finally {
        running = null;
      }
    }
  };

  return {
    list: () => kept.current.items.map(shown),
    async add(request, by) {
      if (kept.current.items.length >= MAX_SCHEDULES) {
        throw new SnapshotRefused('full', 'remove a schedule first', 'schedules', MAX_SCHEDULES);
      }
      resolveScope(inventory, request.scope);
      const { channel } = request.delivery ?? {};
      if (channel !== undefined && !delivery?.channels().some(({ id }) => id === channel)) {
        throw new SnapshotRefused('no-such-channel', 'there is no such channel', 'delivery.channel');
      }
      const schedule = made(request, inventory.zone.timeZone, by, clock());
      // Throws for a calendar that there is not.
      nextDue(schedule, clock());
      await change((all) => [...all, schedule]);
      return shown(schedule);
    },
    async remove(id) {
      if (!kept.current.items.some((one) => one.id === id)) {
        throw new SnapshotRefused('no-such-schedule', 'there is no such schedule', 'id');
      }
      await change((all) => all.filter((one) => one.id !== id));
    },
    runDue() {
      turn ??= runAll().finally(() => {
        turn = null;
      });
      return turn;
    },
    degraded: () => [
      ...kept.degraded,
      ...kept.current.items.flatMap(({ title, last }) => {
        const problem = last?.problem ?? last?.deliveryProblem ?? null;
        return problem === null ? [] : [`the scheduled snapshot “${title}” failed: ${problem}`];
      }),
    ],
  };
}

function made(
  request: SnapshotScheduleRequest,
  timeZone: string,
  by: SnapshotSchedule['by'],
  at: number,
): SnapshotSchedule {
  const { operator: _, weekday = null, day = null, ...rest } = request;
  const rhythm: Rhythm = { ...rest, weekday, day, timeZone: request.timeZone ?? timeZone };
  return {
    ...rest,
    ...rhythm,
    id: randomBytes(8).toString('hex'),
    by,
    createdAt: at,
    nextAt: null,
    running: false,
    progress: null,
    last: null,
  };
}

/** A run that is not late takes the present. One that is late takes the moment it was due at, as far as that is kept. */
async function takeFor(
  { snapshots }: ScheduleStages,
  schedule: SnapshotSchedule,
  dueAt: number,
  late: boolean,
  madeUp: boolean,
): Promise<{ snapshot: SnapshotSummary | null; problem: string | null }> {
  // A crash between taking and writing that down.
  const known = snapshots.list().find((one) => one.schedule === schedule.id && one.takenAt >= dueAt);
  if (known !== undefined) return { snapshot: known, problem: null };
  const { id, title, scope, keepDays, by } = schedule;
  const begin = schedule.period ? previousDue(schedule, dueAt) : null;
  const request: SnapshotRequest = { operator: by.name, title, scope, viewport: null, keepDays };
  const moment = begin === null ? (late ? { at: dueAt } : {}) : { from: begin, to: dueAt };
  const take = (when: object) => snapshots.take({ ...request, ...when }, by, { schedule: id, madeUp });
  try {
    return { snapshot: await take(moment), problem: null };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (Object.keys(moment).length === 0) return { snapshot: null, problem: error.message };
    log.warn({ err: error, schedule: id }, 'a scheduled snapshot is of the present: its moment is not kept');
  }
  try {
    return { snapshot: await take({}), problem: null };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { snapshot: null, problem: error.message };
  }
}

function isRefusal(error: unknown): error is SnapshotRefused | HistoryRefused {
  return error instanceof SnapshotRefused || error instanceof HistoryRefused;
}

/** Null when it was taken, else why not. */
async function deliver(
  { delivery, exports, snapshots, inventory }: ScheduleStages,
  schedule: SnapshotSchedule,
  snapshot: SnapshotSummary,
  missed: number,
  say: (step: Progress['step'], done: number) => void,
): Promise<string | null> {
  const { channel, formats, language } = schedule.delivery!;
  if (delivery === null) return 'nothing leaves this server';
  try {
    const attachments = [];
    for (const [done, format] of formats.entries()) {
      say('writing', done);
      const bytes = await exports.write(snapshots.file(snapshot.id), format, language);
      const { type, extension } = FORMAT_FILES[format];
      attachments.push({ name: `skyrack-${snapshot.zone}-${snapshot.id.slice(0, 8)}.${extension}`, type, bytes });
    }
    say('sending', formats.length);
    await delivery.deliver(channel, { ...messageOf(schedule, snapshot, missed, inventory.zone), attachments });
    return null;
  } catch (error) {
    if (!(error instanceof DeliveryFailed || error instanceof SnapshotRefused)) throw error;
    return error.message;
  }
}
