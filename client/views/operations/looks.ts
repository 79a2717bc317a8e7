import type { Dictionary } from '../../../shared/model/dictionary.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import { formatDuration, type Language } from '../../../shared/text/format.ts';
import { MARK, styleOfFlags } from '../../map/mark-style.ts';
import { LIFECYCLE, MAJOR, NORMAL, RANK_OF, UNKNOWN } from '../../map/sector-state.ts';
import { CIVIDIS, type Palette, packHex } from '../../ui/palette.ts';
import { lookAtBackhaul } from './backhaul-looks.ts';
import { type LiveColumns, liveEquals, seriesOf, stateReader } from './live-states.ts';
import type { MapModel } from './map-model.ts';
import { metricOfLayer, niceCeiling, type SectorLayer } from './metric-layers.ts';

export interface LookChoice {
  readonly layer: SectorLayer;
  readonly palette: Palette;
  readonly language: Language;
  /** What is said of a site that is out. */
  readonly outLabel: string;
  /** Also while groups are drawn. */
  readonly everySite: boolean;
  /** Top of the scale before these values; the scale only grows, so that colours do not jump about. */
  readonly scaleTop: number;
}

/**
 * Writes what live values say into the map's columns: colour, style and drawing order of every sector, state of every
 * site, station, connector and data centre. Returns the top of the metric's scale.
 */
export function updateLooks(model: MapModel, dictionary: Dictionary, live: LiveColumns, choice: LookChoice): number {
  lookAtCentres(model, dictionary, live);
  if (model.backhaul.visible) lookAtBackhaul(model.backhaul, dictionary, live, choice.palette);
  // Groups bring their own states; of their members nothing is asked.
  if (model.clusters.shown && !choice.everySite) return choice.scaleTop;
  const scaleTop = scaleFor(dictionary, live, choice);
  lookAtCells(model, dictionary, live, { ...choice, scaleTop });
  lookAtSites(model, dictionary, live, choice);
  lookAtStations(model, dictionary, live);
  return scaleTop;
}

function scaleFor(dictionary: Dictionary, live: LiveColumns, { layer, scaleTop }: LookChoice): number {
  const metric = metricOfLayer(layer);
  if (!metric || metric.unit === '%') return scaleTop;
  const series = seriesOf(dictionary, metric.id);
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
  const isDisabled = liveEquals(dictionary, 'cell.operational-state', 0, live);
  const isAside = setAside(dictionary, live);
  const shown = metricOfLayer(layer)?.id;
  const series = seriesOf(dictionary, shown);
  for (let cell = 0; cell < sectors.cellCount; cell++) {
    const s = series.first + cell * series.step;
    const aside = isAside(cell);
    const out = isDisabled(cell) || aside;
    const state = aside ? NORMAL : states.now(cell);
    const style = out ? MARK.hollow : shown ? styleOfFlags(live.flags[s]!) : states.style(cell);
    sectors.cellStyle[cell] = style;
    sectors.cellSeverity[cell] = state;
    if (style === MARK.dashed || aside) sectors.cellColour[cell] = colours[UNKNOWN]!;
    else if (!shown || out) sectors.cellColour[cell] = colours[style === MARK.hatched ? states.last(cell) : state]!;
    else sectors.cellColour[cell] = CIVIDIS[Math.round(255 * Math.min(1, Math.max(0, live.value[s]! / scaleTop)))]!;
  }
}

/** A locked or an energy-saving cell is neither an outage nor healthy: it is drawn as out, without alarm. */
function setAside(dictionary: Dictionary, live: LiveColumns): (cell: number) => boolean {
  const isLocked = liveEquals(dictionary, 'cell.administrative-state', 0, live);
  const isSaving = liveEquals(dictionary, 'cell.energy-saving', 1, live);
  return (cell) => isLocked(cell) || isSaving(cell);
}

/**
 * A site is as bad as its own roll-ups or as its worst cell; one that should report and never did is unknown. A cell
 * that is out is critical by itself, but its site only when no cell is left: the site's own ladder says so.
 */
function lookAtSites({ sectors }: MapModel, dictionary: Dictionary, live: LiveColumns, choice: LookChoice): void {
  const states = stateReader(dictionary, 'site', live);
  const isOut = liveEquals(dictionary, 'site.cells-enabled', 0, live);
  const onBattery = liveEquals(dictionary, 'site.mains', 0, live);
  const runtime = seriesOf(dictionary, 'site.battery-runtime');
  for (let site = 0; site < sectors.siteCount; site++) {
    const inService = sectors.lifecycle[site] === LIFECYCLE.inService;
    sectors.siteSeverity[site] = states.now(site, inService ? UNKNOWN : NORMAL);
    sectors.siteOut[site] = inService && isOut(site) ? 1 : 0;
    const r = runtime.first + site * runtime.step;
    const counting = onBattery(site) && styleOfFlags(live.flags[r] ?? 0) === MARK.filled;
    sectors.siteNote[site] = sectors.siteOut[site]
      ? choice.outLabel
      : counting
        ? formatDuration(live.value[r]! * 1000, choice.language)
        : '';
  }
  for (let cell = 0; cell < sectors.cellCount; cell++) {
    const site = sectors.cellSite[cell]!;
    const own = sectors.cellSeverity[cell]!;
    const state = sectors.cellStyle[cell] === MARK.hollow ? Math.min(own, MAJOR) : own;
    if (RANK_OF[state]! > RANK_OF[sectors.siteSeverity[site]!]!) sectors.siteSeverity[site] = state;
  }
}

function lookAtStations({ points }: MapModel, dictionary: Dictionary, live: LiveColumns): void {
  const status = seriesOf(dictionary, 'connector.status');
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
  const free = seriesOf(dictionary, 'charging-station.available');
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
