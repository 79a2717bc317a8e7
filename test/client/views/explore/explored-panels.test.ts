import { expect, test } from 'vitest';
import { startText } from '../../../../client/app/text.ts';
import type { Say } from '../../../../client/ui/text.ts';
import { ask, type HistoryRequests } from '../../../../client/views/explore/ask.ts';
import { askedSpan } from '../../../../client/views/explore/asked-span.ts';
import { type Entry, SHIFTS_MS } from '../../../../client/views/explore/explored.ts';
import { exploredPanels } from '../../../../client/views/explore/explored-panels.ts';
import { questionsOf } from '../../../../client/views/explore/questions.ts';
import type { PastAggregate, PastSeriesList } from '../../../../shared/wire/history.ts';
import { FROM, MINUTE, panelOf } from '../../charts/panels.ts';

const DAY_MS = 86_400_000;
const SPAN = askedSpan({ from: FROM, to: FROM + 60 * MINUTE }, false);
const buckets = panelOf([[0, 20, 21, 22]]).lines[0]!.buckets as Omit<
  PastSeriesList['series'][number],
  'resource' | 'metric' | 'unit'
>;

type Asked = { from?: unknown; aggregate?: unknown; step?: unknown; metric: unknown; resource?: unknown };

/** History that answers everything; what is older than a day is kept by the minute only. */
function history(): HistoryRequests & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const tierOf = (from: unknown, aggregate: unknown) =>
    aggregate === '1m' || Number(from) < FROM - 1 ? { tier: '1m', stepMs: MINUTE } : { tier: 'raw', stepMs: 15_000 };
  return {
    asked,
    async fetchSeries(query) {
      asked.push(query);
      const list = (value: unknown) => (Array.isArray(value) ? (value as string[]) : [String(value)]);
      return {
        from: Number(query.from),
        to: Number(query.to),
        ...tierOf(query.from, query.aggregate),
        series: list(query.resource).flatMap((resource) =>
          list(query.metric)
            .filter((metric) => resource.startsWith(`${metric.split('.')[0]}/`))
            .map((metric) => ({ ...buckets, resource, metric, unit: '' })),
        ),
      } as PastSeriesList;
    },
    async fetchAggregate(query) {
      asked.push(query);
      const { last: _, ...columns } = buckets;
      return {
        from: Number(query.from),
        to: Number(query.to),
        tier: '1m',
        stepMs: Math.max(Number(query.step), MINUTE),
        by: query.by,
        groups: ['1', '2'].map((n) => ({
          ...columns,
          key: `hall/h${n}`,
          label: { zh: `${n} 号`, en: `Hall ${n}` },
          series: 500,
        })),
      } as PastAggregate;
    },
  };
}

const words = {
  text: startText('en').getFixedT('en') as unknown as Say,
  language: 'en',
  nameOf: (id: string) => id.split('/').at(-1)!.toUpperCase(),
} as const;

async function panels(entries: readonly Entry[], shiftsMs: readonly number[] = [], requests = history()) {
  const { signal } = new AbortController();
  const answers = await Promise.all(questionsOf(entries).map((one) => ask(requests, one, SPAN, shiftsMs, signal)));
  return exploredPanels(answers.flat(), words);
}

test('numbers of one unit stand in one panel, another unit has its own', async () => {
  const found = await panels([
    { metric: 'rack.inlet-top', of: 'rack/a/1' },
    { metric: 'zone.it-power', of: 'zone/z' },
    { metric: 'hall.inlet-max', of: 'hall/h1' },
  ]);
  expect(found.map(({ unit, title }) => [unit, title])).toEqual([
    ['°C', 'Temperature'],
    ['W', 'IT load · Z'],
  ]);
  expect(found[0]!.lines.map(({ name }) => name)).toEqual(['1 · Inlet, top', 'H1 · Hottest inlet']);
  // Both are judged by the same limits.
  expect(found[0]!.ladder?.steps).toHaveLength(3);
});

test('of two metrics of two resources only what was ticked is shown', async () => {
  const found = await panels([
    { metric: 'rack.inlet-top', of: 'rack/a/1' },
    { metric: 'rack.outlet', of: 'rack/a/2' },
  ]);
  expect(found[0]!.lines.map(({ name }) => name)).toEqual(['1 · Inlet, top', '2 · Outlet']);
  // One has limits, the other has none: none are drawn.
  expect(found[0]!.ladder).toBeUndefined();
});

test('states have a panel of their own each', async () => {
  const found = await panels([
    { metric: 'site.mains', of: 'site/s' },
    { metric: 'site.clock', of: 'site/s' },
  ]);
  expect(found.map(({ states }) => states?.length)).toEqual([2, 3]);
});

test('groups are named with how many stand behind them', async () => {
  const [panel] = await panels([{ metric: 'rack.inlet', of: 'hall' }]);
  expect(panel!.title).toBe('Inlet (max of three) · By hall');
  expect(panel!.lines.map(({ name }) => name)).toEqual(['Hall 1 (500)', 'Hall 2 (500)']);
});

test('yesterday lies over today on the same grid, in its colour, and says so', async () => {
  const requests = history();
  const found = await panels([{ metric: 'rack.inlet-top', of: 'rack/a/1' }], [DAY_MS], requests);
  expect(found).toHaveLength(1);
  expect(found[0]!.stepMs).toBe(MINUTE);
  expect(found[0]!.lines.map(({ name, shiftMs, colour }) => [name, shiftMs, colour])).toEqual([
    ['This span', undefined, 0],
    ['Yesterday', DAY_MS, 0],
  ]);
  // The finer of the two was asked for once more, as coarsely as the older one is kept.
  expect(requests.asked.map(({ from, aggregate }) => [Number(from) - FROM, aggregate])).toEqual([
    [0, undefined],
    [-DAY_MS, undefined],
    [0, '1m'],
  ]);
});

test('last week lies beside yesterday, each at the same time of its day and under its own name', async () => {
  const requests = history();
  const shifts = [SHIFTS_MS['1d'], SHIFTS_MS['7d']];
  const [panel, ...others] = await panels([{ metric: 'rack.inlet-top', of: 'rack/a/1' }], shifts, requests);
  expect(others).toEqual([]);
  expect(panel!.lines.map(({ name, shiftMs }) => [name, shiftMs])).toEqual([
    ['This span', undefined],
    ['Yesterday', DAY_MS],
    ['Last week', 7 * DAY_MS],
  ]);
  expect(new Set(requests.asked.map(({ from }) => FROM - Number(from)))).toEqual(new Set([0, DAY_MS, 7 * DAY_MS]));
});
