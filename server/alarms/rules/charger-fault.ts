import { stateRule } from '../state-rule.ts';

/** OCPP 1.6 §7.7 Faulted. Unavailable is an operator's doing, and silence another rule's. */
export const chargerFault = stateRule(
  {
    name: 'charger-fault',
    alarmType: 'equipment-alarm',
    probableCause: 'equipment-malfunction',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  [{ metric: 'connector.status', faults: { Faulted: 'major' } }],
);
