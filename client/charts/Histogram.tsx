import './charts.css';
import { type JSX, useEffect, useRef, useState } from 'react';
import type { Chart } from './echarts.ts';
import { type HistogramData, type HistogramLook, histogramOption } from './histogram-option.ts';

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
  const element = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;

  useEffect(() => {
    let made: Chart | null = null;
    let gone = false;
    import('./echarts.ts').then(
      ({ createChart }) => {
        if (gone || element.current === null) return;
        made = createChart(element.current);
        setChart(made);
      },
      () => {
        if (!gone) failed.current();
      },
    );
    return () => {
      gone = true;
      made?.dispose();
    };
  }, []);

  useEffect(() => {
    const place = element.current;
    if (chart === null || place === null) return;
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place);
    return () => observer.disconnect();
  }, [chart]);

  useEffect(() => {
    if (chart === null || element.current === null) return;
    const { fontFamily } = getComputedStyle(element.current);
    chart.setOption(histogramOption(data, { ...look, fontFamily }), { notMerge: true });
  }, [chart, data, look]);

  return (
    <div className="histogram" role="img" aria-label={label}>
      <div ref={element} className="chart-canvas" aria-hidden="true" />
    </div>
  );
}
