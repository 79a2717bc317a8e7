import type { SnapshotComparison, SnapshotFormat } from '../../../shared/wire/snapshots.ts';
import type { ExportInput, LabelSheet } from '../../ports.ts';

export type ToWorker =
  | {
      readonly type: 'snapshot';
      /** The kept file: the document, gzipped. */
      readonly file: string;
      readonly format: SnapshotFormat;
      readonly language: ExportInput['language'];
    }
  | {
      readonly type: 'comparison';
      readonly comparison: SnapshotComparison;
      readonly format: 'csv' | 'pdf';
      readonly language: ExportInput['language'];
    }
  | { readonly type: 'labels'; readonly sheet: LabelSheet };

/** One answer to each, in order. */
export type FromWorker =
  | { readonly type: 'written'; readonly bytes: Uint8Array }
  | { readonly type: 'failed'; readonly message: string };
