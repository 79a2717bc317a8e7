import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type {
  CoverageHole,
  PlanChange,
  PlanComparison,
  PlanSite,
  PredictedHole,
  RankingResult,
} from '../../../shared/wire/planning.ts';
import type { ResidualPoints } from '../../map/residual-layer.ts';

/** What lies on the map besides the raster. */
export interface Drawn {
  readonly holes: readonly CoverageHole[];
  readonly predicted: readonly PredictedHole[];
  /** What the loss of the selected site or cell would uncover. */
  readonly asked: CoverageHole | null;
  /** What a plan covers more and less, null for no plan. */
  readonly compared: PlanComparison | null;
  /** Changes to the network that is shown. */
  readonly changes: readonly PlanChange[];
  readonly plan: readonly PlanSite[];
  readonly ranked: RankingResult['ranked'];
  /** Measured points by how far off the model is; null for none. */
  readonly residuals: ResidualPoints | null;
}

/** What every part of the screen knows. */
export interface About {
  readonly inventory: InventoryIndex;
  readonly language: Language;
  readonly timeZone: string;
  /** Id of the selected resource. */
  readonly selection: string | null;
  onSelect(id: string | null): void;
}

/** A list points at something on the map, the map at something in a list: by the hole's id. */
export interface Pointing {
  readonly pointed: string | null;
  onPoint(id: string | null): void;
}

/** What a resource is called; its id where the inventory does not know it. */
export function nameOf(inventory: InventoryIndex, id: string, language: Language): string {
  const place = inventory.ordinal(id);
  return place ? inventory.name(place.kind, place.ordinal)[language === 'zh-CN' ? 0 : 1] : id;
}
