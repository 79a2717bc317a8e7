/**
 * Charts of series over time. A panel is a typed value (`SeriesPanel`: title, unit, ladder, lines of buckets); `Panel` draws
 * it with readings, table and exports, and loads ECharts by itself when the first one is drawn. Panels that stand together
 * share a hover (`createSharedHover`), a `span` and what `onZoom` makes of it. `Sparkline` needs no ECharts. `Histogram` draws counts in bins.
 */
export { Histogram } from './Histogram.tsx';
export type { HistogramData } from './histogram-option.ts';
export { Panel } from './Panel.tsx';
export type { SeriesPanel, Span } from './panel.ts';
export { createSharedHover } from './shared-hover.ts';
