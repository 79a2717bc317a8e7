import type { PastAggregate, PastSeriesList } from '../../../shared/wire/history.ts';
import type { fetchAggregate, fetchSeries } from '../../api/history.ts';
import type { SeriesPanel } from '../../charts/index.ts';
import type { AskedSpan } from './asked-span.ts';
import { type Entry, entryKey } from './explored.ts';
import type { Question } from './questions.ts';

export interface AnswerLine {
  readonly entry: Entry;
  /** Null for a resource's own series. */
  readonly group: Pick<PastAggregate['groups'][number], 'key' | 'label' | 'series'> | null;
  readonly buckets: SeriesPanel['lines'][number]['buckets'];
}

/** What came of one span; `shiftMs` brings its times under those of the span that is drawn. */
export interface Answer {
  readonly shiftMs: number;
  readonly stepMs: number;
  readonly tier: PastSeriesList['tier'];
  readonly lines: readonly AnswerLine[];
}

export interface HistoryRequests {
  readonly fetchSeries: typeof fetchSeries;
  readonly fetchAggregate: typeof fetchAggregate;
}

/**
 * Asks for a span and for the same one so long ago. An older one may be kept more coarsely: the finer ones are then asked
 * for once more as coarsely, so that all stand on one grid. Throws ApiError.
 */
export async function ask(
  requests: HistoryRequests,
  question: Question,
  span: AskedSpan,
  shiftsMs: readonly number[],
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  const once = (shiftMs: number, like?: Answer) =>
    question.type === 'series'
      ? askSeries(requests, question.entries, span, shiftMs, like, signal)
      : askGroups(requests, question, span, shiftMs, like, signal);
  const answers = await Promise.all([0, ...shiftsMs].map((shiftMs) => once(shiftMs)));
  const coarsest = answers.reduce((a, b) => (b.stepMs > a.stepMs ? b : a));
  return Promise.all(
    answers.map((answer) => (answer.stepMs === coarsest.stepMs ? answer : once(answer.shiftMs, coarsest))),
  );
}

async function askSeries(
  requests: HistoryRequests,
  entries: readonly Entry[],
  { from, to, points }: AskedSpan,
  shiftMs: number,
  like: Answer | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const reply = await requests.fetchSeries(
    {
      resource: [...new Set(entries.map(({ of }) => of))],
      metric: [...new Set(entries.map(({ metric }) => metric))],
      from: from - shiftMs,
      to: to - shiftMs,
      points,
      ...(like === undefined ? {} : { aggregate: like.tier }),
    },
    signal,
  );
  // Each resource was asked for every metric of its kind that was named: more may have come than was wanted.
  const came = new Map(reply.series.map((series) => [`${series.metric}:${series.resource}`, series]));
  const lines = entries.flatMap((entry): AnswerLine[] => {
    const buckets = came.get(entryKey(entry));
    return buckets === undefined ? [] : [{ entry, group: null, buckets }];
  });
  return { shiftMs, stepMs: reply.stepMs, tier: reply.tier, lines };
}

async function askGroups(
  requests: HistoryRequests,
  { entry, by }: Extract<Question, { type: 'groups' }>,
  { from, to, stepMs }: AskedSpan,
  shiftMs: number,
  like: Answer | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const step = like?.stepMs ?? stepMs;
  const reply = await requests.fetchAggregate(
    { metric: entry.metric, by, from: from - shiftMs, to: to - shiftMs, step },
    signal,
  );
  return {
    shiftMs,
    stepMs: reply.stepMs,
    tier: reply.tier,
    lines: reply.groups.map(({ key, label, series, ...buckets }) => ({
      entry,
      group: { key, label, series },
      buckets,
    })),
  };
}
