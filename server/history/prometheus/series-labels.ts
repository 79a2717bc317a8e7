import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Resource } from '../../../shared/model/resource.ts';
import { QUALITIES, REASONS } from '../../../shared/model/sample.ts';
import type { Inventory } from '../../ports.ts';

/** Name and value. */
export type Label = readonly [string, string];

/** Containers that people group by; each is a label of its own kind, whose value is the container's id. */
const CONTAINERS = ['site', 'datacentre', 'phase', 'hall', 'carrier', 'charging-station'] as const;

/** Companion series: what is wrong with a sample of the same moment. Value: place in REASONS. */
export const QUALITY_NAME = 'skyrack_quality';

/** `rack.inlet-top` is `skyrack_rack_inlet_top`, in the base unit of the catalogue. */
export function metricName(metric: Pick<MetricDefinition, 'id'>): string {
  return `skyrack_${metric.id.replaceAll(/[^a-z0-9]+/g, '_')}`;
}

/**
 * What is said of a resource, by name: its id and kind, the zone, the containers around it and itself if it is one, and
 * the band of a cell. Group labels are what an aggregate can be asked by.
 */
export function placeLabels(
  inventory: Pick<Inventory, 'zone' | 'find'>,
  resource: Resource,
): ReadonlyMap<string, string> {
  const labels = new Map([
    ['zone', inventory.zone.id],
    ['kind', resource.kind],
    ['resource', resource.id],
  ]);
  let above: Resource | undefined = resource;
  while (above !== undefined) {
    const { kind, id, parent }: Resource = above;
    const label = CONTAINERS.find((container) => container === kind)?.replace('-', '_');
    if (label !== undefined && !labels.has(label)) labels.set(label, id);
    above = parent === null ? undefined : inventory.find(parent);
  }
  const band = resource.attributes.get('band');
  if (band !== undefined) labels.set('band', String(band));
  return labels;
}

/** Labels that groups may be formed by, the narrowest first. */
export const GROUP_LABELS = ['hall', 'phase', 'carrier', 'band', 'site', 'charging_station', 'datacentre', 'zone'];

/** Quality and reason of a byte, without the mark of the simulator. */
export const QUALITY_BITS = 0x1f;
/** Good, no reason: has no companion. */
export const PLAIN_GOOD = QUALITIES.indexOf('good');

interface Sections {
  readonly measured: readonly [Uint8Array, Uint8Array];
  readonly simulated: readonly [Uint8Array, Uint8Array];
}

/**
 * The label sections of remote-write series, encoded. `simulated="1"` is a label of the sample's own series, because
 * nobody who looks at it in another tool may take it for measured; it costs one more series per taken-over series, once.
 * Every other quality is rare and goes to a companion series with a sample only where a sample is not plainly good, so
 * that a healthy fleet has none.
 */
export class SeriesLabels {
  readonly #inventory: Inventory;
  readonly #names = new Map<string, Uint8Array>();
  /** Per resource: its labels measured and simulated. */
  readonly #places = new Map<Resource, readonly [Uint8Array, Uint8Array]>();
  /** By series number, found once. */
  readonly #sections: (Sections | undefined)[];

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
    this.#sections = new Array(inventory.dictionary.seriesCount);
  }

  /** Of the series that carries numbers: name and place. */
  ofValues(series: number, simulated: boolean): readonly [Uint8Array, Uint8Array] {
    let sections = this.#sections[series];
    if (sections === undefined) {
      sections = this.#find(series);
      this.#sections[series] = sections;
    }
    return simulated ? sections.simulated : sections.measured;
  }

  #find(series: number): Sections {
    const metric = this.#inventory.metricOf(series);
    const name = this.#names.get(metric.id) ?? encodeLabels([['__name__', metricName(metric)]]);
    this.#names.set(metric.id, name);
    const resource = this.#inventory.resourceOf(series);
    const place = this.#places.get(resource) ?? this.#encodePlace(resource);
    this.#places.set(resource, place);
    return { measured: [name, place[0]], simulated: [name, place[1]] };
  }

  #encodePlace(resource: Resource): readonly [Uint8Array, Uint8Array] {
    const labels = [...placeLabels(this.#inventory, resource)];
    return [encodeLabels(labels), encodeLabels([...labels, ['simulated', '1']])];
  }

  /** Of the companion for samples of this quality. */
  ofQuality(series: number, quality: number, simulated: boolean): Uint8Array {
    const labels = placeLabels(this.#inventory, this.#inventory.resourceOf(series));
    return encodeLabels([
      ['__name__', QUALITY_NAME],
      ['metric', this.#inventory.metricOf(series).id],
      ['quality', QUALITIES[quality & 3]!],
      ...labels,
      ...(simulated ? ([['simulated', '1']] as const) : []),
    ]);
  }
}

/** Place in REASONS. */
export function reasonNumber(quality: number): number {
  const reason = (quality & QUALITY_BITS) >> 2;
  return reason < REASONS.length ? reason : 0;
}

/** Label messages (field 1 of TimeSeries), sorted by name as the format demands. */
function encodeLabels(labels: readonly Label[]): Uint8Array {
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat(
    sorted.map(([name, value]) => lengthDelimited(0x0a, Buffer.concat([text(0x0a, name), text(0x12, value)]))),
  );
}

function text(tag: number, value: string): Uint8Array {
  return lengthDelimited(tag, Buffer.from(value));
}

function lengthDelimited(tag: number, bytes: Uint8Array): Uint8Array {
  const head = [tag];
  let length = bytes.length;
  for (; length > 127; length >>>= 7) head.push((length & 127) | 128);
  head.push(length);
  return Buffer.concat([Buffer.from(head), bytes]);
}
