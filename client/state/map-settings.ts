import { create } from 'zustand';
import { MAP_KEY, type MapChoices, readMapChoices } from './initial-map-settings.ts';

export interface MapSettings extends MapChoices {
  choose(choices: Partial<MapChoices>): void;
}

/** How this browser shows the map. Kept in its storage; storage that is forbidden keeps it for the page only. */
export const useMapSettings = create<MapSettings>()((set, get) => ({
  ...readMapChoices(stored()),
  choose(choices) {
    set(choices);
    const { base, opacityPercent, crs } = get();
    try {
      window.localStorage.setItem(MAP_KEY, JSON.stringify({ base, opacityPercent, crs }));
    } catch {
      // Kept for the page only.
    }
  },
}));

function stored(): string | null {
  try {
    return window.localStorage.getItem(MAP_KEY);
  } catch {
    return null;
  }
}
