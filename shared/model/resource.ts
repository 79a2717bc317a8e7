/** Kinds of things that have telemetry or alarms. Order fixes the series numbering within one version of the dictionary. */
export const RESOURCE_KINDS = [
  'zone',
  'site',
  'cell',
  'backhaul-node',
  'backhaul-link',
  'datacentre',
  'utility',
  'transformer',
  'generator',
  'ups',
  'pdu',
  'phase',
  'hall',
  'row',
  'rack',
  'power-feed',
  'cooling-unit',
  'gpu-node',
  'carrier',
  'router',
  'uplink',
  'charging-station',
  'connector',
] as const;

export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Text in both languages of the product. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** Where a resource stands between idea and removal; a cell table's `on_air` is `in-service`. */
export const LIFECYCLES = ['planned', 'building', 'in-service', 'retired'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

export interface Position {
  /** Degrees, WGS84. */
  readonly lat: number;
  readonly lon: number;
}

export interface Resource {
  /** Path-like, stable: `rack/qingyun/p1-h03/r12/08`; segments are `[a-z0-9-]+`, the first is the kind. */
  readonly id: string;
  readonly kind: ResourceKind;
  /** Id of the containing resource; only the zone has none. */
  readonly parent: string | null;
  readonly name: Label;
  readonly lifecycle: Lifecycle;
  /** True when telemetry is expected from it: silence is then a finding. */
  readonly reporting: boolean;
  /** True when the pack's author invented it. */
  readonly synthetic: boolean;
  readonly position?: Position;
  /** Its names elsewhere (3GPP DN, SNMP ifName, OCPP id). */
  readonly altResource?: readonly string[];
  /** Facts of its kind by name (azimuth_deg, capacity_bps, feed_a_rating_a, …); units are in the names. */
  readonly attributes: ReadonlyMap<string, string | number>;
}

const RESOURCE_ID = /^[a-z0-9-]+(?:\/[a-z0-9-]+)+$/;

/** True for a well-formed resource id whose first segment is a known kind. At most 200 characters. */
export function isResourceId(text: string): boolean {
  return text.length <= 200 && RESOURCE_ID.test(text) && isKind(text.slice(0, text.indexOf('/')));
}

export function isKind(text: string): text is ResourceKind {
  return (RESOURCE_KINDS as readonly string[]).includes(text);
}

/** A row of links.csv: `from` depends on `to` in the given role; a cell knows another one as its neighbour. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly role: 'power' | 'cooling' | 'transport' | 'carrier' | 'neighbour';
}
