import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import { formatNumber } from '../../../shared/text/format.ts';
import type { Language } from './words.ts';

export const CHART_WIDTH = 1_200;
export const CHART_HEIGHT = 380;
const LEFT = 70;
const RIGHT = 24;
const TOP = 50;
const BOTTOM = 44;
const TICKS = 5;

export interface Line {
  readonly name: string;
  readonly colour: string;
  /** A second line is dashed: never colour alone. */
  readonly dashed: boolean;
  /** Values hold until the next one, as counts do. */
  readonly steps: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly decimals: number;
  /** A place on the x axis in words. */
  sayX(x: number): string;
}

/** Lines over one axis as an SVG group of CHART_WIDTH × CHART_HEIGHT; y begins at 0. Nothing for a chart with no point. */
export function drawChart({ title, lines, decimals, sayX }: Chart, language: Language): string {
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return '';
  const xs = points.map(([x]) => x);
  const [first, last] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const most = points.reduce((greatest, [, y]) => Math.max(greatest, y), 0);
  const step = niceStep(most / TICKS);
  const top = step * Math.max(1, Math.ceil(most / step));
  const px = (x: number): number => round(LEFT + ((x - first) / (last - first || 1)) * (CHART_WIDTH - LEFT - RIGHT));
  const py = (y: number): number => round(CHART_HEIGHT - BOTTOM - (y / top) * (CHART_HEIGHT - TOP - BOTTOM));
  const rises = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i);
  const marks = Array.from({ length: TICKS + 1 }, (_, i) => i);
  return [
    `<g font-size="13" fill="#20262e"><text x="${LEFT}" y="22" font-size="16">${escapeMarkup(title)}</text>`,
    ...rises.map((i) => {
      const y = py(i * step);
      return `<path d="M${LEFT} ${y}H${CHART_WIDTH - RIGHT}" stroke="#d5d9df"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${formatNumber(i * step, decimals, language)}</text>`;
    }),
    ...marks.map((i) => {
      const x = first + ((last - first) * i) / TICKS;
      const anchor = i === 0 ? 'start' : i === TICKS ? 'end' : 'middle';
      return `<text x="${px(x)}" y="${CHART_HEIGHT - BOTTOM + 20}" text-anchor="${anchor}">${escapeMarkup(sayX(x))}</text>`;
    }),
    ...lines.map(
      ({ points, colour, dashed, steps }) =>
        `<path d="${pathOf(points, steps, px, py)}" fill="none" stroke="${colour}" stroke-width="2.5"${dashed ? ' stroke-dasharray="7 5"' : ''}/>`,
    ),
    ...lines.map(({ name, colour, dashed }, i) => {
      const x = CHART_WIDTH - RIGHT - 150 * (lines.length - i);
      return `<path d="M${x} 17h28" stroke="${colour}" stroke-width="2.5"${dashed ? ' stroke-dasharray="7 5"' : ''}/><text x="${x + 34}" y="22">${escapeMarkup(name)}</text>`;
    }),
    '</g>',
  ].join('\n');
}

function pathOf(points: Line['points'], steps: boolean, px: (x: number) => number, py: (y: number) => number): string {
  return points
    .map(([x, y], i) => (i === 0 ? `M${px(x)} ${py(y)}` : steps ? `H${px(x)}V${py(y)}` : `L${px(x)} ${py(y)}`))
    .join('');
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
