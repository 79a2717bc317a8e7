/** Small numbers for the names of sources; 0 stands for none. */
export interface Sources {
  /** Grows in place, so that a reader may keep it. */
  readonly names: readonly string[];
  number(name: string): number;
  restore(names: readonly string[]): void;
}

const MAX_SOURCES = 65_535;

export function createSources(): Sources {
  const names: string[] = [''];
  const numbers = new Map<string, number>();
  return {
    names,
    number(name) {
      let number = numbers.get(name);
      if (number === undefined) {
        if (names.length > MAX_SOURCES) return 0;
        number = names.push(name) - 1;
        numbers.set(name, number);
      }
      return number;
    },
    restore(saved) {
      names.length = 0;
      names.push(...saved);
      numbers.clear();
      saved.forEach((name, number) => {
        if (number > 0) numbers.set(name, number);
      });
    },
  };
}
