import { childrenRule } from '../share-rule.ts';

/** Whole site unavailable: CRITICAL. Cells that are locked or save energy are not asked. */
export const siteUnavailable = childrenRule(
  {
    name: 'site-unavailable',
    alarmType: 'equipment-alarm',
    probableCause: 'equipment-malfunction',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 5_000,
  },
  {
    inputs: [
      { metric: 'cell.operational-state', calm: [1, 1] },
      { metric: 'cell.administrative-state', calm: [1, 1] },
      { metric: 'cell.energy-saving', calm: [0, 0] },
    ],
    least: 1,
    limits: {
      direction: 'above',
      metric: null,
      unit: '%',
      steps: [{ severity: 'critical', raise: 99.9, clear: 99.9 }],
      document: { zh: '全站不可用为紧急', en: 'Whole site unavailable: critical' },
    },
    bad({ place, readings }) {
      const state = readings.number(place, 'cell.operational-state');
      if (Number.isNaN(state)) return null;
      if (state === 1) return false;
      const locked = readings.number(place, 'cell.administrative-state') === 0;
      return locked || readings.number(place, 'cell.energy-saving') === 1 ? null : true;
    },
  },
);
