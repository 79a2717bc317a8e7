import { create } from 'zustand';
import type { Severity } from '../../shared/model/sample.ts';

interface AttentionFilter {
  /** The one state that the list shows, null for all. */
  readonly severity: Severity | null;
  toggle(severity: Severity): void;
  clear(): void;
}

/** Pressing a count in the top bar narrows the dock's list to that state; pressing again shows all. */
export const useAttentionFilter = create<AttentionFilter>()((set) => ({
  severity: null,
  toggle: (severity) => set((before) => ({ severity: before.severity === severity ? null : severity })),
  clear: () => set({ severity: null }),
}));
