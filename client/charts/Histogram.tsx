import './charts.css';
import { type JSX, useEffect } from 'react';
import { type HistogramData, type HistogramLook, histogramOption } from './histogram-option.ts';
import { useChart } from './use-chart.ts';

interface Props {
  data: HistogramData;
  look: Omit<HistogramLook, 'fontFamily'>;
  /** The same in words, for who does not see it. */
  label: string;
  /** Says once that ECharts did not load. */
  onFailed(): void;
}

/** A histogram as large as its place. */
export function Histogram({ data, look, label, onFailed }: Props): JSX.Element {
  const { place, chart } = useChart(onFailed);

  useEffect(() => {
    if (chart === null || place.current === null) return;
    const { fontFamily } = getComputedStyle(place.current);
    chart.setOption(histogramOption(data, { ...look, fontFamily }), { notMerge: true });
  }, [place, chart, data, look]);

  return (
    <div className="histogram" role="img" aria-label={label}>
      <div ref={place} className="chart-canvas" aria-hidden="true" />
    </div>
  );
}
