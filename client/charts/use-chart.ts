import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Chart } from './echarts.ts';

interface PlacedChart {
  /** Where the chart is drawn. */
  readonly place: RefObject<HTMLDivElement | null>;
  /** Null until ECharts is there. */
  readonly chart: Chart | null;
  /** Of the place in CSS pixels, 0 until it is known. */
  readonly width: number;
}

/** A chart as large as its place; ECharts is loaded with the first one. `onFailed` says once that it did not load. */
export function useChart(onFailed: () => void): PlacedChart {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const [width, setWidth] = useState(0);
  const failed = useRef(onFailed);
  failed.current = onFailed;

  useEffect(() => {
    let made: Chart | null = null;
    let gone = false;
    import('./echarts.ts').then(
      ({ createChart }) => {
        if (gone || place.current === null) return;
        made = createChart(place.current);
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
    const element = place.current;
    if (chart === null || element === null) return;
    const observer = new ResizeObserver(() => {
      chart.resize();
      setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [chart]);

  return { place, chart, width };
}
