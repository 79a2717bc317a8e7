import { create } from 'zustand';

const KEY = 'skyrack.alarm-sound';

interface AlarmSound {
  /** New critical alarms are heard. Off until somebody asks for it. */
  readonly on: boolean;
  /** The browser holds the tone back until somebody presses something on the page (its autoplay policy). */
  readonly blocked: boolean;
  turn(on: boolean): void;
  block(blocked: boolean): void;
}

export const useAlarmSound = create<AlarmSound>()((set) => ({
  on: stored(),
  blocked: false,
  turn(on) {
    set({ on });
    try {
      window.localStorage.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // Kept for the page only.
    }
  },
  block: (blocked) => set({ blocked }),
}));

function stored(): boolean {
  try {
    return window.localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}
