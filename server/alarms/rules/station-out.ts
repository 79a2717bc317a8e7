import { childrenRule } from '../share-rule.ts';

const UNAVAILABLE = 7;
const FAULTED = 8;

/** No connector of a station can be used, and at least one for a fault: out for everyone who comes. */
export const stationOut = childrenRule(
  {
    name: 'station-out',
    alarmType: 'equipment-alarm',
    probableCause: 'equipment-malfunction',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  {
    inputs: [{ metric: 'connector.status', calm: [0, UNAVAILABLE - 1] }],
    least: 2,
    limits: {
      direction: 'above',
      metric: null,
      unit: '%',
      steps: [{ severity: 'critical', raise: 99.9, clear: 99.9 }],
      document: { zh: '全部充电枪故障', en: 'All connectors faulted' },
    },
    bad({ place, readings }) {
      const status = readings.number(place, 'connector.status');
      return Number.isNaN(status) || status === UNAVAILABLE ? null : status === FAULTED;
    },
  },
);
