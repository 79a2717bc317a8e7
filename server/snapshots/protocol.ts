import type { Resource, ResourceKind } from '../../shared/model/resource.ts';
import type { SnapshotComparison } from '../../shared/wire/snapshots.ts';
import type { Captured, SealedFacts } from './captured.ts';
import type { Checked } from './document.ts';

/** What the worker is told. Resources of the next `seal` come before it, in slices. */
export type ToWorker =
  | { readonly type: 'resources'; readonly kind: ResourceKind; readonly resources: readonly Resource[] }
  | { readonly type: 'seal'; readonly captured: Captured; readonly path: string }
  | { readonly type: 'check'; readonly path: string }
  | { readonly type: 'compare'; readonly a: string; readonly b: string };

/** Its answers, one to each that is not `resources`, in order. */
export type FromWorker =
  | { readonly type: 'sealed'; readonly facts: SealedFacts }
  | { readonly type: 'checked'; readonly checked: Checked }
  | { readonly type: 'compared'; readonly comparison: SnapshotComparison }
  | { readonly type: 'failed'; readonly message: string };
