import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { severityOfValue } from '../../../shared/metrics/severity.ts';
import type { Dictionary } from '../../../shared/model/dictionary.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { isSimulated, qualityOf, SEVERITIES, severityOf } from '../../../shared/model/sample.ts';
import { MARK, type MarkStyle, styleOfFlags } from '../../map/mark-style.ts';
import { LIFECYCLE, MAJOR, NORMAL, RANK_OF, UNKNOWN } from '../../map/sector-state.ts';
import { CIVIDIS, type Palette, packHex } from '../../ui/palette.ts';
import type { MapModel } from './map-model.ts';
import { metricsOfLayer, niceCeiling, type SectorLayer } from './metric-layers.ts';

/** Live values by series number, as the store keeps them. */
export interface LiveColumns {
  readonly value: Float32Array;
  readonly flags: Uint16Array;
}

export interface LookChoice {
  readonly layer: SectorLayer;
  readonly palette: Palette;
  /** Top of the scale before these values; the scale only grows, so that colours do not jump about. */
  readonly scaleTop: number;
}

const DISABLED = 0;

/**
 * Writes what live values say into the map's columns: colour, style and drawing order of every sector, state of every
 * site, station, connector and data centre. Returns the top of the metric's scale.
 */
export function updateLooks(model: MapModel, dictionary: Dictionary, live: LiveColumns, choice: LookChoice): number {
  const scaleTop = scaleFor(dictionary, live, choice);
  lookAtCells(model, dictionary, live, { ...choice, scaleTop });
  lookAtSites(model, dictionary, live);
  lookAtStations(model, dictionary, live);
  lookAtCentres(model, dictionary, live);
  return scaleTop;
}

function scaleFor(dictionary: Dictionary, live: LiveColumns, { layer, scaleTop }: LookChoice): number {
  const metrics = metricsOfLayer(layer);
  if (!metrics || metrics.cell.unit === '%') return scaleTop;
  const series = seriesOf(dictionary, metrics.cell);
  let most = 0;
  for (let cell = 0; cell < series.count; cell++) {
    const s = series.first + cell * series.step;
    if (styleOfFlags(live.flags[s]!) !== MARK.dashed) most = Math.max(most, live.value[s]!);
  }
  return Math.max(scaleTop, niceCeiling(most));
}

function lookAtCells({ sectors }: MapModel, dictionary: Dictionary, live: LiveColumns, choice: LookChoice): void {
  const { palette, layer, scaleTop } = choice;
  const colours = SEVERITIES.map((severity) => packHex(palette[severity]));
  const states = stateReader(dictionary, 'cell', live);
  const operational = seriesOf(
    dictionary,
    metricsOf('cell').find((metric) => metric.states),
  );
  const shown = metricsOfLayer(layer)?.cell;
  const series = seriesOf(dictionary, shown);
  for (let cell = 0; cell < sectors.cellCount; cell++) {
    const s = series.first + cell * series.step;
    const o = operational.first + cell * operational.step;
    const now = states.now(cell);
    const out = live.value[o] === DISABLED && styleOfFlags(live.flags[o]!) === MARK.filled;
    const style = out ? MARK.hollow : shown ? styleOfFlags(live.flags[s]!) : states.style(cell);
    sectors.cellStyle[cell] = style;
    sectors.cellSeverity[cell] = now;
    if (style === MARK.dashed) sectors.cellColour[cell] = colours[UNKNOWN]!;
    else if (!shown || out) sectors.cellColour[cell] = colours[style === MARK.hatched ? states.last(cell) : now]!;
    else sectors.cellColour[cell] = CIVIDIS[Math.round(255 * Math.min(1, Math.max(0, live.value[s]! / scaleTop)))]!;
  }
}

/**
 * A site is as bad as its own roll-ups or as its worst cell; one that should report and never did is unknown. A cell
 * that is out is critical by itself, but its site only when no cell is left: the site's own ladder says so.
 */
function lookAtSites({ sectors }: MapModel, dictionary: Dictionary, live: LiveColumns): void {
  const states = stateReader(dictionary, 'site', live);
  const worst = sectors.siteSeverity;
  for (let site = 0; site < sectors.siteCount; site++) {
    worst[site] = states.now(site, sectors.lifecycle[site] === LIFECYCLE.inService ? UNKNOWN : NORMAL);
  }
  for (let cell = 0; cell < sectors.cellCount; cell++) {
    const site = sectors.cellSite[cell]!;
    const own = sectors.cellSeverity[cell]!;
    const state = sectors.cellStyle[cell] === MARK.hollow ? Math.min(own, MAJOR) : own;
    if (RANK_OF[state]! > RANK_OF[worst[site]!]!) worst[site] = state;
  }
}

function lookAtStations({ points }: MapModel, dictionary: Dictionary, live: LiveColumns): void {
  const status = seriesOf(
    dictionary,
    metricsOf('connector').find((metric) => metric.states),
  );
  const states = stateReader(dictionary, 'connector', live);
  points.stationSeverity.fill(NORMAL);
  const heard = new Uint8Array(points.stationCount);
  for (let connector = 0; connector < points.connectorCount; connector++) {
    const s = status.first + connector * status.step;
    const station = points.connectorStation[connector]!;
    const style = styleOfFlags(live.flags[s]!);
    const severity = states.now(connector);
    points.connectorStyle[connector] = style;
    points.connectorSeverity[connector] = style === MARK.hatched ? states.last(connector) : severity;
    points.connectorBusy[connector] = isBusy(live.value[s]!) ? 1 : 0;
    if (style === MARK.filled) heard[station] = 1;
    const worst = points.stationSeverity[station]!;
    if (RANK_OF[severity]! > RANK_OF[worst]!) points.stationSeverity[station] = severity;
  }
  const free = seriesOf(dictionary, metricsOf('charging-station')[0]);
  for (let station = 0; station < points.stationCount; station++) {
    const s = free.first + station * free.step;
    const known = styleOfFlags(live.flags[s]!) !== MARK.dashed;
    points.stationFree[station] = known ? Math.round(live.value[s]!) : -1;
    points.stationStyle[station] = !known ? MARK.dashed : heard[station] ? MARK.filled : MARK.hatched;
  }
}

/** From Preparing to Finishing (OCPP 1.6 §7.7) a vehicle stands at the connector. */
function isBusy(status: number): boolean {
  return status >= 1 && status <= 5;
}

/** A data centre is as bad as the worst of its roll-ups. */
function lookAtCentres({ points }: MapModel, dictionary: Dictionary, live: LiveColumns): void {
  const states = stateReader(dictionary, 'datacentre', live);
  for (let centre = 0; centre < points.centreCount; centre++)
    points.centreSeverity[centre] = states.now(centre, NORMAL);
}

interface StateReader {
  /** Worst state now, index into SEVERITIES; silence is unknown. `silent` is returned where nothing was ever heard. */
  now(ordinal: number, silent?: number): number;
  /** Worst state by the last values, whether stale or not. */
  last(ordinal: number): number;
  /** Filled while any of its metrics is live, hatched when all that were ever heard are stale. */
  style(ordinal: number): MarkStyle;
}

/**
 * The worst over a resource's metrics, as the server judges it: series never heard say nothing, and what a simulator
 * left on a resource that a real source has taken over says nothing either.
 */
function stateReader(dictionary: Dictionary, kind: ResourceKind, { value, flags }: LiveColumns): StateReader {
  const block = dictionary.kinds.get(kind);
  const metrics = block?.metrics ?? [];
  const base = block?.base ?? 0;
  const read = (ordinal: number, silent: number, stateOf: (series: number, metric: MetricDefinition) => number) => {
    const first = base + ordinal * metrics.length;
    let real = false;
    for (let s = first; s < first + metrics.length; s++) real ||= heard(flags[s]!) && !isSimulated(flags[s]!);
    let worst = -1;
    for (let m = 0; m < metrics.length; m++) {
      const word = flags[first + m]!;
      if (!heard(word) || (real && isSimulated(word))) continue;
      const state = stateOf(first + m, metrics[m]!);
      if (worst < 0 || RANK_OF[state]! > RANK_OF[worst]!) worst = state;
    }
    return worst < 0 ? silent : worst;
  };
  return {
    now: (ordinal, silent = UNKNOWN) =>
      read(ordinal, silent, (series) => SEVERITIES.indexOf(severityOf(flags[series]!))),
    last: (ordinal) =>
      read(ordinal, UNKNOWN, (series, metric) => SEVERITIES.indexOf(severityOfValue(metric, value[series]!, 'normal'))),
    style(ordinal) {
      const first = base + ordinal * metrics.length;
      let style: MarkStyle = MARK.dashed;
      for (let s = first; s < first + metrics.length; s++) {
        const own = styleOfFlags(flags[s]!);
        if (own === MARK.filled) return own;
        if (own === MARK.hatched) style = own;
      }
      return style;
    },
  };
}

function heard(flags: number): boolean {
  return qualityOf(flags) !== 'none';
}

/** Series numbers of one metric: `first + ordinal · step`. */
function seriesOf(
  dictionary: Dictionary,
  metric: MetricDefinition | undefined,
): { first: number; step: number; count: number } {
  const block = metric ? dictionary.kinds.get(metric.kind) : undefined;
  if (!metric || !block) return { first: 0, step: 0, count: 0 };
  return { first: block.base + block.metrics.indexOf(metric), step: block.metrics.length, count: block.count };
}
