import { useEffect } from 'react';
import { create } from 'zustand';

/** Something that the open view can do, offered to the command palette. */
export interface ViewCommand {
  /** Unique within the view. */
  readonly id: string;
  /** In the language in use. */
  readonly title: string;
  run(): void;
}

interface Offered {
  readonly commands: readonly ViewCommand[];
  offer(commands: readonly ViewCommand[]): void;
}

const useStore = create<Offered>()((set) => ({
  commands: [],
  offer: (commands) => set({ commands }),
}));

/** What the open view offers. */
export function useOfferedCommands(): readonly ViewCommand[] {
  return useStore(({ commands }) => commands);
}

/** Offers a view's commands while it is open; pass the same array until something in it changes. */
export function useViewCommands(commands: readonly ViewCommand[]): void {
  const offer = useStore((store) => store.offer);
  useEffect(() => {
    offer(commands);
    return () => offer([]);
  }, [commands, offer]);
}
