import type { Label, ResourceKind } from '../model/resource.ts';
import type { Severity } from '../model/sample.ts';

/** Base units of the catalogue; percentages are 0–100. */
export type Unit = '°C' | 'W' | 'Wh' | 'A' | 'V' | 'bit/s' | 'bit' | '%' | 'dBm' | 's' | 'count' | 'ratio' | 'state';

export interface Step {
  readonly severity: Severity;
  /** The state begins when the value goes beyond `raise` and ends when it is back inside `clear`. */
  readonly raise: number;
  readonly clear: number;
}

/** Thresholds of a metric, mildest first, with the document that they come from. */
export interface Ladder {
  readonly direction: 'above' | 'below';
  readonly steps: readonly Step[];
  readonly source: Label;
}

/** A value of an enumerated metric: what is stored, what is read, how bad it is. */
export interface StateValue {
  readonly value: number;
  readonly id: string;
  readonly label: Label;
  readonly severity: Severity;
}

/**
 * A value that live state computes from others.
 *
 * - `self`: from metrics of the same resource. `max` says in *origin* which input gave it; inputs that are stale or bad
 *   are left out. `ratio`: 100 · max(inputs) / attribute. `quotient`: first / second input, only
 *   while both are usable and the second is above zero.
 * - `below`: from one metric of all descendants of a kind. `count` counts those whose value equals `equals`
 *   (or, without `equals`, those that are live).
 */
export type Derivation =
  | { readonly over: 'self'; readonly aggregate: 'max' | 'sum' | 'quotient'; readonly inputs: readonly string[] }
  | {
      readonly over: 'self';
      readonly aggregate: 'ratio';
      readonly inputs: readonly string[];
      readonly attribute: string;
    }
  | {
      readonly over: 'below';
      readonly aggregate: 'max' | 'mean' | 'sum' | 'count' | 'share';
      readonly input: string;
      readonly equals?: number;
    };

export interface MetricDefinition {
  /** `<kind>.<name>`, unique. */
  readonly id: string;
  readonly kind: ResourceKind;
  readonly unit: Unit;
  readonly label: Label;
  /** Physical range; a value outside it is bad (`out-of-range`) and carries no number. */
  readonly range: readonly [number, number];
  /** Smallest step worth keeping or showing. */
  readonly resolution: number;
  /** Expected reporting interval: live ≤ 1.5 ×, late ≤ 3 ×, stale beyond. A mapping rule may override it. */
  readonly intervalMs: number;
  readonly ladder?: Ladder;
  readonly states?: readonly StateValue[];
  readonly derive?: Derivation;
  /** Its name and clause in the standard it comes from. */
  readonly standard?: string;
}
