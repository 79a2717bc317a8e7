/** The durable log, the lock of the data folder and the checkpoints. */
export { openCheckpoints } from './checkpoint.ts';
export type { JournalInventory } from './dictionary-file.ts';
export { FolderLocked, lockFolder } from './folder-lock.ts';
export { JournalFailed } from './group-commit.ts';
export { type JournalOptions, openJournal } from './open-journal.ts';
export { readJournal, readRecords } from './read-journal.ts';
