import type { Buckets, PastState } from '../../ports.ts';
import type { Answer } from './protocol.ts';

/**
 * The memory of an answer's columns, to be handed over: a copy that stays behind in the engine's thread is garbage outside
 * of V8's heap, for which it marks the whole heap. No two columns share their memory.
 */
export function answerBuffers(answer: Answer): ArrayBuffer[] {
  return columnsOf(answer).flatMap((columns) => Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer));
}

function columnsOf(answer: Answer): readonly (Buckets | PastState['batch'])[] {
  if (answer === null) return [];
  if ('batch' in answer) return [answer.batch];
  return 'series' in answer ? answer.series : answer.groups.map(({ buckets }) => buckets);
}
