import { z } from 'zod';
import type { Resource, ResourceKind } from '../../../../shared/model/resource.ts';
import type { Situation } from '../situation.ts';
import type { Topology } from '../topology.ts';

/** What a fault may look at to know what it strikes. */
export interface FaultZone {
  readonly topology: Topology;
  readonly seed: number;
}

/** How long a fault has lasted, in seconds of the scenario's clock; `endedS` ago it was mended, 0 while it lasts. */
export interface FaultTime {
  readonly elapsedS: number;
  readonly endedS: number;
}

/** Writes into the situation what is wrong at a time. Depends on that time only: the same time, the same marks. */
export type Effect = (time: FaultTime, situation: Situation) => void;

/** A kind of fault, ready for any resource of its kinds. */
export interface Fault {
  readonly name: string;
  readonly kinds: readonly ResourceKind[];
  /** Seconds for which something is still to be seen after it is mended. */
  readonly aftermathS: number;
  /** The words of a problem with parameters, null when they are right. */
  problem(params: unknown): string | null;
  /** `params` as `problem` found right. */
  begin(target: Resource, params: unknown, zone: FaultZone): Effect;
}

interface Definition<P extends z.ZodType> {
  readonly name: string;
  readonly kinds: readonly ResourceKind[];
  readonly params: P;
  readonly aftermathS?: number;
  begin(target: Resource, params: z.infer<P>, zone: FaultZone): Effect;
}

/** A fault with its parameters checked by a schema. */
export function fault<P extends z.ZodType>({ name, kinds, params, aftermathS = 0, begin }: Definition<P>): Fault {
  return {
    name,
    kinds,
    aftermathS,
    problem(given) {
      const parsed = params.safeParse(given);
      if (parsed.success) return null;
      return parsed.error.issues
        .map(({ path, message }) => ['params', ...path].join('.').concat(`: ${message}`))
        .join('; ');
    },
    begin: (target, given, zone) => begin(target, params.parse(given), zone),
  };
}

/** For faults that take no parameters. */
export const NO_PARAMS = z.object({}).strict();

export const seconds = z.number().min(0).max(604_800);
