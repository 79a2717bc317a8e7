import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resourceTurns } from '../../../../server/http/history/resource-turns.ts';
import { findMetric } from '../../../../shared/metrics/index.ts';
import { packQuality, type Severity } from '../../../../shared/model/sample.ts';
import { createMemoryHistory } from '../../history-fake/memory-history.ts';
import { createBed, GOOD, type Row, recordOf, SIMULATED, START, seriesOf } from '../../live/bed.ts';

const RACK = 'rack/dc/p1-h01/r01/01';
const METRICS = ['rack.inlet-top', 'rack.inlet-bottom', 'rack.outlet', 'rack.power-a'] as const;
const BAD = packQuality('bad', 'out-of-range');

const row = fc
  .record({
    metric: fc.constantFrom(...METRICS),
    // Far from hysteresis: live judges the hottest of three inlets by what it was before, too.
    value: fc.constantFrom(24, 28, 33, 36),
    quality: fc.constantFrom(GOOD, GOOD, GOOD, SIMULATED, BAD),
  })
  .map((given): Row => ({ resource: RACK, ...given }));
const step = fc.record({ rows: fc.array(row, { maxLength: 4 }), waitS: fc.integer({ min: 1, max: 45 }) });

test('the state that history tells of a rack is the one that live had, second by second', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 10 }), async (simulated, steps) => {
      const bed = createBed();
      const history = createMemoryHistory({ inventory: bed.inventory });
      const lived: { at: number; state: Severity | null }[] = [];
      let sequence = 0;
      for (const { rows, waitS } of steps) {
        bed.now += 500;
        // Takeover by a real source has tests of its own.
        const own = rows.map((given) =>
          given.quality === BAD ? given : { ...given, quality: simulated ? SIMULATED : GOOD },
        );
        const record = recordOf(bed.inventory, bed.now, simulated ? own.filter(({ quality }) => quality !== BAD) : own);
        bed.live.apply(record);
        void history.apply(++sequence, record);
        bed.pass(500);
        for (let second = 1; second <= waitS; second++) {
          lived.push({ at: bed.now, state: bed.live.stateOf(RACK) });
          bed.pass(1_000);
        }
      }
      const series = METRICS.map((metric) => seriesOf(bed.inventory, RACK, metric));
      const past = await history.series({ series, from: START, to: bed.now + 1, points: 10_000 });
      const tell = (lateMs: number) => {
        const metrics = METRICS.map((id, i) => {
          const metric = findMetric(id)!;
          return { metric: { ...metric, intervalMs: metric.intervalMs + lateMs / 3 }, buckets: past.series[i]! };
        });
        const turns = resourceTurns(metrics, past.stepMs, bed.now);
        return (at: number): Severity => turns.findLast((turn) => turn.at <= at)?.state ?? 'unknown';
      };
      // Live notices a silence within the second after it has begun.
      const [atOnce, late] = [tell(0), tell(1_200)];
      for (const { at, state } of lived) {
        expect([atOnce(at), late(at)], `${(at - START) / 1_000} s`).toContain(state);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
