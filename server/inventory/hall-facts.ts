import type { Lifecycle } from '../../shared/model/resource.ts';

/** A hall as its racks and feeds need it. */
export interface HallFacts {
  readonly datacentre: string;
  readonly lifecycle: Lifecycle;
  readonly rows: number;
  readonly racksPerRow: number;
  readonly synthetic: boolean;
}
