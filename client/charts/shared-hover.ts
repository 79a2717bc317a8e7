/** The moment under the pointer, shared by panels that stand together; null for none. */
export interface SharedHover {
  get(): number | null;
  set(at: number | null): void;
  subscribe(listener: () => void): () => void;
}

export function createSharedHover(): SharedHover {
  const listeners = new Set<() => void>();
  let moment: number | null = null;
  return {
    get: () => moment,
    set(at) {
      if (at === moment) return;
      moment = at;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
