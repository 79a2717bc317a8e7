import { packQuality, QUALITIES, REASONS } from '../../../shared/model/sample.ts';
import type { RemoteRead, RemoteSeries } from './remote-read.ts';
import { qualitiesOf, type Selection, valuesOf } from './select.ts';

/** Samples of one series in ascending time. Columns of one length. */
export interface SeriesRows {
  readonly at: readonly number[];
  /** NaN where quality is bad. */
  readonly value: readonly number[];
  readonly quality: readonly number[];
}

interface Row {
  value: number;
  quality: number;
}

/** The samples of a selection in [from, to) as they were written, by series number. Throws HistoryRefused. */
export async function readSamples(
  remote: RemoteRead,
  zone: string,
  selection: Selection,
  span: { readonly from: number; readonly to: number },
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, SeriesRows>> {
  const { from, to } = span;
  const range = await remote.window(to - from, signal);
  const [values, qualities] = await Promise.all([
    remote.instant(`${valuesOf(zone, selection)}${range}`, to - 1, signal),
    remote.instant(`${qualitiesOf(zone, selection)}${range}`, to - 1, signal),
  ]);
  const rows = new Map<number, Map<number, Row>>();
  const rowsOf = (found: RemoteSeries): Map<number, Row> | undefined => {
    const series = selection.series.get(found.labels.resource ?? '');
    if (series === undefined) return undefined;
    const known = rows.get(series) ?? new Map<number, Row>();
    rows.set(series, known);
    return known;
  };
  // Simulated first: where both have a moment, the measured one counts.
  for (const found of simulatedFirst(values)) {
    const series = rowsOf(found);
    const quality = packQuality('good', 'none', found.labels.simulated === '1');
    for (let i = 0; i < found.at.length; i++) series?.set(found.at[i]!, { value: found.value[i]!, quality });
  }
  for (const found of simulatedFirst(qualities)) {
    const series = rowsOf(found);
    for (let i = 0; i < found.at.length; i++) mark(series, found.at[i]!, qualityByte(found.labels, found.value[i]!));
  }
  return new Map([...rows].map(([series, found]) => [series, sorted(found, from, to)]));
}

/** The byte that a sample of a companion series stands for. */
export function qualityByte(labels: RemoteSeries['labels'], reason: number): number {
  const quality = QUALITIES.find((name) => name === labels.quality) ?? 'uncertain';
  return packQuality(quality, REASONS[reason] ?? 'none', labels.simulated === '1');
}

function simulatedFirst(found: readonly RemoteSeries[]): readonly RemoteSeries[] {
  return [...found].sort((a, b) => (b.labels.simulated === '1' ? 1 : 0) - (a.labels.simulated === '1' ? 1 : 0));
}

/** A companion without a number of its own quality and origin is of a bad sample, or of one that another replaced. */
function mark(rows: Map<number, Row> | undefined, at: number, quality: number): void {
  const known = rows?.get(at);
  if (known === undefined) rows?.set(at, { value: Number.NaN, quality: (quality & ~3) | QUALITIES.indexOf('bad') });
  else known.quality = quality;
}

function sorted(rows: ReadonlyMap<number, Row>, from: number, to: number): SeriesRows {
  const kept = [...rows].filter(([at]) => at >= from && at < to).sort(([a], [b]) => a - b);
  return {
    at: kept.map(([at]) => at),
    value: kept.map(([, row]) => (qualityIsBad(row.quality) ? Number.NaN : row.value)),
    quality: kept.map(([, row]) => row.quality),
  };
}

function qualityIsBad(quality: number): boolean {
  return QUALITIES[quality & 3] === 'bad';
}
