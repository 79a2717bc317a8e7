import type { Position } from '../../../shared/model/resource.ts';
import type { RadioCell } from '../../../shared/radio/radio-cell.ts';
import type { Ranking, RankingRequest, RankingResult } from '../../../shared/wire/planning.ts';
import type { CoverageSetup } from '../coverage/setup.ts';

/** A place where a site may be built. */
export interface Candidate {
  /** Null for a place of a grid. */
  readonly site: string | null;
  readonly position: Position;
  readonly cells: readonly RadioCell[];
  readonly cost: number;
  /** When the roll-out expects it on air, UTC ms; null where nothing does. */
  readonly readyAt: number | null;
}

/** What a ranking thread is started with. */
export interface RankingSetup {
  readonly coverage: CoverageSetup;
  readonly request: RankingRequest;
  readonly synthetic: boolean;
  /** From the table; a grid is made from `template` in the thread, where land is known. */
  readonly candidates: readonly Candidate[];
  /** A cell of a new site of the grid, but for its place and azimuth; null where none is on air. */
  readonly template: RadioCell | null;
}

export type RankingStep = NonNullable<Ranking['step']>;

/** What the thread says. */
export type RankingMessage =
  | { readonly type: 'progress'; readonly step: RankingStep; readonly progress: number }
  | { readonly type: 'done'; readonly result: RankingResult }
  | { readonly type: 'failed'; readonly failure: string };

/** There is nothing that could be ranked. */
export class NothingToRank extends Error {
  override readonly name = 'NothingToRank';
}
