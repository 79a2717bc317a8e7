/** Things by what makes them equal. */
export interface Distinct {
  /** By thing: the number of its kind, from 0 in order of appearance. */
  readonly kindOf: Int32Array;
  /** By kind: the first thing of it. */
  readonly firsts: readonly number[];
}

/** Numbers the kinds among `count` things; equal keys are one kind. */
export function distinct(count: number, keyOf: (index: number) => string): Distinct {
  const kinds = new Map<string, number>();
  const firsts: number[] = [];
  const kindOf = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    const key = keyOf(index);
    let kind = kinds.get(key);
    if (kind === undefined) {
      kind = firsts.push(index) - 1;
      kinds.set(key, kind);
    }
    kindOf[index] = kind;
  }
  return { kindOf, firsts };
}
