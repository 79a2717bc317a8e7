import type { SampleRecord } from '../ports.ts';
import type { Readings, SentColumns } from './readings.ts';
import type { SampleRule, Verdict } from './rule.ts';
import type { RuleSettings } from './settings.ts';

const QUALITY_MASK = 0x3;
const BAD = 3;

/** What a verdict is told to. */
export interface VerdictSink {
  held(rule: SampleRule, place: number): Verdict['severity'];
  verdict(rule: SampleRule, place: number, verdict: Verdict, at: number, record: SampleRecord): void;
  late(record: SampleRecord): void;
}

export interface SampleJudge {
  /** Looks at every sample of a record, which live state has taken already. */
  judge(record: SampleRecord): void;
  readonly samples: number;
  /** Those that needed more than a glance. */
  readonly judged: number;
}

/**
 * Most samples are calm: their value is one with which no rule can find anything wrong, and nothing of their resource is
 * open. That is two comparisons and a look at `watching`; only the others are judged.
 */
export function createSampleJudge(
  rules: readonly SampleRule[],
  settingsOf: (rule: string) => RuleSettings,
  readings: Readings,
  columns: SentColumns,
  watching: Uint16Array,
  sink: VerdictSink,
): SampleJudge {
  const { metrics, metricOfSeries, placeOfSeries, resources, seriesCount } = readings;
  const bound: (readonly SampleRule[])[] = metrics.map(({ id }) =>
    rules.filter((rule) => rule.inputs.some((input) => input.metric === id)),
  );
  const low = new Float64Array(metrics.length).fill(Number.NEGATIVE_INFINITY);
  const high = new Float64Array(metrics.length).fill(Number.POSITIVE_INFINITY);
  metrics.forEach(({ id }, m) => {
    for (const rule of bound[m]!) {
      for (const input of rule.inputs) {
        if (input.metric !== id) continue;
        const [from, to] = input.calm(settingsOf(rule.name));
        low[m] = Math.max(low[m]!, from);
        high[m] = Math.min(high[m]!, to);
      }
    }
  });
  const inService = Uint8Array.from(resources, ({ lifecycle }) => (lifecycle === 'in-service' ? 1 : 0));
  const counts = { samples: 0, judged: 0 };

  const look = (record: SampleRecord, i: number, s: number): void => {
    const { at, quality } = record.batch;
    const ruled = bound[metricOfSeries[s]!]!;
    if (ruled.length === 0 || (quality[i]! & QUALITY_MASK) === BAD) return;
    if (at[i]! < columns.at[s]!) {
      sink.late(record);
      return;
    }
    counts.judged++;
    const own = placeOfSeries[s]!;
    for (const rule of ruled) {
      const place = rule.on === 'self' ? own : readings.parent(own);
      if (place < 0 || inService[place] === 0 || inService[own] === 0) continue;
      const look = { resource: resources[place]!, place, readings, settings: settingsOf(rule.name) };
      const verdict = rule.judge(look, sink.held(rule, place));
      if (verdict !== null) sink.verdict(rule, place, verdict, at[i]!, record);
    }
  };

  return {
    get samples() {
      return counts.samples;
    },
    get judged() {
      return counts.judged;
    },
    judge(record) {
      const { series, value } = record.batch;
      counts.samples += series.length;
      for (let i = 0; i < series.length; i++) {
        const s = series[i]!;
        if (s >= seriesCount) continue;
        const m = metricOfSeries[s]!;
        const v = value[i]!;
        if (v >= low[m]! && v <= high[m]! && watching[placeOfSeries[s]!] === 0) continue;
        look(record, i, s);
      }
    },
  };
}
