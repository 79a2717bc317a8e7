import type { Buckets } from '../../ports.ts';
import type { Answer } from './protocol.ts';

/**
 * The memory of an answer's buckets, to be handed over: a copy that stays behind in the engine's thread is garbage outside
 * of V8's heap, for which it marks the whole heap.
 */
export function answerBuffers(answer: Answer): ArrayBuffer[] {
  const buckets: Buckets[] = [];
  if (answer !== null && 'series' in answer) buckets.push(...answer.series);
  if (answer !== null && 'groups' in answer) buckets.push(...answer.groups.map((group) => group.buckets));
  return buckets.flatMap((columns) => Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer));
}
