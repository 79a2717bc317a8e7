import { type JSX, memo, useEffect, useRef, useState } from 'react';
import type { Chart } from './echarts.ts';
import type { SeriesPanel } from './panel.ts';
import { type PanelLook, panelOption } from './panel-option.ts';

interface Props {
  panel: SeriesPanel;
  look: Omit<PanelLook, 'ticks' | 'fontFamily'>;
  /** Says once that ECharts did not load. */
  onFailed(): void;
}

const TICK_PX = 64;

/** The drawn part of a panel: a canvas as large as its place. */
export const PanelCanvas = memo(function PanelCanvas({ panel, look, onFailed }: Props): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart | null>(null);
  const [width, setWidth] = useState(0);
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
    const observer = new ResizeObserver(() => {
      chart.resize();
      setWidth(place.clientWidth);
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, [chart]);

  useEffect(() => {
    if (chart === null || width === 0 || element.current === null) return;
    const { fontFamily } = getComputedStyle(element.current);
    const ticks = Math.max(2, Math.floor(width / TICK_PX));
    // Whole: what the last option had and this one has not must go.
    chart.setOption(panelOption(panel, { ...look, ticks, fontFamily }), { notMerge: true });
  }, [chart, width, panel, look]);

  return <div ref={element} className="chart-canvas" aria-hidden="true" />;
});
