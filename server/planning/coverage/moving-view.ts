import { type PixelWindow, wholeWindow } from '../../../shared/radio/coverage.ts';
import { windowOf } from '../../../shared/radio/without-cells.ts';
import { downFlags, layOver, type Network, servedWithout, sharesOver, type View } from './network.ts';

/**
 * A network as it is while some of its cells are down, led from one state to the next: only the reach of cells that went
 * or came back is worked out again, in the same memory. A region, whose view is tens of megabytes, has one and not one for
 * each state.
 */
export interface MovingView {
  /** With the cells at these places down. What was given before shows that state too from then on. */
  at(down: readonly number[]): View;
  /** Probability of coverage by pixel, likewise. */
  sharesAt(down: readonly number[]): Float32Array;
}

export function createMovingView(network: Network): MovingView {
  const { run, ground } = network;
  const nobody = downFlags(network, []);
  let isDown = nobody;
  // Null where nothing is down: then the run itself is the view, and nothing is kept beside it.
  let view: View | null = null;
  let shares: Float32Array | null = null;

  const move = (down: readonly number[]): void => {
    const next = downFlags(network, down);
    const changed = changedPlaces(isDown, next);
    if (down.length === 0) [view, shares] = [null, null];
    else if (changed.length > 0) {
      view ??= { rsrpDbm: run.rsrpDbm.slice(), sinrDb: run.sinrDb.slice(), bestServer: run.bestServer.slice() };
      for (const window of windowsOf(network, changed)) {
        const served = servedWithout(network, down, window);
        layOver(view, served, ground.raster.columns);
        if (shares !== null) sharesOver(network, served, shares);
      }
    }
    isDown = next;
  };

  return {
    at(down) {
      move(down);
      return view ?? run;
    },
    sharesAt(down) {
      move(down);
      if (view === null) return network.shares;
      if (shares === null) {
        shares = network.shares.slice();
        sharesOver(network, { window: wholeWindow(ground.raster), ...view }, shares);
      }
      return shares;
    },
  };
}

function changedPlaces(before: Uint8Array, after: Uint8Array): number[] {
  const changed: number[] = [];
  for (let place = 0; place < after.length; place++) if (before[place] !== after[place]) changed.push(place);
  return changed;
}

/** Rectangles that hold the reach of all these places: of each site, or one around them where that is less. */
function windowsOf({ ground, tables }: Network, places: readonly number[]): readonly PixelWindow[] {
  const bySite = new Map<number, number[]>();
  for (const place of places) {
    const site = tables.siteOf[place]!;
    bySite.set(site, [...(bySite.get(site) ?? []), place]);
  }
  const windows = [...bySite.values()].map((some) => windowOf(ground.raster, tables, some));
  const around = windowOf(ground.raster, tables, places);
  const sum = windows.reduce((pixels, window) => pixels + pixelsIn(window), 0);
  return sum < pixelsIn(around) ? windows : [around];
}

function pixelsIn({ rows, columns }: PixelWindow): number {
  return rows * columns;
}
