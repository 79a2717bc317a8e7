/**
 * The parts of ECharts that panels draw with, in a chunk of their own: import this only with `import()`. Tooltip, zoom and
 * legend are not among them: readings, selection and names are ours, as text (client/charts/Panel.tsx).
 */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, BarChart, GridComponent, MarkLineComponent, MarkAreaComponent, CanvasRenderer]);

export type Chart = EChartsType;

export function createChart(element: HTMLElement): Chart {
  return init(element, null, { renderer: 'canvas' });
}
