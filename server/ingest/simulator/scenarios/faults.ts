import type { Fault } from './fault.ts';
import { backhaulCut } from './faults/backhaul-cut.ts';
import { carrierCut } from './faults/carrier-cut.ts';
import { chargerFault } from './faults/charger-fault.ts';
import { coolingTrip } from './faults/cooling-trip.ts';
import { energySaving } from './faults/energy-saving.ts';
import { feedLoss } from './faults/feed-loss.ts';
import { gnssLoss } from './faults/gnss-loss.ts';
import { mainsLoss } from './faults/mains-loss.ts';
import { rectifierFailure } from './faults/rectifier-failure.ts';
import { silentSource } from './faults/silent-source.ts';
import { sleepingCell } from './faults/sleeping-cell.ts';

/** Every fault that a scenario may name. */
export const FAULTS: ReadonlyMap<string, Fault> = new Map(
  [
    backhaulCut,
    mainsLoss,
    rectifierFailure,
    gnssLoss,
    coolingTrip,
    feedLoss,
    carrierCut,
    chargerFault,
    silentSource,
    sleepingCell,
    energySaving,
  ].map((fault) => [fault.name, fault]),
);
