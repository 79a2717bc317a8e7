/**
 * Runs in the browser: the real Operations map (client/views/operations/scene.ts) over the stress zone's inventory with
 * every sector in sight, fed with synthetic values. Bundled and loaded by map-updates.ts.
 */
import { applyFrame, createLiveColumns, type LiveColumns } from '../../../client/live/columns.ts';
import { palette } from '../../../client/ui/palette.ts';
import { createMapModel, nameAll } from '../../../client/views/operations/map-model.ts';
import { createScene, type SceneLook } from '../../../client/views/operations/scene.ts';
import type { Dictionary } from '../../../shared/model/dictionary.ts';
import { packFlags, packQuality } from '../../../shared/model/sample.ts';
import { decodeFrame, encodeFrame } from '../../../shared/wire/frame.ts';
import { openInventory } from '../../../shared/wire/inventory-index.ts';

export interface MapRun {
  readonly sectors: number;
  readonly updates: number;
  readonly seconds: number;
  /** Script per update, ms: reading the frame, looks, drawing. */
  readonly scriptMs: number;
}

declare global {
  interface Window {
    runMap(updatesWanted: number): Promise<MapRun>;
  }
}

/** Variants of the wire's frames, so that every sector has another value each time. */
const VARIANTS = 4;
const METRIC = 'cell.prb-dl';

const LOOK: SceneLook = {
  layer: 'prb-dl',
  palette: palette('dark'),
  language: 'en',
  outLabel: 'out',
  planned: true,
  chargers: true,
  transport: true,
  labels: true,
  alarms: true,
  rings: false,
  everySite: false,
  backhaul: false,
  circleM: null,
  opacity: { sectors: 1, backhaul: 1, circle: 1, coverage: 1, base: 1 },
  tiles: null,
};

const ignore = () => undefined;
const GOOD = packFlags(packQuality('good'), 'live', 'normal');
/** States of a zone in order; other numbers stand in the middle of a percentage. */
const IN_ORDER = new Map([
  ['cell.energy-saving', 0],
  ['cell.operational-state', 1],
  ['cell.administrative-state', 1],
  ['site.mains', 1],
  ['site.clock', 1],
]);
const ELSE = 50;

/** Every series has a number and nothing is wrong. */
function fillInOrder(live: LiveColumns, { kinds }: Dictionary): void {
  live.flags.fill(GOOD);
  for (const { base, count, metrics } of kinds.values()) {
    metrics.forEach(({ id }, metric) => {
      const value = IN_ORDER.get(id) ?? ELSE;
      for (let i = 0; i < count; i++) live.value[base + i * metrics.length + metric] = value;
    });
  }
}

async function openMap() {
  const read = async (path: string) => (await fetch(path)).json();
  const [zone, view] = await Promise.all([read('/api/v1/zone'), read('/api/v1/inventory')]);
  const inventory = openInventory(view);
  const live = createLiveColumns(inventory.dictionary.seriesCount);
  fillInOrder(live, inventory.dictionary);
  const model = createMapModel(inventory);
  nameAll(model, 'en');
  const element = document.createElement('div');
  element.style.cssText = 'position:fixed;inset:0';
  document.body.replaceChildren(element);
  const options = {
    view: null,
    home: zone.outline,
    crs: 'WGS84',
    homePaddings: [],
    reducedMotion: true,
  } as const;
  const events = { onPick: ignore, onHover: ignore, onScale: ignore, onTilesFailed: ignore, onSight: ignore };
  const reads = { ...live, clusters: () => null };
  const scene = createScene(element, options, model, inventory.dictionary, reads, LOOK, events);
  return { inventory, live, scene };
}

window.runMap = async (updatesWanted) => {
  let script = 0;
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const began = performance.now();
      callback(time);
      script += performance.now() - began;
    });
  const { inventory, live, scene } = await openMap();
  const sectors = inventory.count('cell');
  const series = Uint32Array.from({ length: sectors }, (_, cell) =>
    inventory.series(inventory.id('cell', cell), METRIC),
  );
  const variants = Array.from({ length: VARIANTS }, (_, variant) =>
    encodeFrame({
      snapshot: false,
      topic: 'tile/0/0/0',
      epoch: 1,
      seq: variant,
      now: 1_600_000_000_000,
      series,
      value: Float32Array.from(series, (_, cell) => (cell * 7 + variant * 23) % 90),
      age: new Uint16Array(sectors),
      flags: new Uint16Array(sectors).fill(GOOD),
    }),
  );
  const nextFrame = () => new Promise<void>((done) => request(() => done()));
  for (let i = 0; i < 10; i++) await nextFrame();

  script = 0;
  const began = performance.now();
  for (let update = 0; update < updatesWanted; update++) {
    const start = performance.now();
    applyFrame(live, decodeFrame(variants[update % VARIANTS]!));
    scene.liveChanged();
    script += performance.now() - start;
    // The map's own drawing was asked for before this: it comes first in the same animation frame.
    await nextFrame();
  }
  const seconds = (performance.now() - began) / 1_000;
  scene.remove();
  return { sectors, updates: updatesWanted, seconds, scriptMs: script / updatesWanted };
};
