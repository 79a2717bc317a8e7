import { JOURNAL_TICK_MS } from '../shared/metrics/kept-interval.ts';
import type { SampleBatch } from '../shared/model/sample.ts';
import { log } from './log.ts';
import {
  type Alarms,
  type Clock,
  type History,
  type Journal,
  type JournalRecord,
  type LiveState,
  type Normalizer,
  Refused,
  type ReplayReport,
} from './ports.ts';

const CHECKPOINT_MS = 30_000;
/** Journal time moves so often, also when nobody sends; what is derived is written down with every sixth tick. */
const TIME_TICK_MS = 10_000;
const NOTHING: SampleBatch = {
  series: new Uint32Array(0),
  at: new Float64Array(0),
  value: new Float64Array(0),
  quality: new Uint8Array(0),
};
/** A disk without room: how often it is looked at, and how soon the next checkpoint may let old segments go. */
const ROOM_LOOK_MS = 1_000;
const ROOM_CHECKPOINT_MS = 5_000;

export interface Checkpoint {
  readonly sequence: number;
  readonly sections: ReadonlyMap<string, Uint8Array>;
}

export interface Checkpoints {
  write(sequence: number, sections: ReadonlyMap<string, Uint8Array>): Promise<void>;
}

export interface Pipeline {
  /** Checkpoint, then what the journal holds beyond it; then the start of this epoch is written down. */
  restore(saved: Checkpoint | null, epoch: number): Promise<ReplayReport>;
  /** Runs the live tick and the periodic checkpoint until stopped. */
  run(): void;
  /** How much of what `restore` replays it has replayed, 0–100. */
  replayedPercent(): number;
  /** What works less well than it should, in words. */
  degraded(): readonly string[];
  /** Everything accepted is durable and in the last checkpoint when this resolves. */
  stop(): Promise<void>;
}

/**
 * source → normalize → journal → live → stream, in one place: a durable record goes to live, to history, and back to
 * normalize (which keeps what it needs for the next batch), live and replayed alike. Ticks make it visible.
 */
export function createPipeline(stages: {
  journal: Journal;
  checkpoints: Checkpoints;
  normalizer: Normalizer;
  live: LiveState;
  alarms: Alarms;
  /** Null where no past is kept. */
  history: History | null;
  clock: Clock;
  tickMs: number;
}): Pipeline {
  const { journal, checkpoints, normalizer, live, alarms, history, clock, tickMs } = stages;
  /** What live and normalize have; history has its own watermark. */
  let applied = 0;
  let replayFrom = 0;
  let timers: NodeJS.Timeout[] = [];
  let writing: Promise<void> = Promise.resolve();
  let ticking: Promise<void> = Promise.resolve();
  let failure: string | null = null;
  let ticks = 0;
  let attemptedAt = Number.NEGATIVE_INFINITY;

  const apply = (sequence: number, record: JournalRecord): void | Promise<void> => {
    if (sequence > applied) {
      live.apply(record);
      alarms.apply(sequence, record);
      normalizer.applied(record);
      applied = sequence;
    }
    // The promise of a history that is behind is for who replays; live, `stats().refusing` closes the doors.
    return history?.apply(sequence, record);
  };

  const checkpoint = async (): Promise<void> => {
    // One synchronous turn: all sections describe the state as of the same sequence.
    const sequence = applied;
    const sections = new Map([
      ['live', live.save()],
      ['normalize', normalizer.save()],
      ['alarms', alarms.save()],
    ]);
    await checkpoints.write(sequence, sections);
    await journal.release(history === null ? sequence : Math.min(sequence, history.watermark));
  };

  /** Not fatal when it fails: the journal still holds everything since the last one, a start only takes longer. */
  const attempt = async (): Promise<void> => {
    attemptedAt = clock();
    try {
      await checkpoint();
      failure = null;
    } catch (error) {
      log.error({ err: error }, 'checkpoint failed');
      failure = `the last checkpoint could not be written: ${error instanceof Error ? error.message : error}`;
    }
  };

  /** A checkpoint lets segments go, which may be all the room that is missing. */
  const makeRoom = (): void => {
    const { readOnly, segments } = journal.stats();
    if (!readOnly || segments < 2 || Math.abs(clock() - attemptedAt) < ROOM_CHECKPOINT_MS) return;
    writing = writing.then(attempt);
  };

  /** A tick that finds no room is left out: what it says is worked out again a minute later. */
  const writeTick = async (isWhole: boolean): Promise<void> => {
    try {
      const at = clock();
      await journal.append({ type: 'tick', at, batch: isWhole ? live.derived(at) : NOTHING });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  };

  /** A server without room still shows what it has. */
  const writeStart = async (epoch: number): Promise<void> => {
    try {
      await journal.append({ type: 'start', at: clock(), epoch });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      log.warn({ reason: error.reason }, 'this start could not be written down');
    }
  };

  return {
    async restore(saved, epoch) {
      const liveBytes = saved?.sections.get('live');
      const normalizeBytes = saved?.sections.get('normalize');
      const usable =
        saved !== null && liveBytes !== undefined && normalizeBytes !== undefined && saved.sequence <= journal.sequence;
      const loaded = usable && live.load(liveBytes);
      if (loaded) normalizer.load(normalizeBytes);
      const alarmBytes = saved?.sections.get('alarms');
      const alarmsLost = loaded && !(alarmBytes !== undefined && alarms.load(alarmBytes));
      applied = loaded ? saved.sequence : 0;
      replayFrom = history === null ? applied : Math.min(applied, history.watermark);
      const report = await journal.replay(replayFrom, apply);
      alarms.resume();
      journal.onDurable(apply);
      await writeStart(epoch);
      live.runTick(clock());
      if (alarmsLost) {
        const line = 'the checkpoint has no alarms that fit: the list begins anew';
        return { ...report, degraded: [...report.degraded, line] };
      }
      if (saved === null || loaded) return report;
      return {
        ...report,
        degraded: [...report.degraded, 'checkpoint does not fit this zone or journal: replayed all'],
      };
    },
    run() {
      timers = [
        setInterval(() => live.runTick(clock()), tickMs),
        setInterval(() => {
          writing = writing.then(attempt);
        }, CHECKPOINT_MS),
        setInterval(makeRoom, ROOM_LOOK_MS),
        setInterval(() => {
          ticking = writeTick(ticks++ % (JOURNAL_TICK_MS / TIME_TICK_MS) === 0);
        }, TIME_TICK_MS),
      ];
    },
    replayedPercent() {
      const records = journal.sequence - replayFrom;
      return records <= 0 ? 100 : Math.floor((100 * (applied - replayFrom)) / records);
    },
    degraded() {
      const full = journal.stats().readOnly ? ['the disk is short of room: no data is taken until there is some'] : [];
      const past = [...(history === null ? [] : history.stats().degraded), ...alarms.stats().degraded];
      return failure === null ? [...full, ...past] : [...full, failure, ...past];
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([writing, ticking]);
      // Until when we watched: the next start tells downtime from there.
      await writeTick(false);
      await journal.flushed();
      // It applies what it can on the way; what a store elsewhere does not take now is in the journal for the next start.
      await history?.close();
      await attempt();
      alarms.close();
      await journal.close();
    },
  };
}
