/**
 * What is wrong in the zone at this moment, by resource id. Faults write it anew for every moment; models read it and
 * answer as the real thing would. Empty when nothing is wrong.
 */
export interface Situation {
  /** Nothing is heard of these, whatever they do. */
  readonly silent: Set<string>;
  /** Cut, tripped, faulted, without supply or struck out: what that means is their kind's. */
  readonly down: Set<string>;
  /** Sites and UPS that live on their batteries, with the seconds left. */
  readonly onBattery: Map<string, number>;
  /** Of those sites the seconds until their radios are shed; 0 once they are off. */
  readonly untilShed: Map<string, number>;
  /** Sites whose rectifier feeds nothing, though the mains are there. */
  readonly rectifierFailed: Set<string>;
  /** Generators that run. */
  readonly running: Set<string>;
  /** Sites whose clock is not locked, with `site.clock` of the catalogue. */
  readonly clock: Map<string, number>;
  /** Of those the seconds for which the clock still holds over. */
  readonly holdover: Map<string, number>;
  /** Cells that are on air and serve nobody, without any alarm. */
  readonly asleep: Set<string>;
  /** Cells that save energy. */
  readonly saving: Set<string>;
  /** Racks whose inlets are warmer than they would be, by so many kelvin. */
  readonly warmer: Map<string, number>;
}

export function createSituation(): Situation {
  return {
    silent: new Set(),
    down: new Set(),
    onBattery: new Map(),
    untilShed: new Map(),
    rectifierFailed: new Set(),
    running: new Set(),
    clock: new Map(),
    holdover: new Map(),
    asleep: new Set(),
    saving: new Set(),
    warmer: new Map(),
  };
}

export function clearSituation(situation: Situation): void {
  for (const marks of Object.values(situation)) (marks as Situation['silent'] | Situation['clock']).clear();
}
