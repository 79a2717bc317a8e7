import { metricIndex, metricsOf } from '../../../shared/metrics/index.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { RackValues } from '../../map/floor/paint.ts';
import type { LiveColumns } from './floor-words.ts';
import type { LayerLook } from './layers.ts';

/** Where the layer's metric of all racks lies among the live columns: every so many numbers from the first rack on. */
export function rackValues(
  index: InventoryIndex,
  live: LiveColumns,
  reporting: Uint8Array,
  look: LayerLook,
): RackValues {
  const block = index.dictionary.kinds.get('rack');
  return {
    value: live.value,
    flags: live.flags,
    offset: (block?.base ?? 0) + metricIndex(look.metric.id),
    stride: metricsOf('rack').length,
    reporting,
  };
}
