import type { Operator } from '../../shared/alarms/alarm.ts';
import { matcher } from '../../shared/alarms/alarm-filter.ts';
import { SEVERITIES } from '../../shared/model/sample.ts';
import type { SnapshotContent, SnapshotRequest, SnapshotScope } from '../../shared/wire/snapshots.ts';
import {
  AlarmRefused,
  type Alarms,
  type HistoryTier,
  type Inventory,
  type LiveState,
  type Planning,
  PlanningRefused,
} from '../ports.ts';
import { type Captured, type CapturedKind, NO_STATE } from './captured.ts';
import { hasCoverage, type ScopedKind } from './scope.ts';

const PRODUCT = 'Skyrack';
const ALL_ALARMS = 20_000;

type Missing = SnapshotContent['missing'][number];

/** What a snapshot is made from, beside what it is asked for. */
export interface CaptureStages {
  readonly inventory: Inventory;
  readonly version: string;
  readonly alarms: Pick<Alarms, 'list'> | null;
  readonly planning: Pick<Planning, 'summary' | 'holes' | 'plan' | 'raster'> | null;
}

export interface Moment {
  readonly at: number;
  readonly from: number | null;
  readonly past: boolean;
  readonly tier: HistoryTier | 'live';
  readonly sequence: SnapshotContent['sequence'];
}

/**
 * Copies the state of one moment: values, states and alarms in one synchronous turn, so that they belong together. Only
 * coverage raster and plan may come a little later.
 */
export async function capture(
  stages: CaptureStages,
  state: LiveState,
  scoped: readonly ScopedKind[],
  moment: Moment,
  about: { id: string; request: SnapshotRequest; by: Operator; takenAt: number },
): Promise<Captured> {
  const { inventory } = stages;
  const columns = {
    value: state.value.slice(),
    at: state.at.slice(),
    flags: state.flags.slice(),
    source: state.source.slice(),
  };
  const sources = [...state.sourceNames];
  const kinds = scoped.map((kind) => statesOf(kind, inventory, state));
  const { scope, title, viewport } = about.request;
  const missing: Missing[] = [];
  const alarms = alarmsOf(stages.alarms, scoped, scope.alarms, moment, inventory, missing);
  const coverage = coverageOf(stages.planning, hasCoverage(scope), moment, missing);
  const raster = coverage === null ? null : await rasterOf(stages.planning);
  const plan = await planOf(stages.planning, hasCoverage(scope), moment, missing);
  const { id, name, timeZone, outline, targets, attribution, basemapLayers } = inventory.zone;
  return {
    head: {
      id: about.id,
      title,
      ...moment,
      takenAt: about.takenAt,
      takenBy: about.by,
      scope,
      missing,
      product: { name: PRODUCT, version: stages.version },
      zone: {
        id,
        name,
        timeZone,
        outline: outline.map((ring) => ring.map(([lon, lat]) => [lon, lat])),
        targets,
        attribution,
      },
      dictionary: inventory.version,
      viewport,
      alarms,
      plan,
    },
    coverage,
    raster,
    basemap: basemapLayers.flatMap((layer) => {
      const geojson = inventory.basemap(layer);
      return geojson === undefined ? [] : [{ layer, geojson }];
    }),
    sources,
    columns,
    kinds,
    period: null,
  };
}

function statesOf({ kind, ordinals }: ScopedKind, inventory: Inventory, state: LiveState): CapturedKind {
  const ofKind = inventory.ofKind(kind);
  const states = Uint8Array.from(ordinals, (ordinal) => {
    const severity = state.stateOf(ofKind[ordinal]!.id);
    return severity === null ? NO_STATE : SEVERITIES.indexOf(severity);
  });
  return { kind, base: inventory.dictionary.kinds.get(kind)!.base, ordinals, state: states };
}

/** Alarms of resources in the scope that its filter wants; those of senders and of this server belong to the whole zone. */
function alarmsOf(
  alarms: CaptureStages['alarms'],
  scoped: readonly ScopedKind[],
  filter: SnapshotScope['alarms'],
  { at, past }: Moment,
  inventory: Inventory,
  missing: Missing[],
): SnapshotContent['alarms'] {
  if (alarms === null) {
    missing.push({ part: 'alarms', reason: 'not-there' });
    return null;
  }
  const ofZone = scoped.some(({ kind }) => kind === 'zone');
  const inScope = new Map(scoped.map(({ kind, ordinals }) => [kind as string, new Set(ordinals)]));
  try {
    const list = alarms.list({ limit: ALL_ALARMS, ...(past ? { at } : {}) }).alarms;
    const { show = 'all', severities = [], kind = null, resource = null, owner = null, text = '' } = filter ?? {};
    const wanted = matcher({ show, severities: new Set(severities), kind, resource, owner, text });
    return list.filter((alarm) => {
      if (!wanted(alarm)) return false;
      const { kind, resource } = alarm;
      const ordinals = inScope.get(kind);
      return ordinals === undefined ? ofZone && !inventory.find(resource) : ordinals.has(inventory.ordinal(resource));
    });
  } catch (error) {
    if (!(error instanceof AlarmRefused)) throw error;
    missing.push({ part: 'alarms', reason: 'not-kept' });
    return null;
  }
}

function coverageOf(
  planning: CaptureStages['planning'],
  wanted: boolean,
  { past }: Moment,
  missing: Missing[],
): Captured['coverage'] {
  const lacks = lackOf(planning, wanted, past);
  if (planning === null || lacks !== null) {
    missing.push({ part: 'coverage', reason: lacks ?? 'not-there' });
    return null;
  }
  return { summary: planning.summary(), holes: planning.holes() };
}

/** Null until there is one. */
async function rasterOf(planning: CaptureStages['planning']): Promise<Uint8Array | null> {
  try {
    return planning === null ? null : (await planning.raster({ state: 'now', layer: 'covered' })).gzip;
  } catch (error) {
    if (!(error instanceof PlanningRefused)) throw error;
    return null;
  }
}

async function planOf(
  planning: CaptureStages['planning'],
  wanted: boolean,
  { past }: Moment,
  missing: Missing[],
): Promise<SnapshotContent['plan']> {
  const lacks = lackOf(planning, wanted, past);
  if (planning === null || lacks !== null) {
    missing.push({ part: 'plan', reason: lacks ?? 'not-there' });
    return null;
  }
  try {
    return await planning.plan({ late: [] });
  } catch (error) {
    if (!(error instanceof PlanningRefused)) throw error;
    missing.push({ part: 'plan', reason: 'failed' });
    return null;
  }
}

function lackOf(planning: CaptureStages['planning'], wanted: boolean, past: boolean): Missing['reason'] | null {
  if (!wanted) return 'outside-scope';
  if (planning === null) return 'not-there';
  return past ? 'of-the-past' : null;
}
