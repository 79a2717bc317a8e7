import { create } from 'zustand';

export type OverlayName = 'keys' | 'commands' | 'settings' | 'scenarios';

interface Overlay {
  /** The dialog that lies over the frame, null for none: there is never more than one. */
  readonly open: OverlayName | null;
  show(name: OverlayName): void;
  close(): void;
}

export const useOverlay = create<Overlay>()((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));
