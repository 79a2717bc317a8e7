import { create } from 'zustand';

const KEY = 'skyrack.desktop-notification';

/** `simulated`: of simulated alarms too, for a demo. */
export const DESKTOP_MODES = ['off', 'real', 'simulated'] as const;
export type DesktopMode = (typeof DESKTOP_MODES)[number];

interface DesktopNotification {
  /** Off until somebody asks for it. */
  readonly mode: DesktopMode;
  turn(mode: DesktopMode): void;
}

/** Whether new critical root causes are shown by the desktop, beside the page. */
export const useDesktopNotification = create<DesktopNotification>()((set) => ({
  mode: stored(),
  turn(mode) {
    set({ mode });
    try {
      window.localStorage.setItem(KEY, mode);
    } catch {
      // Kept for the page only.
    }
  },
}));

/** Those of the alarms that a mode shows. */
export function shownBy<T extends { readonly simulated: boolean }>(
  mode: DesktopMode,
  alarms: readonly T[],
): readonly T[] {
  if (mode === 'off') return [];
  return mode === 'simulated' ? alarms : alarms.filter(({ simulated }) => !simulated);
}

function stored(): DesktopMode {
  try {
    const kept = window.localStorage.getItem(KEY);
    return DESKTOP_MODES.find((mode) => mode === kept) ?? 'off';
  } catch {
    return 'off';
  }
}
