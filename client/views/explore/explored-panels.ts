import { findMetric } from '../../../shared/metrics/index.ts';
import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
import type { Ladder, MetricDefinition, Unit } from '../../../shared/metrics/metric.ts';
import type { Label } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { TextKey } from '../../../shared/text/index.ts';
import type { SeriesPanel } from '../../charts/index.ts';
import type { Say } from '../../ui/text.ts';
import type { Answer, AnswerLine } from './ask.ts';
import { isGrouping, SHIFT_NAMES, SHIFTS_MS } from './explored.ts';
import { scaleOf } from './questions.ts';

/** What a unit measures, for panels of several metrics. */
const QUANTITIES: Readonly<Record<Unit, TextKey>> = {
  '°C': 'explore.quantity-temperature',
  W: 'explore.quantity-power',
  Wh: 'explore.quantity-energy',
  A: 'explore.quantity-current',
  V: 'explore.quantity-voltage',
  'bit/s': 'explore.quantity-rate',
  bit: 'explore.quantity-volume',
  '%': 'explore.quantity-share',
  dBm: 'explore.quantity-level',
  s: 'explore.quantity-duration',
  count: 'explore.quantity-count',
  ratio: 'explore.quantity-ratio',
  state: 'explore.quantity-state',
};

export interface Words {
  readonly text: Say;
  readonly language: Language;
  nameOf(resourceId: string): string;
}

interface Drawn extends AnswerLine {
  readonly metric: MetricDefinition;
  readonly shiftMs: number;
}

/** One panel for all numbers of a unit that stand on one grid, and one for each enumerated metric. */
export function exploredPanels(answers: readonly Answer[], words: Words): readonly SeriesPanel[] {
  const panels = new Map<string, { stepMs: number; lines: Drawn[] }>();
  for (const { stepMs, shiftMs, lines } of answers) {
    for (const line of lines) {
      const metric = findMetric(line.entry.metric);
      if (metric === undefined) continue;
      const key = `${scaleOf(metric.id)} ${stepMs}`;
      const panel = panels.get(key) ?? { stepMs, lines: [] };
      panel.lines.push({ ...line, metric, shiftMs });
      panels.set(key, panel);
    }
  }
  return [...panels.values()].map(({ stepMs, lines }) => panelOf(stepMs, lines, words));
}

function panelOf(stepMs: number, lines: readonly Drawn[], words: Words): SeriesPanel {
  const first = lines[0]!.metric;
  const metrics = new Set(lines.map(({ metric }) => metric));
  const targets = new Set(lines.map((line) => targetKey(line)));
  const sources = new Set(lines.map(({ entry }) => entry.of));
  const what = metrics.size === 1 ? said(first.label, words) : words.text(QUANTITIES[first.unit]);
  const only = targets.size === 1 && lines[0]!.group !== null ? [targetName(lines[0]!, words)] : [];
  const where = sources.size === 1 ? [sourceName(lines[0]!, words), ...only] : [];
  // The lines of other days lie over those of this span, in their colours.
  const present = lines.filter(({ shiftMs }) => shiftMs === 0);
  const places = new Map(present.map((line, i) => [seriesKey(line), i]));
  const before = lines.filter(({ shiftMs, buckets }) => shiftMs !== 0 && buckets.at.length > 0);
  return {
    title: [what, ...where].join(' · '),
    unit: first.unit,
    states: first.states,
    ladder: sharedLadder(metrics),
    stepMs,
    lines: [...present, ...before].map((line) => {
      const colour = places.get(seriesKey(line));
      return {
        key: `${seriesKey(line)} ${line.shiftMs}`,
        name: lineName(line, targets.size > 1, metrics.size > 1, before.length > 0, words),
        intervalMs: keptIntervalMs(line.metric),
        buckets: line.buckets,
        ...(line.shiftMs === 0 ? {} : { shiftMs: line.shiftMs }),
        ...(colour === undefined ? {} : { colour }),
      };
    }),
  };
}

function seriesKey(line: Drawn): string {
  return `${targetKey(line)} ${line.metric.id}`;
}

function targetKey({ entry, group }: Drawn): string {
  return group === null ? entry.of : `${entry.of} ${group.key}`;
}

/** What a line is called beside the others of its panel: no more than tells it apart. */
function lineName(line: Drawn, sayTarget: boolean, sayMetric: boolean, sayDay: boolean, words: Words): string {
  const shift = SHIFT_NAMES.find((name) => SHIFTS_MS[name] === line.shiftMs);
  const names = [
    ...(sayTarget ? [targetName(line, words)] : []),
    ...(sayMetric ? [said(line.metric.label, words)] : []),
    ...(shift === undefined ? [] : [words.text(`explore.compare-${shift}`)]),
  ];
  return names.length === 0 && sayDay ? words.text('explore.present') : names.join(' · ');
}

function targetName({ entry, group }: Drawn, words: Words): string {
  if (group === null) return words.nameOf(entry.of);
  const name = group.label === null ? group.key : said(group.label, words);
  return words.text('explore.group-of', { name, count: group.series });
}

function sourceName({ entry }: Drawn, words: Words): string {
  return isGrouping(entry.of) ? words.text(`explore.by-${entry.of}`) : words.nameOf(entry.of);
}

/** Limits are drawn where they hold for every line. */
function sharedLadder(metrics: ReadonlySet<MetricDefinition>): Ladder | undefined {
  const [first, ...rest] = [...metrics].map(({ ladder }) => ladder);
  return rest.every((ladder) => JSON.stringify(ladder) === JSON.stringify(first)) ? first : undefined;
}

function said(label: Label, { language }: Words): string {
  return language === 'en' ? label.en : label.zh;
}
