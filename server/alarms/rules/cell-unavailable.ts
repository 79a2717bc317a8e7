import { EXCUSED, FINE, wrong } from '../ladder.ts';
import type { FaultStates, SampleRule } from '../rule.ts';

const STATES: FaultStates = { metric: 'cell.operational-state', faults: { disabled: 'major' } };

/**
 * Cell unavailable: MAJOR (3GPP alarm tables; the whole site is CRITICAL and another rule). A locked cell and one that
 * saves energy are no fault (TS 28.541 administrativeState, TS 28.310 energySavingState).
 */
export const cellUnavailable: SampleRule = {
  name: 'cell-unavailable',
  alarmType: 'equipment-alarm',
  probableCause: 'equipment-malfunction',
  effect: 'outage',
  holdRaiseMs: 0,
  holdClearMs: 5_000,
  states: [STATES],
  by: 'samples',
  on: 'self',
  evidence: ['cell.operational-state'],
  inputs: [
    { metric: 'cell.operational-state', calm: () => [1, 1] },
    // Unlocked and not saving are calm: they end an excuse, and a cell that is out then has a sample that says so.
    { metric: 'cell.administrative-state', calm: () => [1, 1] },
    { metric: 'cell.energy-saving', calm: () => [0, 0] },
  ],
  judge({ place, readings }) {
    const state = readings.number(place, 'cell.operational-state');
    if (Number.isNaN(state)) return null;
    if (state === 1) return FINE;
    const locked = readings.number(place, 'cell.administrative-state') === 0;
    const saving = readings.number(place, 'cell.energy-saving') === 1;
    return locked || saving ? EXCUSED : wrong(STATES.faults.disabled!);
  },
};
