import { type JSX, memo, useEffect } from 'react';
import type { SeriesPanel } from './panel.ts';
import { type PanelLook, panelOption } from './panel-option.ts';
import { useChart } from './use-chart.ts';

interface Props {
  panel: SeriesPanel;
  look: Omit<PanelLook, 'ticks' | 'fontFamily'>;
  /** Says once that ECharts did not load. */
  onFailed(): void;
}

const TICK_PX = 64;

/** The drawn part of a panel: a canvas as large as its place. */
export const PanelCanvas = memo(function PanelCanvas({ panel, look, onFailed }: Props): JSX.Element {
  const { place, chart, width } = useChart(onFailed);

  useEffect(() => {
    if (chart === null || width === 0 || place.current === null) return;
    const { fontFamily } = getComputedStyle(place.current);
    const ticks = Math.max(2, Math.floor(width / TICK_PX));
    // Whole: what the last option had and this one has not must go.
    chart.setOption(panelOption(panel, { ...look, ticks, fontFamily }), { notMerge: true });
  }, [place, chart, width, panel, look]);

  return <div ref={place} className="chart-canvas" aria-hidden="true" />;
});
