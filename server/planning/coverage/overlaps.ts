import { NEAR_BEST } from './figures.ts';
import type { Network } from './network.ts';

/** Where one cell serves and another is nearly as strong: directed, by numbers of the setup. */
export interface Overlap {
  readonly serving: number;
  readonly other: number;
  readonly areaKm2: number;
}

/** All overlaps of a network at full strength, where the best server keeps the RSRP threshold; kept servers only. */
export function overlapsOf({ run, cells, ground, thresholdMw }: Network): readonly Overlap[] {
  const pixels = new Map<number, number>();
  for (let pixel = 0; pixel < run.bestServer.length; pixel++) {
    const first = pixel * run.topK;
    const bestMw = run.serversMw[first]!;
    if (run.servers[first]! < 0 || bestMw < thresholdMw) continue;
    for (let at = first + 1; at < first + run.topK; at++) {
      if (run.servers[at]! < 0 || run.serversMw[at]! < bestMw * NEAR_BEST) break;
      const pair = run.servers[first]! * cells.length + run.servers[at]!;
      pixels.set(pair, (pixels.get(pair) ?? 0) + 1);
    }
  }
  return [...pixels]
    .sort(([a], [b]) => a - b)
    .map(([pair, count]) => ({
      serving: cells[Math.floor(pair / cells.length)]!,
      other: cells[pair % cells.length]!,
      areaKm2: count * ground.pixelKm2,
    }));
}
