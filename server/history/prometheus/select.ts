import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { HistoryRefused, type Inventory } from '../../ports.ts';
import { metricName, QUALITY_NAME } from './series-labels.ts';

/** Ids in one regular expression: every engine still reads it as a list of words. */
export const SELECTED_AT_ONCE = 100;

/** Series of one metric, as many as one selector names. */
export interface Selection {
  readonly metric: MetricDefinition;
  /** Series number by resource id. */
  readonly series: ReadonlyMap<string, number>;
}

/** Cuts a list of series into selections. Throws HistoryRefused for a number that the dictionary does not have. */
export function selectionsOf(inventory: Inventory, series: readonly number[], atOnce = SELECTED_AT_ONCE): Selection[] {
  const open = new Map<MetricDefinition, Map<string, number>>();
  const all: Selection[] = [];
  for (const number of new Set(series)) {
    if (!(number >= 0 && number < inventory.dictionary.seriesCount && Number.isInteger(number))) {
      throw new HistoryRefused('bad-query', `there is no series ${number}`, 'series');
    }
    const metric = inventory.metricOf(number);
    let group = open.get(metric);
    if (group === undefined || group.size >= atOnce) {
      group = new Map();
      open.set(metric, group);
      all.push({ metric, series: group });
    }
    group.set(inventory.resourceOf(number).id, number);
  }
  return all;
}

/** Matchers of a selection, braces and all. Ids of resources are `[a-z0-9-/]`: nothing in them is special. */
export function valuesOf(zone: string, { metric, series }: Selection): string {
  return `${metricName(metric)}{zone="${zone}",resource=~"${[...series.keys()].join('|')}"}`;
}

export function qualitiesOf(zone: string, { metric, series }: Selection): string {
  return `${QUALITY_NAME}{zone="${zone}",metric="${metric.id}",resource=~"${[...series.keys()].join('|')}"}`;
}
