import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Crs } from '../../../shared/geo/crs.ts';
import type { ZoneView } from '../../../shared/wire/http.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { createAlarmRollUp } from '../../live/alarm-roll-up.ts';
import { useLiveStore } from '../../live/react.tsx';
import type { BaseMap } from '../../map/base-map.ts';
import type { MapView } from '../../map/leaflet-map.ts';
import type { Pick } from '../../map/picking.ts';
import type { Viewport } from '../../state/viewport.ts';
import { createMapModel, findOnMap, KIND_OF_PICK, type MapModel, nameAll } from './map-model.ts';
import { startOfScale } from './metric-layers.ts';
import { createScene, type Hover, type Scene, type SceneLook } from './scene.ts';

interface Wishes {
  readonly zone: ZoneView;
  readonly inventory: InventoryIndex;
  readonly look: SceneLook;
  readonly base: BaseMap;
  /** What the map is drawn in. */
  readonly crs: Crs;
  readonly selection: string | null;
  readonly viewport: Viewport | null;
  onSelect(id: string | null): void;
  onViewport(viewport: Viewport): void;
  onTilesFailed(count: number): void;
}

export interface SceneState {
  readonly container: RefObject<HTMLDivElement | null>;
  readonly model: MapModel;
  readonly scene: Scene | null;
  readonly hover: Hover | null;
  readonly scaleTop: number;
  readonly view: MapView | null;
  /** Topics of what is seen. */
  readonly topics: readonly string[];
}

/** Room for the panels that float over the map, CSS pixels, so that home shows the zone beside them. */
const WIDE_PADDINGS = [
  { topLeft: [258, 30], bottomRight: [64, 30] },
  { topLeft: [150, 30], bottomRight: [24, 30] },
] as const;
const NARROW_PADDINGS = [{ topLeft: [12, 90], bottomRight: [12, 90] }] as const;
const NARROW_PX = 821;

/** Makes the map once and keeps it in step with what React knows. */
export function useScene(wishes: Wishes): SceneState {
  const { zone, inventory, look, base, selection, crs } = wishes;
  const container = useRef<HTMLDivElement>(null);
  const store = useLiveStore();
  const model = useMemo(() => createMapModel(inventory, crs), [inventory, crs]);
  const [made, setMade] = useState<{ scene: Scene; model: MapModel } | null>(null);
  // Of another model it is being taken down: nothing more may be asked of it.
  const scene = made?.model === model ? made.scene : null;
  const [hover, setHover] = useState<Hover | null>(null);
  const [scaleTop, setScaleTop] = useState(() => startOfScale(look.layer));
  const [seen, setSeen] = useState<{ view: MapView; topics: readonly string[] } | null>(null);
  const latest = useRef(wishes);
  latest.current = wishes;
  /** Another system makes another map, which begins where this one was. */
  const seenLast = useRef<Viewport | null>(null);
  /** What the map itself has selected last: the map need not move to show it. */
  const ownSelection = useRef<string | null>(null);

  useEffect(() => {
    if (!container.current) return;
    const pick = (target: Pick | null) => {
      const id = target ? inventory.id(KIND_OF_PICK[target.kind], target.index) : null;
      ownSelection.current = id;
      latest.current.onSelect(id);
    };
    let shown: Scene | null = null;
    const look = () => {
      if (shown) setSeen({ view: shown.map.view(), topics: shown.topics() });
    };
    const made = createScene(
      container.current,
      optionsFor(zone, seenLast.current ?? latest.current.viewport, crs),
      model,
      inventory.dictionary,
      store,
      latest.current.look,
      {
        onPick: pick,
        onHover: setHover,
        onScale: setScaleTop,
        onTilesFailed: (count) => latest.current.onTilesFailed(count),
        onSight: look,
      },
    );
    shown = made;
    look();
    const stopView = made.map.onView((view) => {
      seenLast.current = view;
      latest.current.onViewport(view);
    });
    const stopLive = store.onFrame(() => made.liveChanged());
    setMade({ scene: made, model });
    return () => {
      stopView();
      stopLive();
      setMade(null);
      made.remove();
    };
  }, [zone, inventory, model, store, crs]);

  useEffect(() => {
    nameAll(model, look.language);
    scene?.look(look);
  }, [scene, model, look]);

  useEffect(() => scene?.base(base), [scene, base]);

  useEffect(() => {
    if (!scene) return;
    const worst = createAlarmRollUp(inventory, ['site', 'charging-station', 'datacentre']);
    const mark = () => {
      const marks = worst(store.alarms.view().alarms.values());
      Object.assign(model.alarms, {
        site: marks.site,
        station: marks['charging-station'],
        centre: marks.datacentre,
      });
      scene.alarmsChanged();
    };
    mark();
    return store.alarms.subscribe(mark);
  }, [scene, model, inventory, store]);

  useEffect(() => {
    if (!scene) return;
    const target = selection === null ? null : findOnMap(inventory, selection);
    scene.select(target);
    if (target && selection !== ownSelection.current && !scene.map.isVisible(target.position)) {
      scene.map.panTo(target.position);
    }
    ownSelection.current = selection;
  }, [scene, inventory, selection]);

  return { container, model, scene, hover, scaleTop, view: seen?.view ?? null, topics: seen?.topics ?? [] };
}

function optionsFor(zone: ZoneView, viewport: Viewport | null, crs: Crs) {
  const narrow = window.innerWidth < NARROW_PX;
  return {
    view: viewport,
    home: zone.outline,
    crs,
    homePaddings: narrow ? NARROW_PADDINGS : WIDE_PADDINGS,
    reducedMotion: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}
