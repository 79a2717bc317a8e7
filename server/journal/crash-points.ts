/**
 * Moments at which the process may die while it writes the journal or a checkpoint, and at which the tests make it die
 * (server/crash-point.ts). Each stands right before or right after something becomes true on disk.
 */
export const JOURNAL_CRASH_POINTS = [
  /** The journal is open: the marker of a clean stop is gone, the tail is mended, nothing new is written. */
  'journal:opened',
  /** What followed the last good record is copied, and still in its segment too. */
  'journal:set-aside',
  /** A segment has been replayed. */
  'journal:replayed',
  /** A group of records is about to be written, is written, is durable, and is known to all but its senders. */
  'journal:before-write',
  'journal:after-write',
  'journal:after-sync',
  'journal:after-apply',
  /** The newest segment is closed, and there is no other yet; there is another, without a record. */
  'journal:before-new-segment',
  'journal:after-new-segment',
  /** The checkpoint that lets segments go is durable; a segment has gone. */
  'journal:before-release',
  'journal:release',
  /** All is durable, without the marker of a clean stop; with it. */
  'journal:before-clean-stop',
  'journal:after-clean-stop',
] as const;
export type JournalCrashPoint = (typeof JOURNAL_CRASH_POINTS)[number];

export const CHECKPOINT_CRASH_POINTS = [
  /** Its sections are taken, nothing is written. */
  'checkpoint:before-write',
  /** It is durable under a name that means nothing. */
  'checkpoint:before-rename',
  /** It has its name, which is not durable yet. */
  'checkpoint:after-rename',
  /** It is durable; what it supersedes is still there. */
  'checkpoint:after-write',
] as const;
export type CheckpointCrashPoint = (typeof CHECKPOINT_CRASH_POINTS)[number];
